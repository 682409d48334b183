#pragma once

#include <QPointer>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/views/freezing.h"
#include "ui/views/mirror_run.h"
#include "ui/views/network_layout.h"
#include "ui/views/network_painter.h"
#include "ui/views/pass_run.h"
#include "ui/views/unit_drag.h"

namespace backscope {

class ParameterEditor;

/// The network of a snapshot: every unit a picture of its own output over the input plane, every weight a curve, every
/// bias a mark.
///
/// Pointing at something (or moving the focus there with the arrow keys) makes it stand out and names it with its
/// value; a click, or Enter, on a weight or bias edits it in place. The menu at an item freezes it. A hidden unit can
/// be dragged to another place of its layer; Escape lets it go.
class NetworkView : public QWidget {
  Q_OBJECT

 public:
  explicit NetworkView(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  /// How wide the passes' steps are: what a whole one of them computed stands out.
  void setStepSize(StepSize size);

  /// In words: the focused item, if there is one, then the network.
  QString accessibleDescriptionNow() const;

  /// What is painted, in the view's coordinates.
  const NetworkLayout& networkLayout() const { return m_layout; }
  const std::vector<NetworkEdge>& edges() const { return m_edges; }
  /// What stands out, being pointed at or focused.
  std::optional<NetworkItem> litItem() const;
  bool isMoving() const { return m_run.isMoving() || m_mirrorRun.isMoving(); }
  /// Makes an item stand out that is pointed at in another view; nothing: none.
  void setPointedElsewhere(const std::optional<NetworkItem>& item);
  /// Edges and bias marks show this in place of the weights, until it is nothing or the network another one.
  void setDirection(std::optional<NetworkDirection> direction);
  const std::optional<NetworkDirection>& direction() const { return m_direction; }
  /// Asks for its end, if there is one.
  void endDirection() {
    if (m_direction) emit directionEnded();
  }
  /// Opens the line in which a weight or bias is edited.
  void edit(const NetworkItem& item);
  /// Freezes what stands out, or all of its layer; where it is frozen, releases it.
  void toggleFrozen(bool isWholeLayer);

  QSize sizeHint() const override { return {730, 450}; }
  QSize minimumSizeHint() const override { return {250, 200}; }

 signals:
  /// The unit that stands out, or nothing any more.
  void unitHovered(std::optional<backscope::UnitId> unit);
  /// A new value, finite, for a place in θ.
  void parameterChosen(std::size_t index, double value);
  /// The same by a step of the editor; more of them may follow.
  void parameterNudged(std::size_t index, double value);
  /// A unit was pressed, or got the focus.
  void unitChosen(const backscope::UnitId& unit);
  /// One that is asked of a unit here, perhaps not possible.
  void symmetryChosen(const backscope::Symmetry& symmetry);
  void freezingChosen(const backscope::FreezeChoice& choice);
  /// A weight or bias was clicked, or Enter pressed on it.
  void parameterPressed(const backscope::NetworkItem& item);
  /// Whatever is pointed at or focused here, or nothing any more.
  void itemLit(std::optional<backscope::NetworkItem> item);
  /// The direction is not to be shown any more.
  void directionEnded();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void readPass();
  void updateLayout();
  void updateEdges();
  bool pressSymmetryKey(const QKeyEvent& event);
  void setHovered(std::optional<NetworkItem> item);
  void setFocused(std::optional<NetworkItem> item);
  void announceLit();
  void updateDescription();
  void press(const NetworkItem& item);
  void closeEditor();
  std::optional<NetworkItem> stillThere(const std::optional<NetworkItem>& item) const;
  NetworkScene scene();
  void showMoved();
  void showCursor();
  bool hasBias() const;

  std::shared_ptr<const Snapshot> m_snapshot;
  NetworkLayout m_layout;
  std::vector<NetworkEdge> m_edges;
  std::size_t m_hiddenEdges = 0;
  std::vector<EqualGroup> m_equal;
  NetworkPainter m_painter;
  std::optional<PassMarks> m_pass;
  PassRun m_run;
  MirrorRun m_mirrorRun;
  UnitDrag m_drag;
  std::optional<NetworkDirection> m_direction;
  StepSize m_stepSize = StepSize::Unit;
  double m_largestTarget = 1;

  std::optional<NetworkItem> m_hovered;
  std::optional<NetworkItem> m_focused;
  std::optional<NetworkItem> m_pointedElsewhere;
  std::optional<UnitId> m_announcedUnit;
  std::optional<NetworkItem> m_announcedItem;
  QPointer<ParameterEditor> m_editor;
  int m_framesSinceDescription = 0;
};

}  // namespace backscope
