#pragma once

#include <QWidget>
#include <memory>

#include "core/engine/snapshot.h"

namespace backscope {

/// Where the run stands on the loss surface: gradient, spectrum and verdict, the way out of a saddle and to the nearest
/// critical point.
class CurvatureView : public QWidget {
  Q_OBJECT

 public:
  explicit CurvatureView(QWidget* parent = nullptr);

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
