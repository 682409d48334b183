#pragma once

#include <memory>

#include "core/engine/snapshot.h"
#include "ui/compare/difference_view.h"
#include "ui/widgets/card.h"

class QStackedWidget;

namespace backscope {

class RunBoundary;
class RunHeading;
class RunNetwork;

/// All that one run of a comparison has by itself: its heading, its network and its boundary, in whose place the
/// difference to the present run may stand.
class RunColumn : public Card {
  Q_OBJECT

 public:
  explicit RunColumn(int place, QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  /// The present run less this one, in place of the boundary; without `present`, the boundary.
  void showDifferenceTo(const std::optional<DifferenceView::Run>& present);
  /// Frames the card of the present run.
  void setIsPresent(bool isPresent);

  RunHeading& heading() const { return *m_heading; }
  RunNetwork& network() const { return *m_network; }
  RunBoundary& boundary() const { return *m_boundary; }
  DifferenceView& difference() const { return *m_difference; }

 signals:
  /// In the boundary or in the difference.
  void placePointed(const std::optional<QPointF>& place);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  int m_place;
  bool m_isPresent = false;
  std::shared_ptr<const Snapshot> m_snapshot;
  RunHeading* m_heading = nullptr;
  RunNetwork* m_network = nullptr;
  QStackedWidget* m_pictures = nullptr;
  RunBoundary* m_boundary = nullptr;
  DifferenceView* m_difference = nullptr;
};

}  // namespace backscope
