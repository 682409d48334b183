#pragma once

#include <memory>

#include "core/engine/snapshot.h"
#include "ui/compare/output_difference_map.h"
#include "ui/compare/plane_picture.h"

namespace backscope {

/// ŷ of one run less ŷ of another over the input plane, in a scale of its own, with both boundaries; below it, where
/// their answers differ.
class DifferenceView : public PlanePicture {
  Q_OBJECT

 public:
  explicit DifferenceView(QWidget* parent = nullptr);

  struct Run {
    int place = 0;
    std::shared_ptr<const Snapshot> snapshot;  ///< may be null
  };
  /// The first less the second.
  void setRuns(const Run& first, const Run& second);

  const OutputDifferenceMap& map() const { return m_map; }
  /// "A and B answer differently on 12.3 % of the plane and for 41 of 400 examples."
  QString sentence() const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  PlotMap plotMapNow() const override;
  void updateLayout() override;

 private:
  void show();
  void describe();
  bool canShow() const { return !m_map.values.empty(); }
  QString shownWords(const QSizeF& room) const;
  QString nameMarkup() const;
  QString markupAt(const QPointF& place) const;
  void paintPicture(QPainter& painter);
  void paintBoundaries(QPainter& painter);
  void paintScale(QPainter& painter, const QRectF& line) const;

  Run m_first;
  Run m_second;
  OutputDifferenceMap m_map;
  double m_reach = 1;  ///< of the scale
  QImage m_field;
  std::vector<LevelLine> m_firstLines;
  std::vector<LevelLine> m_secondLines;
  int m_framesSinceDescription = 0;
};

}  // namespace backscope
