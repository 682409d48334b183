#pragma once

#include <QObject>

namespace backscope {

/// Whether anything moves of itself. The user's choice, unless the system asks for no animation: then nothing does. On
/// Qt 6.4 that wish is known as a style's animation time of 0, which the platform's theme sets.
class Movement : public QObject {
  Q_OBJECT

 public:
  static Movement& instance();
  bool isWanted() const { return m_isWanted; }
  void setWanted(bool wanted);
  bool isOn() const;

 signals:
  void changed();

 private:
  Movement() = default;

  bool m_isWanted = true;
};

}  // namespace backscope
