#pragma once

#include <QWidget>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/views/point_marks.h"
#include "ui/views/slope_layout.h"

class QPainter;

namespace backscope {

/// The curves of h and h′ with a dot for each value on both, and how many values there are at each a, h and h′.
class SlopeCanvas : public QWidget {
  Q_OBJECT

 public:
  explicit SlopeCanvas(QWidget* parent = nullptr);

  /// `snapshot` has slopes.
  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  /// Single examples are neither marked nor named.
  void setByHand(bool isByHand);

  SlopeLayout currentLayout() const;
  /// Where a dot is painted, in pixels; nothing for what is not finite.
  std::optional<QPointF> placeOf(const SlopeLayout& layout, SlopeCurve curve, const SlopeDot& dot) const;

  /// The dot that is pointed at, by the mouse or the keyboard.
  std::optional<SlopeDot> pointed() const;
  /// To the dot with the next larger or smaller a.
  void movePointed(int step);
  void forgetPointed();

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void pointedChanged();
  void exampleChosen(int example);

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  /// Which dot stands out; its value is looked up anew in every snapshot.
  struct DotId {
    int example = 0;
    int unit = 0;
    bool operator==(const DotId&) const = default;
  };

  const SlopeSample& sample() const { return *m_snapshot->slopes; }
  SlopeTexts texts() const;
  QString letterMarkup() const;
  void classify();
  void point(const std::optional<DotId>& dot);
  std::optional<DotId> nearest(const QPointF& place) const;
  std::vector<SlopeDot> presentDots() const;
  bool isOnCounts(const QPointF& place) const;
  std::vector<QRectF> saturatedGrounds(const SlopeLayout& layout, SlopeCurve curve) const;
  void paintGround(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve) const;
  void paintGroundNames(QPainter& painter, const SlopeLayout& layout) const;
  void paintAxes(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve) const;
  void paintNumbersOfA(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve) const;
  void paintCurve(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve) const;
  void paintDots(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve);
  void paintCounts(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve);
  void paintBars(QPainter& painter, const ClassCounts& counts, std::size_t top, const QRectF& rect,
                 Qt::Orientation bars);
  void paintRings(QPainter& painter, const SlopeLayout& layout, SlopeCurve curve) const;
  void paintReading(QPainter& painter, const SlopeLayout& layout) const;

  std::shared_ptr<const Snapshot> m_snapshot;
  std::optional<HistogramRange> m_range;
  std::array<std::optional<double>, 3> m_tops;  ///< of the counts of a, h and h′, see topShare()
  std::optional<PointMarkSprites> m_sprites;
  std::vector<int> m_classes;  ///< of every dot; 0 in a regression
  int m_classCount = 1;
  std::optional<DotId> m_pointed;
  bool m_isByHand = false;
};

}  // namespace backscope
