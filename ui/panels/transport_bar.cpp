#include "ui/panels/transport_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/panels/readout.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

namespace {

/// Steps a second; 0: as fast as it can.
constexpr std::array kSpeeds{1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 0.0};
/// Epochs a second at which a class sees the boundary bend.
constexpr int kFirstSpeed = 5;

constexpr std::array kStepSizes{StepSize::Example, StepSize::Batch, StepSize::Epoch};

int placeOf(StepSize size) { return static_cast<int>(std::ranges::find(kStepSizes, size) - kStepSizes.begin()); }

/// How many measures fit() knows.
constexpr int kTightest = 3;
/// The narrowest bar.
constexpr int kLeastLetters = 90;

constexpr int kGap = 12;
constexpr int kReadoutGap = 20;
constexpr int kCompactReadoutGap = 12;

const QString& nothing() {
  static const QString dash(QChar(0x2014));
  return dash;
}

}  // namespace

TransportBar::TransportBar(QWidget* parent) : QWidget(parent) {
  createButtons();
  createSpeeds();
  createReadouts();
  createLayout();
  connectSignals();
  applyStyle();
  showRunning(false);
}

void TransportBar::createButtons() {
  m_menuButton = new Button(QStringLiteral("menu"), tr("Menu"), Button::Look::Plain, this);
  m_menuButton->setHint(tr("Menu: lessons, files, appearance, help"), QStringLiteral("F10"));
  m_menuButton->hide();
  m_reset = new Button(QStringLiteral("reset"), tr("Reset"), Button::Look::Plain, this);
  m_reset->setHint(tr("Back to the same start"), QStringLiteral("R"));
  m_train = new Button(QStringLiteral("play"), tr("Train"), Button::Look::Primary, this);
  m_train->reserveText(tr("Pause"));
  m_step = new Button(QStringLiteral("step"), tr("Step"), Button::Look::Plain, this);
  m_stepSize = new SegmentedSwitch(tr("Step size"), {tr("Example"), tr("Batch"), tr("Epoch")}, this);
  m_stepSize->setHint(0, tr("A step is one example (1)"));
  m_stepSize->setHint(1, tr("A step is one batch: one update (2)"));
  m_stepSize->setHint(2, tr("A step is one epoch (3)"));
  m_stepSize->setCurrent(placeOf(StepSize::Epoch));
  for (Button* button : {m_menuButton, m_reset, m_train, m_step}) button->setFocusPolicy(Qt::TabFocus);
}

void TransportBar::createSpeeds() {
  m_speed = new ChoiceBox(tr("Speed"), this);
  m_speed->setToolTip(tr("How many steps a second training makes (+ and −)"));
  for (const double speed : kSpeeds)
    m_speed->addItem(speed > 0 ? tr("%1 / s").arg(formatCount(static_cast<qint64>(speed))) : tr("unlimited"), speed);
  m_speed->setCurrentIndex(kFirstSpeed);
}

void TransportBar::createReadouts() {
  m_epoch = new Readout(tr("epoch"), QStringLiteral("000 000"), this);
  m_iteration = new Readout(tr("iteration"), QStringLiteral("00 000 000"), this);
  m_trainLoss = new Readout(tr("train loss"), QStringLiteral("0.0000e−0"), this);
  m_testLoss = new Readout(tr("test loss"), QStringLiteral("0.0000e−0"), this);
  m_accuracy = new Readout(tr("accuracy"), QStringLiteral("100.0 %"), this);
  m_accuracy->setToolTip(tr("The share of the training examples on the right side"));
  m_readouts = {m_epoch, m_iteration, m_trainLoss, m_testLoss, m_accuracy};
}

void TransportBar::createLayout() {
  m_titleBlock = new QWidget(this);
  m_title = new QLabel(tr("Backscope"), m_titleBlock);
  auto* subtitle = new QuietLabel({}, m_titleBlock);
  subtitle->setElides(true);
  m_subtitle = subtitle;
  auto* titles = new QVBoxLayout(m_titleBlock);
  titles->setContentsMargins(0, 0, 0, 0);
  titles->setSpacing(0);
  titles->addWidget(m_title);
  titles->addWidget(m_subtitle);
  m_titleBlock->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 8, 16, 8);
  row->setSpacing(kGap);
  for (QWidget* widget : {static_cast<QWidget*>(m_menuButton), m_titleBlock, static_cast<QWidget*>(m_reset),
                          static_cast<QWidget*>(m_train), static_cast<QWidget*>(m_step),
                          static_cast<QWidget*>(m_stepSize), static_cast<QWidget*>(m_speed)})
    row->addWidget(widget);
  row->addStretch(1);
  auto* numbers = new QHBoxLayout;
  numbers->setObjectName(QStringLiteral("readouts"));
  numbers->setSpacing(kReadoutGap);
  for (Readout* readout : m_readouts) numbers->addWidget(readout);
  row->addLayout(numbers);
}

