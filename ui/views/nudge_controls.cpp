#include "ui/views/nudge_controls.h"

#include <QHBoxLayout>
#include <QShortcut>

#include "ui/widgets/button.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/slider.h"
#include "ui/widgets/slider_row.h"

namespace backscope {

namespace {

constexpr int kGap = 8;
/// Far enough that a place of fourth order is left before one tires of looking.
constexpr double kFirstEpsilon = 0.3;
constexpr RealRange kEpsilon{1e-6, 1};

SliderRow::Options epsilonOptions() {
  return {.name = NudgeControls::tr("ε"),
          .hint = NudgeControls::tr("How far a nudge goes, ‖Δθ‖"),
          .scale = {.low = kEpsilon.low, .high = kEpsilon.high, .isLog = true},
          .range = kEpsilon,
          .style = {}};
}

}  // namespace

NudgeControls::NudgeControls(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Nudge"));
  m_along = new SegmentedSwitch(tr("Nudge along"), {tr("eigenvector"), tr("zeros"), tr("random")}, this);
  m_along->setHint(static_cast<int>(NudgeAlong::Eigenvector), tr("Along the eigenvector of the chosen eigenvalue"));
  m_along->setHint(static_cast<int>(NudgeAlong::Zeros),
                   tr("Along a random direction among those in which L has no curvature"));
  m_along->setHint(static_cast<int>(NudgeAlong::Random), tr("Along any random direction"));
  m_die = new Button(QStringLiteral("die"), tr("Draw another direction"), Button::Look::Flat, this);
  m_epsilon = new SliderRow(epsilonOptions(), this);
  m_epsilon->setValue(kFirstEpsilon);
  m_epsilon->edit()->setAccessibleName(tr("ε, how far a nudge goes"));
  m_epsilon->slider()->setAccessibleName(tr("ε, how far a nudge goes, slider"));
  m_minus = createNudge(QStringLiteral("minus"), tr("Nudge against"));
  m_plus = createNudge(QStringLiteral("plus"), tr("Nudge along"));
  createLayout();
  connect(m_along, &SegmentedSwitch::chosen, this, [this](int along) { emit alongChosen(NudgeAlong(along)); });
  connect(m_die, &Button::clicked, this, &NudgeControls::redrawRequested);
  const auto offer = [this](Button* button, Qt::Key key, int sign) {
    connect(button, &Button::clicked, this, [this, sign] { emit nudgeRequested(sign); });
    // Hidden with the view, it leaves its key to others.
    auto* shortcut = new QShortcut(QKeySequence(key), this);
    connect(shortcut, &QShortcut::activated, button, &QAbstractButton::click);
  };
  offer(m_minus, Qt::Key_Comma, -1);
  offer(m_plus, Qt::Key_Period, 1);
  show(NudgeAlong::Eigenvector, {});
}

Button* NudgeControls::createNudge(const QString& icon, const QString& name) {
  auto* button = new Button(icon, name, Button::Look::Plain, this);
  button->setText(tr("Nudge"));
  return button;
}

void NudgeControls::createLayout() {
  auto* along = new QHBoxLayout;
  along->setSpacing(4);
  along->addWidget(m_along);
  along->addWidget(m_die);
  along->addStretch(1);
  auto* far = new QHBoxLayout;
  far->setSpacing(kGap);
  far->addWidget(m_epsilon, 1);
  far->addWidget(m_minus);
  far->addWidget(m_plus);
  m_rows = new QBoxLayout(QBoxLayout::TopToBottom, this);
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(4);
  m_rows->addLayout(along);
  m_rows->addLayout(far, 1);
}

double NudgeControls::epsilon() const { return m_epsilon->value(); }

void NudgeControls::show(NudgeAlong along, const QString& direction) {
  m_along->setCurrent(static_cast<int>(along));
  m_die->setEnabled(along != NudgeAlong::Eigenvector);
  for (Button* button : {m_minus, m_plus}) button->setEnabled(!direction.isEmpty());
  showHints(direction);
}

void NudgeControls::showHints(const QString& direction) {
  const QString none = tr("There is no such direction here");
  m_minus->setHint(direction.isEmpty() ? none : tr("Move θ by ε against the %1").arg(direction), QStringLiteral(","));
  m_plus->setHint(direction.isEmpty() ? none : tr("Move θ by ε along the %1").arg(direction), QStringLiteral("."));
  for (Button* button : {m_minus, m_plus}) button->setAccessibleDescription(button->toolTip());
}

/// Side by side where there is room for both.
void NudgeControls::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const int wanted = m_along->sizeHint().width() + m_die->sizeHint().width() + m_epsilon->sizeHint().width() +
                     m_minus->sizeHint().width() + m_plus->sizeHint().width() + 6 * kGap;
  const auto direction = width() >= wanted ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
  if (m_rows->direction() != direction) m_rows->setDirection(direction);
}

}  // namespace backscope
