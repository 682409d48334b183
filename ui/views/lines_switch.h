#pragma once

#include <QCheckBox>

namespace backscope {

class UnitLines;

/// Shows and hides the lines of the first layer's units; there is none where they are impossible.
class LinesSwitch : public QCheckBox {
  Q_OBJECT

 public:
  explicit LinesSwitch(UnitLines* lines, QWidget* parent = nullptr);
};

}  // namespace backscope
