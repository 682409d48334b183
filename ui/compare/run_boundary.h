#pragma once

#include <memory>

#include "core/engine/snapshot.h"
#include "ui/compare/plane_picture.h"
#include "ui/views/boundary_field.h"

namespace backscope {

/// What one of several runs says over the input plane, with the examples: a small decision boundary without controls.
class RunBoundary : public PlanePicture {
  Q_OBJECT

 public:
  explicit RunBoundary(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  const ShownField& field() const { return m_field; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  PlotMap plotMapNow() const override;
  void updateLayout() override;

 private:
  void describe();

  std::shared_ptr<const Snapshot> m_snapshot;
  ShownField m_field;
  BoundaryPainter m_painter;
  double m_largestTarget = 1;
  int m_framesSinceDescription = 0;
};

}  // namespace backscope
