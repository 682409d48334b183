#pragma once

#include <QRectF>
#include <QStringList>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/views/starts_picture.h"

namespace backscope {

/// Where a histogram's parts lie, in pixels: from the left the lane of exact zeros, where there are any, the bins, the
/// lane of what diverged, where there is any.
struct StartsHistogramLayout {
  QRectF bins;
  std::optional<QRectF> zeros;
  std::optional<QRectF> diverged;
  double labelTop = 0;  ///< of the plateaus' names

  double xOf(const LossBins& losses, double loss) const;
  /// Of the bars alone, k of them standing beside each other.
  QRectF bin(std::size_t k, std::size_t count) const;
};

/// Plateaus that lie so near to each other that they have one label above their lines: the lowest Σℓ first.
struct PlateauLabel {
  std::vector<double> lines;  ///< x of each
  QStringList names;
  QRectF text;
  QString name() const;
};

/// The losses that many starts came to as bars over a logarithmic axis: solved ones filled, stuck ones in outline, what
/// diverged hatched; the plateaus as lines with their names.
class StartsHistogram : public QWidget {
  Q_OBJECT

 public:
  explicit StartsHistogram(QWidget* parent = nullptr);

  void setPicture(const StartsPicture& picture);

  StartsHistogramLayout currentLayout() const;
  std::vector<PlateauLabel> plateauLabels() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void describe();
  void paintAxis(QPainter& painter, const StartsHistogramLayout& layout) const;
  void paintBars(QPainter& painter, const StartsHistogramLayout& layout) const;
  void paintBar(QPainter& painter, const QRectF& column, const LossBin& bin) const;
  void paintPlateaus(QPainter& painter, const StartsHistogramLayout& layout) const;

  LossBins m_bins;
  std::vector<double> m_plateaus;
  std::size_t m_count = 0;
};

/// How the bars of an end are filled, and the signs beside its share.
void paintEndSwatch(QPainter& painter, const QRectF& rect, StartEnd end);

}  // namespace backscope
