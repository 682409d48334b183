#pragma once

#include <QWidget>
#include <memory>

#include "core/engine/snapshot.h"

namespace backscope {

/// The loss straight along the way between any two points of the parameters’ space.
class LineView : public QWidget {
  Q_OBJECT

 public:
  explicit LineView(QWidget* parent = nullptr);

  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);

 signals:
  /// The view is seen, or not any more.
  void shown();
  void hidden();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
};

}  // namespace backscope
