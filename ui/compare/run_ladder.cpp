#include "ui/compare/run_ladder.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/compare/run_mark.h"
#include "ui/text/math_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/ladder_curves.h"
#include "ui/views/ladder_text.h"
#include "ui/views/layer_bars.h"

namespace backscope {

namespace {

/// From here on the bars have room beside the curves, in average letters.
constexpr int kLettersForBars = 62;
constexpr double kGap = 8;

QFont ratioFont() {
  QFont font = mathFont(TextSize::Large);
  font.setPointSizeF(font.pointSizeF() * 1.15);
  return font;
}

}  // namespace

/// The run's letter, the ratio as large as the width allows, or why there is none.
class RunLadder::RatioLine : public QWidget {
 public:
  RatioLine(int place, QWidget* parent) : QWidget(parent), m_place(place) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  }

  void setName(const QString& name) {
    m_name = name;
    update();
  }
  void setRatio(const DeltaRatio& ratio) {
    if (ratio == m_ratio) return;
    m_ratio = ratio;
    setAccessibleName(tr("Run %1: %2").arg(runLetter(m_place), plainMath(ratio.markup)));
    setAccessibleDescription(ratio.reading);
    setToolTip(ratio.reading);
    update();
  }
  const DeltaRatio& ratio() const { return m_ratio; }

  QSize sizeHint() const override {
    const MathText text(QStringLiteral("δ^{(10)} / δ^{(17)} = 0.0·10^{−00}"), ratioFont());
    return {static_cast<int>(text.width()), static_cast<int>(std::max(text.height(), runChipSide())) + 2};
  }
  QSize minimumSizeHint() const override { return {20, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    const ThemeColors& colors = Theme::instance().colors();
    QPainter painter(this);
    const double chip = runChipSide();
    paintRunChip(painter, QRectF(0, (height() - chip) / 2, chip, chip), m_place, false, colors);
    const double left = chip + kGap;
    double end = left;
    if (!m_ratio.markup.isEmpty()) {
      painter.setPen(runColor(colors, m_place));
      QFont font = ratioFont();
      const double wide = MathText(m_ratio.markup, font).width();
      if (wide > width() - left) font.setPointSizeF(font.pointSizeF() * (width() - left) / wide);
      const MathText text(m_ratio.markup, font);
      text.paint(painter, {left, (height() - text.height()) / 2 + text.ascent()});
      end += text.width() + 2 * kGap;
    }
    painter.setPen(colors.mutedText);
    painter.setFont(textFont(TextSize::Small));
    const QRectF rest(end, 0, width() - end, height());
    const QString words = m_ratio.markup.isEmpty() && !m_ratio.reading.isEmpty() ? m_ratio.reading : m_name;
    const QString shown = painter.fontMetrics().elidedText(words, Qt::ElideRight, static_cast<int>(rest.width()));
    const bool isName = words == m_name;  // beside the ratio; cut short it says nothing that the letter does not
    if (!isName || shown == words) painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, shown);
  }

 private:
  int m_place;
  QString m_name;
  DeltaRatio m_ratio;
};

RunLadder::RunLadder(int place, QWidget* parent) : QWidget(parent), m_place(place) {
  setAccessibleName(tr("Deltas of run %1").arg(runLetter(place)));
  m_ratio = new RatioLine(place, this);
  m_plot = new PlotView(this);
  m_plot->setAccessibleName(tr("Deltas of run %1 by iteration").arg(runLetter(place)));
  m_plot->setValueAxis(ValueAxis::Log);
  m_plot->setKeepsZeroLane(true);
  m_plot->setHint(tr("Training draws the deltas here."));
  m_bars = new LayerBars(LayerBars::Quantity::Delta, ladderWords({}).statement, this);
  m_bars->setAccessibleName(tr("Present deltas of run %1").arg(runLetter(place)));
  m_bars->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  m_row = new QHBoxLayout;
  m_row->setSpacing(12);
  m_row->addWidget(m_plot, 3);
  m_row->addWidget(m_bars, 2);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(m_ratio);
  column->addLayout(m_row, 1);
  arrange();
}

void RunLadder::setName(const QString& name) { m_ratio->setName(name); }

void RunLadder::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_values.clear();
  m_ladder = snapshot ? snapshot->ladder : LadderChoice();
  std::vector<PlotCurve> curves;
  if (snapshot) {
    m_values = snapshot->layerSizes;
    curves = ladderCurves(*snapshot, m_ladder);
    // Seven bands in so little room would hide the lines.
    for (PlotCurve& curve : curves) curve.hasBand = false;
  }
  m_ratio->setRatio(ladderRatio(m_values, m_ladder.quantity));
  m_plot->setLevels(ladderLevels(m_ladder.quantity));
  m_plot->setCurves(std::move(curves));
  m_plot->setNow(snapshot ? snapshot->wentBackTo() : std::nullopt);
}

void RunLadder::showBars() {
  if (!m_bars->isVisibleTo(this)) return;
  m_bars->setQuantity(LayerBars::quantityOf(m_ladder.quantity), ladderWords(m_ladder).statement);
  m_bars->setValues(m_values, m_plot->scale());
}

QString RunLadder::ratioMarkup() const { return m_ratio->ratio().markup; }

void RunLadder::arrange() { m_bars->setVisible(width() >= kLettersForBars * fontMetrics().averageCharWidth()); }

void RunLadder::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
  showBars();
}

}  // namespace backscope
