#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/views/network_layout.h"
#include "ui/views/network_painter.h"

namespace backscope {

/// The network of one of several runs, to be looked at: what is pointed at stands out with its value. To change it, its
/// run is made the present one.
class RunNetwork : public QWidget {
  Q_OBJECT

 public:
  explicit RunNetwork(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  /// The side of the largest unit, in pixels.
  double unitSide() const;
  const NetworkLayout& networkLayout() const { return m_layout; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void updateLayout();
  void updateEdges();
  void pointAt(const std::optional<NetworkItem>& item);

  std::shared_ptr<const Snapshot> m_snapshot;
  NetworkLayout m_layout;
  std::vector<NetworkEdge> m_edges;
  std::size_t m_hiddenEdges = 0;
  NetworkPainter m_painter;
  std::optional<NetworkItem> m_lit;
  double m_largestTarget = 1;
  int m_framesSinceDescription = 0;
  int m_framesSinceEdges = 0;
};

}  // namespace backscope
