#include "ui/views/search_page.h"

#include <QLabel>
#include <QResizeEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <memory>
#include <utility>

#include "ui/plots/plot_view.h"
#include "ui/text/number_format.h"
#include "ui/text/place_text.h"
#include "ui/theme/theme.h"
#include "ui/views/place_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

constexpr int kGap = 12;
/// Where the gradient vanishes exactly, the steps go on down to the smallest number there is: that is not drawn.
constexpr double kLeastDrawn = 1e-24;

QString endText(const FoundPlace& found) {
  const QString distance = formatTwoDigits(found.distance);
  switch (found.end) {
    case SearchEnd::Found:
      break;
    case SearchEnd::Stalled:
      return SearchPage::tr(
                 "No step makes ‖∇L‖ smaller here: the search ends at a place that is not critical, "
                 "‖Δθ‖ = %1 away.")
          .arg(distance);
    case SearchEnd::OutOfSteps:
      return SearchPage::tr("The search has used up its steps, ‖Δθ‖ = %1 away.").arg(distance);
    case SearchEnd::Abandoned:
      return SearchPage::tr("The search was stopped, ‖Δθ‖ = %1 away.").arg(distance);
  }
  if (found.isReceding)
    return SearchPage::tr(
               "‖Δθ‖ = %1 away ‖∇L‖ is so small that it counts as 0, but it goes on falling outwards: here L "
               "flattens out to infinity.")
        .arg(distance);
  return SearchPage::tr("A critical point, ‖Δθ‖ = %1 away.").arg(distance);
}

}  // namespace

SearchPage::SearchPage(QWidget* parent) : QWidget(parent) {
  createLayout();
  connect(m_start, &Button::clicked, this, [this] { m_isRunning ? emit stopRequested() : emit startRequested(); });
  connect(m_go, &Button::clicked, this, &SearchPage::goRequested);
  connect(&Theme::instance(), &Theme::changed, this, &SearchPage::showCurve);
  setFocusProxy(m_start);
  showAll();
}

void SearchPage::createLayout() {
  m_start = new Button({}, tr("Search for the nearest critical point"), Button::Look::Plain, this);
  m_start->reserveText(tr("Search from here"));
  m_go = new Button({}, tr("Move the run to what was found"), Button::Look::Primary, this);
  m_go->setText(tr("Go there"));
  auto* status = new QuietLabel({}, this);
  status->setElides(true);
  m_status = status;
  m_plot = new PlotView(this);
  m_plot->setAccessibleName(tr("‖∇L‖ by step of the search"));
  m_plot->setValueAxis(ValueAxis::Log);
  m_plot->setCaption(tr("‖∇L‖ by step of the search"));
  m_plot->setHint(tr("The search draws its way here."));
  m_plot->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
  m_words = new PlaceWords(this);
  auto* controls = new QHBoxLayout;
  controls->setSpacing(kGap);
  controls->addWidget(m_start);
  controls->addWidget(m_status, 1);
  controls->addWidget(m_go);
  m_row = new QBoxLayout(QBoxLayout::LeftToRight);
  m_row->setSpacing(kGap);
  m_row->addWidget(m_plot, 6);
  m_row->addWidget(m_words, 5);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addLayout(controls);
  column->addLayout(m_row, 1);
}

void SearchPage::setSteps(const std::vector<SearchStep>& steps) {
  m_steps = steps;
  showCurve();
  showAll();
}

void SearchPage::setRunning(bool running) {
  m_isRunning = running;
  showAll();
}

/// The keyboard goes on to what can be done with it, if it was waiting here.
void SearchPage::setFound(const std::optional<FoundPlace>& found) {
  m_found = found;
  showCurve();
  showAll();
  if (found && m_start->hasFocus() && m_go->isEnabled()) m_go->setFocus(Qt::TabFocusReason);
}

void SearchPage::setProblem(const QString& problem) {
  if (std::exchange(m_problem, problem) != problem) showAll();
}

QString SearchPage::words() const { return m_words->text(); }

QString SearchPage::status() const {
  if (m_steps.empty()) return {};
  const SearchStep& last = m_steps.back();
  return tr("step %1: ‖∇L‖ = %2, L = %3")
      .arg(last.step)
      .arg(formatTwoDigits(last.gradientNorm), formatNumber(last.loss));
}

void SearchPage::showAll() {
  m_start->setText(m_isRunning ? tr("Stop") : tr("Search from here"));
  m_start->setEnabled(m_problem.isEmpty());
  m_go->setEnabled(m_found && m_found->distance > 0);
  m_status->setText(status());
  if (!m_problem.isEmpty()) return m_words->setHeadline({}, m_problem);
  if (m_found) return m_words->setPicture(m_found->picture, endText(*m_found));
  m_words->setHeadline(
      {}, m_isRunning ? tr("Newton’s steps make ‖∇L‖ smaller, whatever kind of critical point they lead to.")
                      : tr("Searches from where the run stands for the nearest place at which the gradient is 0, by "
                           "damped Newton steps; the run itself is not moved."));
}

void SearchPage::showCurve() {
  auto series = std::make_shared<Series>();
  for (const SearchStep& step : m_steps) {
    if (step.gradientNorm < kLeastDrawn) break;
    series->appendOnce(step.step, step.gradientNorm);
  }
  m_plot->setLevels(m_found
                        ? std::vector<PlotLevel>{{m_found->picture.place->curvature.criticalBelow, tr("counts as 0")}}
                        : std::vector<PlotLevel>{});
  m_plot->setCurves(
      {{.name = tr("‖∇L‖"), .symbol = {}, .color = Theme::instance().colors().backward, .series = series}});
}

void SearchPage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const bool isNarrow = width() < 2 * m_plot->minimumSizeHint().width() + kGap;
  m_row->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

}  // namespace backscope
