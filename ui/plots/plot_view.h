#pragma once

#include <QWidget>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "ui/plots/plot_layout.h"

namespace backscope {

/// Numbers over the iterations of a run: curves with bands on a linear or logarithmic axis. The one class that knows
/// QCustomPlot, which paints the axes and curves into a picture, and only anew where something has changed.
///
/// Dragging zooms to what was marked, a double-click shows all again; PlotGestures has the wheel, the keys, and how
/// what is zoomed to is moved.
class PlotView : public QWidget {
  Q_OBJECT

 public:
  explicit PlotView(QWidget* parent = nullptr);
  ~PlotView() override;

  void setCurves(std::vector<PlotCurve> curves);
  void setValueAxis(ValueAxis axis);
  /// The iterations are hundredths of a way, and read as t = 0…1.
  void setIsWay(bool isWay);
  /// The same, with what stands on it.
  void setWay(std::optional<PlotWay> way);
  /// A double-click, or Enter at the read-out, chooses a place; only Home shows all again.
  void setPlacesAreChosen(bool chosen);
  bool arePlacesChosen() const;
  /// Shows the lane for exact zeros of a log axis even while there are none.
  void setKeepsZeroLane(bool keeps);
  /// Values that the axis has to show beside those of the curves.
  void setIncludedValues(const ValueExtent& extent);
  /// Iterations that the axis has to show beside those of the curves.
  void setIncludedIterations(const std::optional<IterationRange>& range);
  /// Values that mean something by themselves, for a log axis: those near it are shown.
  void setLevels(std::vector<PlotLevel> levels);
  /// Where the run stands, if that is not at the curves' end.
  void setNow(std::optional<std::int64_t> iteration);
  /// Ticks on the time axis, ascending; the read-out near one says what it is.
  void setMarks(std::vector<PlotMark> marks);
  /// Below the plot; wraps.
  void setCaption(const QString& caption);
  /// Shown in the empty frame while no curve has a value.
  void setHint(const QString& hint);

  /// Of all values, whatever is zoomed to.
  PlotScale scale() const;
  /// What paintEvent() draws.
  PlotLayout currentLayout() const;
  const PlotContent& content() const;

  bool isZoomed() const;
  void zoomTo(const PlotWindow& window);
  void resetZoom();
  /// Shows the values at this iteration.
  void setReadOut(std::optional<double> iteration);
  std::optional<double> readOut() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  /// To content().zoom, by whomever.
  void zoomChanged();
  /// To readOut(), by whomever.
  void readOutChanged();
  /// By the user, where places are chosen.
  void placeChosen(double iteration);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void contentChanged();
  void updateDescription();
  QRectF plotRect() const;
  QRectF captionRect() const;
  const PlotLayout& layoutInForce() const;
  void paintOn(QPaintDevice& device) const;
  void updatePicture(double ratio);
  void paintMark(QPainter& painter) const;

  struct Impl;
  std::unique_ptr<Impl> m;
};

}  // namespace backscope
