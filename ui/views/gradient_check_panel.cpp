#include "ui/views/gradient_check_panel.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/gradient_check_plot.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

constexpr int kMostDigits = 16;
/// Two passes for each of the 45 ε.
constexpr double kPasses = 90;

std::span<const double> valuesOf(const Eigen::VectorXd& vector) {
  return {vector.data(), static_cast<std::size_t>(vector.size())};
}

QString findingOf(double given, const DifferencePoint& best) {
  if (!std::isfinite(given) || std::isnan(best.error))
    return GradientCheckPanel::tr(
        "These are no numbers any more: the weights have grown beyond what can be computed with.");
  if (given == 0 && best.quotient == 0)
    return GradientCheckPanel::tr("Both are exactly 0: nothing depends on it here.");
  if (best.error == 0) return GradientCheckPanel::tr("They agree to the last digit.");
  const int digits = std::min(kMostDigits, static_cast<int>(std::floor(-std::log10(best.error))));
  const QString error = formatTwoDigits(best.error);
  if (digits < 1) return GradientCheckPanel::tr("They do not agree: the relative error is %1.").arg(error);
  if (digits == 1) return GradientCheckPanel::tr("They agree to 1 digit (relative error %1).").arg(error);
  return GradientCheckPanel::tr("They agree to %1 digits (relative error %2).").arg(QString::number(digits), error);
}

QString kinkText(const std::optional<Kink>& kink) {
  if (!kink) return {};
  const QString layer = QString::number(layerNumber(kink->layer));
  const QString unit = QString::number(kink->unit + 1);
  if (!kink->isExact)
    return GradientCheckPanel::tr(
               "Layer %1, unit %2 crosses its kink between −ε and +ε: the difference mixes both sides.")
        .arg(layer, unit);
  return GradientCheckPanel::tr(
             "Layer %1, unit %2 stands exactly at its kink (%3 = 0): there is no derivative; "
             "back-propagation takes that of the negative side.")
      .arg(layer, unit, aLetter());
}

QString colorName(const QColor& color) { return QStringLiteral("color: %1").arg(color.name()); }

QLabel* makeLabel(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  return label;
}

}  // namespace

CheckText checkText(const DifferenceCurve& curve) {
  const DifferencePoint& best = curve.points[curve.best];
  CheckText text;
  text.numbers = GradientCheckPanel::tr("back-propagated %1, difference %2 at ε\u00a0=\u00a0%3")
                     .arg(formatNumber(curve.given), formatNumber(best.quotient), formatTwoDigits(best.epsilon));
  text.finding = findingOf(curve.given, best);
  text.kink = kinkText(curve.kink);
  return text;
}

DifferenceCurve checkGradient(const Snapshot& snapshot, const NetworkItem& item) {
  const Parameters& parameters = snapshot.pass ? snapshot.pass->parameters : snapshot.parameters;
  const Loss loss = snapshot.session->loss;
  const std::span<const double> x = valuesOf(snapshot.trace.x);
  const std::span<const double> y = valuesOf(snapshot.trace.y);
  if (item.kind == NetworkItem::Kind::Unit)
    return differenceOfDelta(parameters, loss, x, y, item.unit.layer, item.unit.unit);
  return differenceOfParameter(parameters, loss, x, y, parameterIndex(parameters.layout(), item));
}

double costOfCheck(const Architecture& architecture) {
  return kPasses * static_cast<double>(weightCount(architecture) + biasCount(architecture));
}

GradientCheckPanel::GradientCheckPanel(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Gradient check"));
  m_heading = new QuietLabel({}, this);
  m_heading->setElides(true);
  m_numbers = makeLabel(this);
  m_finding = makeLabel(this);
  m_kink = makeLabel(this);
  m_plot = new GradientCheckPlot(this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(3);
  for (QWidget* label : {static_cast<QWidget*>(m_heading), static_cast<QWidget*>(m_numbers),
                         static_cast<QWidget*>(m_finding), static_cast<QWidget*>(m_kink)})
    column->addWidget(label);
  column->addWidget(m_plot, 1);
  connect(&Theme::instance(), &Theme::changed, this, &GradientCheckPanel::applyStyle);
  applyStyle();
}

void GradientCheckPanel::setHeading(const QString& heading) {
  m_heading->setText(heading);
  m_heading->setToolTip(heading);
}

void GradientCheckPanel::setCurve(const DifferenceCurve& curve) {
  m_plot->setCurve(curve);
  showText(checkText(curve));
}

void GradientCheckPanel::setReason(const QString& reason) {
  m_plot->setCurve(std::nullopt);
  showText({.numbers = reason, .finding = {}, .kink = {}});
}

void GradientCheckPanel::showText(const CheckText& text) {
  m_text = text;
  m_numbers->setText(text.numbers);
  m_finding->setText(text.finding);
  m_finding->setVisible(!text.finding.isEmpty());
  m_kink->setText(text.kink);
  m_kink->setVisible(!text.kink.isEmpty());
  QStringList parts{text.numbers, text.finding, text.kink, m_plot->accessibleDescription()};
  parts.removeAll(QString());
  setAccessibleDescription(parts.join(QLatin1Char(' ')));
}

void GradientCheckPanel::applyStyle() {
  const ThemeColors& colors = Theme::instance().colors();
  m_numbers->setFont(numberFont(TextSize::Small));
  m_numbers->setStyleSheet(colorName(colors.text));
  m_finding->setFont(numberFont(TextSize::Small, QFont::DemiBold));
  m_finding->setStyleSheet(colorName(colors.text));
  m_kink->setFont(textFont(TextSize::Small));
  m_kink->setStyleSheet(colorName(colors.warning));
}

void GradientCheckPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

}  // namespace backscope
