#pragma once

#include <QWidget>

#include "core/training/ladder_choice.h"

namespace backscope {

class ChoiceBox;
class SegmentedSwitch;

/// Chooses what of every layer is followed, and in which size.
class LadderControls : public QWidget {
  Q_OBJECT

 public:
  explicit LadderControls(QWidget* parent = nullptr);

  LadderChoice choice() const;
  /// Without chosen().
  void setChoice(LadderChoice choice);

 signals:
  /// By the user.
  void chosen();

 private:
  void createSizes();
  void fitSizes();

  SegmentedSwitch* m_quantity = nullptr;
  ChoiceBox* m_size = nullptr;  ///< of no use for updates
};

}  // namespace backscope
