#pragma once

#include <QWidget>

class QBoxLayout;
class QScrollArea;

namespace backscope {

/// Controls beside a picture, which takes all the height there is; where the type is too large for that, one below the
/// other. What does not fit scrolls.
class TwoColumns : public QWidget {
  Q_OBJECT

 public:
  /// Both become children. `controlsShare` is that of the width, in hundredths. A plot of the picture that shall take
  /// no more height than there is has to ignore its hint.
  TwoColumns(QWidget* controls, QWidget* picture, int controlsShare, QWidget* parent = nullptr);

 protected:
  bool event(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void arrange();

  QBoxLayout* m_columns = nullptr;
  QScrollArea* m_left = nullptr;
  QWidget* m_picture = nullptr;
};

}  // namespace backscope
