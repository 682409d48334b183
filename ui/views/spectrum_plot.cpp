#include "ui/views/spectrum_plot.h"

#include <QEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "ui/plots/plot_overlays.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/curvature_picture.h"
#include "ui/views/spectrum_painter.h"

namespace backscope {

namespace {

constexpr double kInset = 6;

}  // namespace

SpectrumContent spectrumOf(const CurvaturePicture& picture) {
  const Curvature& curvature = picture.place->curvature;
  SpectrumContent content;
  content.parameters = picture.place->parameters;
  if (!picture.place->isFinite()) return content;
  content.eigenvalues.assign(curvature.eigenvalues.begin(), curvature.eigenvalues.end());
  content.negative = curvature.negative;
  content.zero = curvature.zero;
  content.positive = curvature.positive;
  if (picture.training.optimizer.learningRate > 0) content.limit = 2 / picture.training.optimizer.learningRate;
  return content;
}

SpectrumPlot::SpectrumPlot(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Eigenvalues of the Hessian"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  describe();
}

/// The axis only grows while a run goes on; of one that stands it is that of the values.
void SpectrumPlot::setPicture(const CurvaturePicture& picture) {
  m_content = spectrumOf(picture);
  const bool goesOn = picture.isRunning && picture.generation == m_generation && picture.iteration > m_iteration;
  SpectrumRanges ranges = rangesOf(m_content);
  if (goesOn) ranges.include(m_ranges);
  m_ranges = ranges;
  m_generation = picture.generation;
  m_iteration = picture.iteration;
  if (m_chosen && *m_chosen >= static_cast<int>(m_content.eigenvalues.size())) m_chosen.reset();
  describe();
  update();
}

void SpectrumPlot::settle() {
  const SpectrumRanges ranges = rangesOf(m_content);
  if (std::exchange(m_ranges, ranges) != ranges) update();
}

void SpectrumPlot::clear() {
  m_content = {};
  m_ranges = {};
  m_chosen.reset();
  describe();
  update();
}

/// Within the frame of the focus.
QRectF SpectrumPlot::bounds() const { return QRectF(rect()).adjusted(kInset, kInset / 2, -kInset, -kInset / 2); }

SpectrumLayout SpectrumPlot::currentLayout() const {
  return layoutSpectrum(m_content, m_ranges, bounds(), spectrumTexts());
}

void SpectrumPlot::choose(std::optional<int> index) {
  if (index && (*index < 0 || *index >= static_cast<int>(m_content.eigenvalues.size()))) index.reset();
  m_chosen = index;
  describe();
  update();
}

void SpectrumPlot::describe() {
  const std::vector<double>& values = m_content.eigenvalues;
  if (values.empty()) return setAccessibleDescription(tr("The eigenvalues are not measured yet."));
  QString text = tr("%1 eigenvalues from %2 to %3: %4 below 0, %5 zero, %6 above 0.")
                     .arg(values.size())
                     .arg(formatNumber(values.front()), formatNumber(values.back()))
                     .arg(m_content.negative)
                     .arg(m_content.zero)
                     .arg(m_content.positive);
  if (m_chosen)
    text.prepend(
        tr("Eigenvalue %1, %2. ").arg(*m_chosen + 1).arg(formatNumber(values[static_cast<std::size_t>(*m_chosen)])));
  setAccessibleDescription(text);
}

QSize SpectrumPlot::minimumSizeHint() const {
  const QFontMetrics metrics(numberFont(TextSize::Small));
  return {metrics.horizontalAdvance(QLatin1Char('0')) * 26, metrics.height() * 8};
}

QSize SpectrumPlot::sizeHint() const { return minimumSizeHint() * 1.4; }

void SpectrumPlot::paintEvent(QPaintEvent*) {
  if (m_content.eigenvalues.empty()) return;
  QPainter painter(this);
  paintSpectrum(painter, m_content, currentLayout(), bounds(), m_chosen);
  if (m_showsFocus) paintPlotFocus(painter, rect(), Theme::instance().colors());
}

void SpectrumPlot::chooseByUser(std::optional<int> index) {
  choose(index);
  emit eigenvalueChosen(m_chosen);
}

void SpectrumPlot::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) chooseByUser(eigenvalueAt(currentLayout(), event->position()));
}

void SpectrumPlot::mouseMoveEvent(QMouseEvent* event) {
  setCursor(eigenvalueAt(currentLayout(), event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

std::optional<int> SpectrumPlot::indexAfter(int key) const {
  const int last = static_cast<int>(m_content.eigenvalues.size()) - 1;
  switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Down:
      return std::max(0, m_chosen.value_or(1) - 1);
    case Qt::Key_Right:
    case Qt::Key_Up:
      return std::min(last, m_chosen.value_or(-1) + 1);
    case Qt::Key_Home:
      return 0;
    case Qt::Key_End:
      return last;
    default:
      return std::nullopt;
  }
}

void SpectrumPlot::keyPressEvent(QKeyEvent* event) {
  const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  const bool isPlain = (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == 0;
  if (m_content.eigenvalues.empty() || !isPlain) return QWidget::keyPressEvent(event);
  if (isEnter) return emit stepRequested(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
  if (const std::optional<int> index = indexAfter(event->key())) return chooseByUser(index);
  if (event->key() == Qt::Key_Escape && m_chosen) return chooseByUser(std::nullopt);
  QWidget::keyPressEvent(event);
}

void SpectrumPlot::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  m_showsFocus = event->reason() != Qt::MouseFocusReason;
  update();
}

void SpectrumPlot::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  m_showsFocus = false;
  update();
}

void SpectrumPlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::FontChange && event->type() != QEvent::ApplicationFontChange) return;
  updateGeometry();
  update();
}

}  // namespace backscope
