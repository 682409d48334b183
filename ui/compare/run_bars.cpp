#include "ui/compare/run_bars.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/compare/run_mark.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/layer_bars.h"

namespace backscope {

/// The run's letter and name.
class RunBars::Title : public QWidget {
 public:
  Title(int place, QWidget* parent) : QWidget(parent), m_place(place) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  }
  void setName(const QString& name) {
    m_name = name;
    update();
  }
  QSize sizeHint() const override { return {40, static_cast<int>(runChipSide()) + 2}; }
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent*) override {
    const ThemeColors& colors = Theme::instance().colors();
    QPainter painter(this);
    const double chip = runChipSide();
    paintRunChip(painter, QRectF(0, 0, chip, chip), m_place, false, colors);
    painter.setPen(colors.mutedText);
    painter.setFont(textFont(TextSize::Small));
    const QRectF words(chip + 8, 0, width() - chip - 8, chip);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(m_name, Qt::ElideRight, words.width()));
  }

 private:
  int m_place;
  QString m_name;
};

RunBars::RunBars(int place, QWidget* parent) : QWidget(parent) {
  m_title = new Title(place, this);
  m_bars = new LayerBars(LayerBars::Quantity::Output, tr("rms output over units and examples: %1"), this);
  m_bars->setAccessibleName(tr("Outputs of run %1").arg(runLetter(place)));
  m_bars->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(m_title);
  column->addWidget(m_bars, 1);
  column->addStretch();  // few layers leave room below
}

void RunBars::setName(const QString& name) { m_title->setName(name); }

void RunBars::setValues(const std::vector<double>& rms, const PlotScale& scale) { m_bars->setValues(rms, scale); }

std::vector<double> outputSizes(const Snapshot& snapshot) {
  std::vector<double> sizes;
  for (const LayerStatistics& layer : snapshot.layers) sizes.push_back(layer.z.rms);
  return sizes;
}

}  // namespace backscope
