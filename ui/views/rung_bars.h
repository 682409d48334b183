#pragma once

#include <QRectF>
#include <QWidget>
#include <array>
#include <optional>
#include <vector>

#include "core/analysis/delta_rungs.h"
#include "ui/plots/plot_scale.h"

namespace backscope {

/// Sizes of the texts beside the bars, in pixels.
struct RungBarTexts {
  double labelWidth = 0;   ///< of δ⁽¹⁾
  double numberWidth = 0;  ///< of a factor
  double lineHeight = 0;
  double tickWidth = 0;  ///< of 10⁻¹⁰
};

/// A row for each rung, that into layer 1 at the top. The lowest row begins at the axis' 1, the output's δ: the
/// weights' bar goes as many decades as their factor has, and where it ends the slopes' bar goes on. There the next row
/// up begins, so that the topmost ends at the ratio of layer 1 to the output.
struct RungBarLayout {
  struct Row {
    QRectF all;
    QRectF label;
    QRectF weights;  ///< null where there is no factor
    QRectF slope;
    double end = 0;                 ///< where the slopes' bar ends; NaN where there is none
    std::array<QRectF, 2> numbers;  ///< of the factors of weights and slopes; null where rows are too low
  };
  std::vector<Row> rows;
  std::array<QRectF, 2> headings;  ///< of the numbers
  QRectF area;
  std::vector<AxisTick> ticks;
  double low = -1, high = 0;  ///< decades at area's left and right
  double xAt(double decade) const { return area.left() + (decade - low) / (high - low) * area.width(); }
};
RungBarLayout layoutRungBars(const std::vector<DeltaRung>& rungs, const QRectF& rect, const RungBarTexts& texts);

/// What the weights and the slopes make of δ, rung by rung, as bars in decades that add up to the rung's ratio.
class RungBars : public QWidget {
  Q_OBJECT

 public:
  explicit RungBars(QWidget* parent = nullptr);

  /// That into layer l at index l - 1.
  void setRungs(std::vector<DeltaRung> rungs);
  RungBarLayout currentLayout() const;
  /// Under the cursor, or chosen with the arrow keys while the focus is here.
  std::optional<int> pointedRow() const { return m_hovered ? m_hovered : m_focused; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  /// Another one, or none any more.
  void rowPointed();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void describe();
  void fitHeight();
  void point(std::optional<int>& which, std::optional<int> row);
  void paintAxis(QPainter& painter, const RungBarLayout& layout) const;
  void paintRow(QPainter& painter, const RungBarLayout& layout, std::size_t row) const;

  std::vector<DeltaRung> m_rungs;
  std::optional<int> m_hovered;
  std::optional<int> m_focused;
};

}  // namespace backscope
