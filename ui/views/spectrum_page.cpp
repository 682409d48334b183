#include "ui/views/spectrum_page.h"

#include <QResizeEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/views/place_words.h"
#include "ui/views/spectrum_painter.h"
#include "ui/views/spectrum_plot.h"

namespace backscope {

namespace {

constexpr int kGap = 12;

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// An eigenvector's sign is arbitrary: the largest component is positive.
void orient(std::vector<double>& v) {
  const auto largest = std::ranges::max_element(v, [](double a, double b) { return std::abs(a) < std::abs(b); });
  if (largest == v.end() || !(*largest < 0)) return;
  for (double& one : v) one = -one;
}

}  // namespace

SpectrumPage::SpectrumPage(QWidget* parent) : QWidget(parent) {
  createLayout();
  connectSignals();
  setFocusProxy(m_plot);
  showWords();
}

void SpectrumPage::createLayout() {
  m_plot = new SpectrumPlot(this);
  m_words = new PlaceWords(this);
  m_nudge = new NudgeControls(this);
  m_row = new QBoxLayout(QBoxLayout::LeftToRight);
  m_row->setSpacing(kGap);
  m_row->addWidget(m_plot, 6);
  m_row->addWidget(m_words, 5);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addLayout(m_row, 1);
  column->addWidget(m_nudge);
}

void SpectrumPage::connectSignals() {
  connect(m_plot, &SpectrumPlot::eigenvalueChosen, this, &SpectrumPage::chooseEigenvalue);
  connect(m_plot, &SpectrumPlot::stepRequested, this, &SpectrumPage::nudge);
  connect(m_nudge, &NudgeControls::alongChosen, this, &SpectrumPage::chooseAlong);
  connect(m_nudge, &NudgeControls::nudgeRequested, this, &SpectrumPage::nudge);
  connect(m_nudge, &NudgeControls::redrawRequested, this, [this] {
    ++m_draw;
    chooseAlong(along());
  });
}

void SpectrumPage::setPicture(const CurvaturePicture& picture) {
  m_picture = picture;
  m_note = tr("At iteration %1").arg(formatCount(picture.iteration));
  if (picture.place)
    m_plot->setPicture(picture);
  else
    m_plot->clear();
  showWords();
  takeDirection();
}

void SpectrumPage::setPresent(std::int64_t iteration, bool isAtPicture, bool isRunning) {
  if (!m_picture.place) return;
  const QString measured = formatCount(isAtPicture ? iteration : m_picture.iteration);
  const QString note = isAtPicture || isRunning
                           ? tr("At iteration %1").arg(measured)
                           : tr("At iteration %1; the present place is being measured.").arg(measured);
  if (std::exchange(m_note, note) != note) showWords();
  if (isAtPicture && !isRunning) m_plot->settle();
}

void SpectrumPage::showWords() {
  if (!m_picture.place) return m_words->setHeadline({}, tr("The curvature is being measured."));
  m_words->setPicture(m_picture, m_note);
}

QString SpectrumPage::words() const { return m_words->text(); }

/// Unless the user has chosen: the way down where there is one, then what the eigenvalues say nothing about.
NudgeAlong SpectrumPage::along() const {
  if (m_along) return *m_along;
  const Curvature& curvature = m_picture.place->curvature;
  return curvature.negative == 0 && curvature.zero > 0 ? NudgeAlong::Zeros : NudgeAlong::Eigenvector;
}

int SpectrumPage::eigenvalue() const { return m_plot->chosen().value_or(0); }

NetworkDirection SpectrumPage::eigenvector(int index) const {
  const Curvature& curvature = m_picture.place->curvature;
  const Eigen::VectorXd column = curvature.eigenvectors.col(index);
  NetworkDirection direction{{column.begin(), column.end()}, {}};
  orient(direction.v);
  direction.name =
      tr("eigenvector of %1 = %2")
          .arg(plainMath(eigenvalueName(m_plot->content(), index)), formatNumber(curvature.eigenvalues(index)));
  return direction;
}

/// While the run moves, an eigenvector turns slowly, and does not change sides.
void SpectrumPage::takeDirection() {
  const std::optional<NetworkDirection> before = std::exchange(m_direction, std::nullopt);
  const bool isKnown = m_picture.place && !m_plot->content().eigenvalues.empty();
  if (isKnown && along() == NudgeAlong::Eigenvector) {
    m_direction = eigenvector(eigenvalue());
    if (before && before->v.size() == m_direction->v.size() && dot(before->v, m_direction->v) < 0)
      for (double& one : m_direction->v) one = -one;
  } else if (isKnown && along() == NudgeAlong::Zeros) {
    std::vector<double> v = randomZeroDirection(m_picture.place->curvature, m_draw);
    if (!v.empty()) m_direction = {std::move(v), tr("random direction without curvature")};
  } else if (isKnown) {
    m_direction = {randomDirection(m_picture.theta.size(), m_draw), tr("random direction")};
  }
  showDirection();
}

void SpectrumPage::showDirection() {
  m_nudge->show(m_picture.place ? along() : NudgeAlong::Eigenvector, m_direction ? m_direction->name : QString());
  emit directionChanged();
}

std::optional<NetworkDirection> SpectrumPage::direction() const { return m_direction; }

std::optional<NetworkDirection> SpectrumPage::chosenDirection() const {
  const bool isChosen = m_along && (*m_along != NudgeAlong::Eigenvector || m_plot->chosen());
  return isChosen ? m_direction : std::nullopt;
}

void SpectrumPage::forgetDirection() {
  m_plot->choose(std::nullopt);
  m_along.reset();
  takeDirection();
}

void SpectrumPage::chooseEigenvalue(std::optional<int> index) {
  if (!index) return forgetDirection();
  chooseAlong(NudgeAlong::Eigenvector);
}

void SpectrumPage::chooseAlong(NudgeAlong along) {
  if (!m_picture.place) return;
  m_direction.reset();
  m_along = along;
  if (along != NudgeAlong::Eigenvector)
    m_plot->choose(std::nullopt);
  else if (!m_plot->chosen())
    m_plot->choose(0);
  takeDirection();
}

void SpectrumPage::nudge(int sign) {
  if (!m_direction) return;
  std::vector<double> step = m_direction->v;
  const double epsilon = m_nudge->epsilon();
  for (double& one : step) one *= sign * epsilon;
  emit nudgeRequested(step, tr("nudge by %1 along the %2").arg(formatShort(sign * epsilon), m_direction->name));
}

void SpectrumPage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const bool isNarrow = width() < 2 * m_plot->minimumSizeHint().width() + kGap;
  const auto direction = isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
  if (m_row->direction() != direction) m_row->setDirection(direction);
}

}  // namespace backscope