void TransportBar::connectSignals() {
  connect(m_menuButton, &Button::clicked, this, &TransportBar::openMenu);
  connect(m_reset, &Button::clicked, this, &TransportBar::resetRequested);
  connect(m_train, &Button::clicked, this, [this] {
    if (m_isRunning)
      emit pauseRequested();
    else
      emit trainRequested();
  });
  connect(m_step, &Button::clicked, this, &TransportBar::stepRequested);
  connect(m_stepSize, &SegmentedSwitch::chosen, this, [this](int) { emit stepSizeChosen(stepSize()); });
  connect(m_speed, &QComboBox::activated, this, [this](int) { emit speedChosen(speed()); });
  connect(&Theme::instance(), &Theme::changed, this, &TransportBar::applyStyle);
}

void TransportBar::setMenu(QMenu* menu) {
  m_menu = menu;
  m_menuButton->setVisible(menu != nullptr);
  fit();
}

void TransportBar::openMenu() {
  if (m_menu != nullptr) m_menu->popup(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height() + 4)));
}

void TransportBar::setTitle(const QString& title, const QString& subtitle) {
  m_title->setText(title);
  m_subtitle->setText(subtitle);
  fit();
}

StepSize TransportBar::stepSize() const { return kStepSizes[static_cast<std::size_t>(m_stepSize->current())]; }

double TransportBar::speed() const { return m_speed->currentData().toDouble(); }

void TransportBar::chooseStepSize(StepSize size) {
  m_stepSize->setCurrent(placeOf(size));
  emit stepSizeChosen(size);
}

void TransportBar::chooseFaster(int places) {
  const int index = std::clamp(m_speed->currentIndex() + places, 0, m_speed->count() - 1);
  if (index == m_speed->currentIndex()) return;
  m_speed->setCurrentIndex(index);
  emit speedChosen(speed());
}

void TransportBar::showRunning(bool running) {
  m_isRunning = running;
  m_train->setIconName(running ? QStringLiteral("pause") : QStringLiteral("play"));
  m_train->setText(running ? tr("Pause") : tr("Train"));
  m_train->setAccessibleName(m_train->text());
  m_train->setHint(running ? tr("Pause training") : tr("Train"), tr("Space"));
  m_step->setHint(tr("One step further"), tr("S or →"));
}

void TransportBar::setSnapshot(const Snapshot& snapshot) {
  if (snapshot.running != m_isRunning) showRunning(snapshot.running);
  m_epoch->setText(formatCount(snapshot.epoch));
  m_iteration->setText(formatCount(snapshot.iteration));
  m_trainLoss->setText(formatNumber(snapshot.train.loss));
  m_testLoss->setText(snapshot.test ? formatNumber(snapshot.test->loss) : nothing());
  m_accuracy->setText(snapshot.train.accuracy ? formatPercent(*snapshot.train.accuracy) : nothing());
}

QSize TransportBar::minimumSizeHint() const {
  return {fontMetrics().averageCharWidth() * kLeastLetters, layout()->minimumSize().height()};
}

/// In a narrow bar the numbers get smaller; in a narrower one the title goes, which is in the window's frame too, and
/// at last the iteration.
void TransportBar::fit() {
  auto* numbers = findChild<QHBoxLayout*>(QStringLiteral("readouts"));
  for (int tightness = 0; tightness <= kTightest; ++tightness) {
    for (Readout* readout : m_readouts) readout->setCompact(tightness >= 1);
    numbers->setSpacing(tightness >= 1 ? kCompactReadoutGap : kReadoutGap);
    m_titleBlock->setVisible(tightness < 2);
    m_iteration->setVisible(tightness < kTightest);
    layout()->invalidate();
    if (layout()->minimumSize().width() <= width()) break;
  }
  layout()->activate();
}

void TransportBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit();
}

void TransportBar::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.fillRect(rect(), colors.card);
  painter.fillRect(QRect(0, height() - 1, width(), 1), colors.cardBorder);
}

void TransportBar::applyStyle() {
  m_title->setFont(textFont(TextSize::Normal, QFont::Bold));
  fit();
  update();
}

}  // namespace backscope
