#pragma once

#include <QObject>
#include <cstdint>

namespace backscope {

/// Counts what the user begins: a press of the mouse, a key, another control. All that follows from one drag, or from
/// the arrow keys while they stay at one control, has the same count.
class Gestures : public QObject {
  Q_OBJECT

 public:
  explicit Gestures(QObject* parent = nullptr);

  std::int64_t count() const { return m_count; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  std::int64_t m_count = 0;
};

}  // namespace backscope
