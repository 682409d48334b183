#pragma once

#include <QWidget>
#include <vector>

#include "ui/views/twin_picture.h"

namespace backscope {

/// A scale on which numbers of both signs are logarithmic, and those near 0 linear.
struct SignedLog {
  double unit = 1;  ///< below it, it is linear

  /// sign(v) log₁₀(1 + |v|/unit)
  double of(double value) const;
};

/// Where the chart has what.
struct TwinChartLayout {
  QRectF area;
  SignedLog scale;
  double low = 0;  ///< of the scale, at the area's bottom
  double high = 1;

  double xOf(double gamma) const;
  double yOf(double lambda) const;
  double gammaAt(double x) const;
};

/// The Hessian's eigenvalues over γ, with where θ stands; a click or a drag leads γ there.
class TwinChart : public QWidget {
  Q_OBJECT

 public:
  explicit TwinChart(QWidget* parent = nullptr);

  void setPicture(const TwinPicture& picture);
  TwinChartLayout currentLayout() const;
  /// Which of the ascending eigenvalues are drawn: all of a small network, else those at both ends.
  std::vector<Eigen::Index> shownEigenvalues() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void dragBegan();
  void gammaChosen(double gamma);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QString emptyText() const;
  void paintGrid(QPainter& painter, const TwinChartLayout& layout) const;
  void paintRegions(QPainter& painter, const TwinChartLayout& layout) const;
  void paintCurves(QPainter& painter, const TwinChartLayout& layout) const;
  void paintPresent(QPainter& painter, const TwinChartLayout& layout) const;
  double greatest() const;
  double least() const;
  void lead(const QPointF& place);

  TwinPicture m_picture;
};

}  // namespace backscope
