#pragma once

#include <QWidget>
#include <memory>

#include "core/engine/snapshot.h"

namespace backscope {

/// Points of the loss surface of which the truth is known, to be opened, and what is true of them.
class KnownView : public QWidget {
  Q_OBJECT

 public:
  explicit KnownView(QWidget* parent = nullptr);

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
