#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "core/engine/snapshot.h"
#include "ui/compare/ghost.h"
#include "ui/views/boundary_field.h"
#include "ui/views/boundary_geometry.h"
#include "ui/views/boundary_painter.h"
#include "ui/views/ghost_lines.h"

namespace backscope {

class PlaneControls;
class UnitLines;

/// What the network says over the input plane, with the examples in it. While a unit is enlarged, its output takes the
/// place of ŷ.
///
/// While the lines of the first layer are shown, they can be moved, turned and scaled, see UnitLines; an example below
/// one is still chosen where it is drawn.
///
/// Under the cursor the readout gives x₁, x₂ and ŷ, or the example's y, ŷ and ℓ; a click on an example, or the arrow
/// keys, choose it.
class BoundaryView : public QWidget {
  Q_OBJECT

 public:
  explicit BoundaryView(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);

  /// Other runs, whose boundaries are drawn over this one while no unit is enlarged.
  void setGhosts(std::vector<Ghost> ghosts);

  /// For a picture: what can't be pressed there is left out.
  void hideControls();

  /// The example so many further on in the data, over its ends.
  void chooseNeighbour(int step);

  UnitLines& lines() const { return *m_lines; }

  QString accessibleDescriptionNow() const;

  /// What is painted, in the view's coordinates.
  const BoundaryLayout& boundaryLayout() const { return m_layout; }
  const ShownField& field() const { return m_field; }
  PlotMap plotMapNow() const;
  /// The readout as it stands: of the cursor's place, of the example under it, or else of the traced example.
  std::vector<ReadoutCell> readoutNow() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  /// An example of the data, by its index.
  void exampleChosen(int example);
  /// Of no example any more.
  void choiceEnded();
  /// A place where there is no example; of one input only x counts.
  void placeChosen(const backscope::InputPlane& plane, const QPointF& place);
  void planeChosen(const backscope::InputPlane& plane);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool focusNextPrevChild(bool next) override;

 private:
  void updateLayout();
  void updateLegend();
  void updateDescription();
  std::optional<int> exampleWithin(double reach) const;
  std::optional<int> pointedExample() const;
  void pointAt(const QPointF& place);

  std::shared_ptr<const Snapshot> m_snapshot;
  ShownField m_field;
  std::vector<Ghost> m_ghosts;
  std::vector<GhostLines> m_ghostLines;
  std::vector<LegendEntry> m_legend;
  BoundaryLayout m_layout;
  BoundaryPainter m_painter;
  PlaneControls* m_controls = nullptr;
  UnitLines* m_lines = nullptr;
  double m_largestTarget = 1;
  int m_output = 0;  ///< chosen of a regression's several
  std::optional<QPointF> m_cursor;
  int m_framesSinceDescription = 0;
};

}  // namespace backscope
