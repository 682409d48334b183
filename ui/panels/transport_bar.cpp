#include "ui/panels/transport_bar.h"

#include <QEvent>
#include <QMenu>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/panels/readout.h"
#include "ui/panels/title_block.h"
#include "ui/text/number_format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

namespace {

/// Steps a second; 0: as fast as it can.
constexpr std::array kSpeeds{1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 0.0};
/// Epochs a second at which a class sees the boundary bend.
constexpr int kFirstSpeed = 5;

constexpr int kSideMargin = 16;
constexpr int kTopMargin = 8;
constexpr int kGap = 12;
constexpr int kReadoutGap = 20;
constexpr int kCompactReadoutGap = 14;

/// From here on a count is shortened to millions, so that its width has an end.
constexpr std::int64_t kLongestCount = 10'000'000;

const QString& nothing() {
  static const QString dash(QChar(0x2014));
  return dash;
}

/// 9 999 999, then 12.3 M.
QString countText(std::int64_t count) {
  if (count < kLongestCount) return formatCount(count);
  const double millions = std::floor(static_cast<double>(count) / 1e5) / 10;
  return TransportBar::tr("%1 M").arg(millions, 0, 'f', millions < 1000 ? 1 : 0);
}

}  // namespace

TransportBar::TransportBar(QWidget* parent) : QWidget(parent) {
  createButtons();
  createStepSizes();
  createSpeeds();
  createReadouts();
  createParts();
  connectSignals();
  setRunning(false);
  arrange();
}

void TransportBar::createButtons() {
  m_menuButton = new Button(QStringLiteral("menu"), tr("Menu"), Button::Look::Plain, this);
  m_menuButton->setHint(tr("Menu: lessons, files, appearance, help"), QStringLiteral("F10"));
  m_settings = new Button(QStringLiteral("settings"), tr("Settings"), Button::Look::Plain, this);
  m_settings->setHint(tr("Show or hide the settings"), QStringLiteral("Ctrl+B"));
  m_reset = new Button(QStringLiteral("reset"), tr("Reset"), Button::Look::Plain, this);
  m_reset->setHint(tr("Back to the same start"), QStringLiteral("R"));
  m_train = new Button(QStringLiteral("play"), tr("Train"), Button::Look::Primary, this);
  m_train->reserveText(tr("Pause"));
  m_step = new Button(QStringLiteral("step"), tr("Step"), Button::Look::Plain, this);
  m_stepBack = new Button(QStringLiteral("step-back"), tr("Step back"), Button::Look::Plain, this);
  m_stepBack->setHint(tr("One step back"), tr("A or ←"));
  m_compare = new Button(QStringLiteral("compare"), tr("Compare"), Button::Look::Plain, this);
  m_compare->setText(tr("Compare"));
  setComparing(false);
}

void TransportBar::createStepSizes() {
  const std::array names{tr("Unit"), tr("Layer"), tr("Phase"), tr("Example"), tr("Batch"), tr("Epoch")};
  const std::array hints{tr("A step is one line of the algorithm for one unit (1)"),
                         tr("A step is one line of the algorithm for a whole layer (2)"),
                         tr("A step is forward, loss, backward or update (3)"),
                         tr("A step is both passes of one example (4)"),
                         tr("A step is one batch: one update (5)"),
                         tr("A step is one epoch (6)")};
  m_stepSize = new SegmentedSwitch(tr("Step size"), QStringList(names.begin(), names.end()), this);
  m_stepSizeBox = new ChoiceBox(tr("Step size"), this);
  m_stepSizeBox->setToolTip(tr("How far one step leads (1 to 6)"));
  for (int k = 0; k < static_cast<int>(names.size()); ++k) {
    m_stepSize->setHint(k, hints[static_cast<std::size_t>(k)]);
    m_stepSizeBox->addItem(names[static_cast<std::size_t>(k)]);
  }
  showStepSize(StepSize::Epoch);
}

void TransportBar::showStepSize(StepSize size) {
  m_stepSize->setCurrent(static_cast<int>(size));
  m_stepSizeBox->setCurrentIndex(static_cast<int>(size));
}

void TransportBar::createSpeeds() {
  m_speed = new ChoiceBox(tr("Speed"), this);
  m_speed->setToolTip(tr("How many steps a second training makes (+ and −)"));
  for (const double speed : kSpeeds)
    m_speed->addItem(speed > 0 ? tr("%1 / s").arg(formatCount(static_cast<qint64>(speed))) : tr("unlimited"), speed);
  m_speed->setCurrentIndex(kFirstSpeed);
}

void TransportBar::createReadouts() {
  m_epoch = new Readout(tr("epoch"), QStringLiteral("0 000 000"), this);
  m_iteration = new Readout(tr("iteration"), QStringLiteral("0 000 000"), this);
  m_trainLoss = new Readout(tr("train loss"), QStringLiteral("0.0000e−00"), this);
  m_testLoss = new Readout(tr("test loss"), QStringLiteral("0.0000e−00"), this);
  m_accuracy = new Readout(tr("accuracy"), QStringLiteral("100.0 %"), this);
  m_accuracy->setToolTip(tr("The share of the training examples on the right side"));
}

void TransportBar::createParts() {
  m_title = new TitleBlock(this);
  m_title->setTitle(tr("Backscope"), {});
  m_parts = {{m_menuButton},
             {m_settings},
             {m_title, Cut::Title},
             {m_reset},
             {m_stepBack},
             {m_train},
             {m_step},
             {m_stepSize, Cut::StepSizes},
             {m_stepSizeBox, Cut::StepSizeBox, Cut::StepSizes},
             {m_speed, Cut::Speed},
             {m_compare, Cut::Accuracy}};
  const auto addReadout = [this](Readout* readout, Cut goneFrom) {
    m_parts.push_back({readout, goneFrom, Cut::Nothing, readout});
  };
  addReadout(m_epoch, Cut::Epoch);
  addReadout(m_iteration, Cut::Iteration);
  addReadout(m_trainLoss, Cut::Nothing);
  addReadout(m_testLoss, Cut::TestLoss);
  addReadout(m_accuracy, Cut::Accuracy);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TransportBar::connectSignals() {
  connect(m_menuButton, &Button::clicked, this, &TransportBar::openMenu);
  connect(m_settings, &Button::clicked, this, &TransportBar::settingsToggled);
  connect(m_reset, &Button::clicked, this, &TransportBar::resetRequested);
  connect(m_train, &Button::clicked, this, &TransportBar::trainingToggled);
  connect(m_step, &Button::clicked, this, &TransportBar::stepRequested);
  connect(m_stepSize, &SegmentedSwitch::chosen, this,
          [this](int size) { chooseStepSize(static_cast<StepSize>(size)); });
  connect(m_stepSizeBox, &QComboBox::activated, this,
          [this](int size) { chooseStepSize(static_cast<StepSize>(size)); });
  connect(m_stepBack, &Button::clicked, this, &TransportBar::stepBackRequested);
  connect(m_speed, &QComboBox::activated, this, [this](int) { emit speedChosen(speed()); });
  connect(m_compare, &Button::clicked, this, &TransportBar::compareRequested);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    updateGeometry();
    arrange();
    update();
  });
}

void TransportBar::setMenu(QMenu* menu) {
  m_menu = menu;
  arrange();
}

void TransportBar::openMenu() {
  if (m_menu != nullptr) m_menu->popup(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height() + 4)));
}

void TransportBar::setTitle(const QString& title, const QString& subtitle, const QString& whole) {
  m_title->setTitle(title, subtitle, whole);
}

StepSize TransportBar::stepSize() const { return static_cast<StepSize>(m_stepSize->current()); }

double TransportBar::speed() const { return m_speed->currentData().toDouble(); }

void TransportBar::chooseStepSize(StepSize size) {
  showStepSize(size);
  emit stepSizeChosen(size);
}

void TransportBar::chooseFaster(int places) {
  const int index = std::clamp(m_speed->currentIndex() + places, 0, m_speed->count() - 1);
  if (index == m_speed->currentIndex()) return;
  m_speed->setCurrentIndex(index);
  emit speedChosen(speed());
}

void TransportBar::setComparing(bool comparing) {
  if (comparing)
    m_compare->setHint(tr("The runs side by side, as ghosts, or this one alone"), tr("Shift+C"));
  else
    m_compare->setHint(tr("Compare this run with a copy, in which something can be changed"), QStringLiteral("C"));
}

void TransportBar::setRunning(bool running) {
  m_train->setIconName(running ? QStringLiteral("pause") : QStringLiteral("play"));
  m_train->setText(running ? tr("Pause") : tr("Train"));
  m_train->setAccessibleName(m_train->text());
  m_train->setHint(running ? tr("Pause training") : tr("Train"), tr("Space"));
  m_step->setHint(tr("One step further"), tr("S or →"));
}

void TransportBar::setSnapshot(const Snapshot& snapshot) {
  m_epoch->setText(countText(snapshot.epoch));
  m_iteration->setText(countText(snapshot.iteration));
  m_trainLoss->setText(formatNumber(snapshot.train.loss));
  m_testLoss->setText(snapshot.test ? formatNumber(snapshot.test->loss) : nothing());
  m_accuracy->setText(snapshot.train.accuracy ? formatPercent(*snapshot.train.accuracy) : nothing());
}

int TransportBar::titleWidth(Cut cut) const {
  return std::clamp(m_title->leastWidth() + width() - widthAt(cut), m_title->leastWidth(), m_title->mostWidth());
}

int TransportBar::widthOf(const Part& part, Cut cut) const {
  part.widget->ensurePolished();
  if (part.readout != nullptr) return part.readout->widthFor(cut >= Cut::LargeNumbers);
  if (part.widget == m_title) return m_title->leastWidth();
  if (part.widget == m_train) return cut >= Cut::Labels ? m_train->iconOnlyWidth() : m_train->wholeWidth();
  if (part.widget == m_compare) return cut >= Cut::LargeNumbers ? m_compare->iconOnlyWidth() : m_compare->wholeWidth();
  if (cut >= Cut::Labels && part.widget == m_stepSize) return m_stepSize->minimumSizeHint().width();
  return part.widget->sizeHint().width();
}

bool TransportBar::isShown(const Part& part, Cut cut) const {
  const bool isOfWindow = part.widget == m_menuButton || part.widget == m_settings || part.widget == m_compare;
  if (isOfWindow && m_menu == nullptr) return false;
  return cut >= part.shownFrom && (part.goneFrom == Cut::Nothing || cut < part.goneFrom);
}

/// The least width of the row after this cut; what is shown at present plays no part in it.
int TransportBar::widthAt(Cut cut) const {
  int width = 2 * kSideMargin - kGap;
  for (const Part& part : m_parts)
    if (isShown(part, cut)) width += widthOf(part, cut) + gapBefore(part, cut);
  return width;
}

int TransportBar::gapBefore(const Part& part, Cut cut) {
  if (part.readout == nullptr) return kGap;
  return cut >= Cut::LargeNumbers ? kCompactReadoutGap : kReadoutGap;
}

QSize TransportBar::sizeHint() const {
  int height = 0;
  for (const Part& part : m_parts) height = std::max(height, part.widget->sizeHint().height());
  return {widthAt(Cut::Nothing), height + 2 * kTopMargin};
}

QSize TransportBar::minimumSizeHint() const { return {widthAt(Cut::Epoch), sizeHint().height()}; }

/// The first cut after which the row fits is found from widths alone, and each part gets its place once: nothing that
/// is set here can lead to another arrangement.
void TransportBar::arrange() {
  int cut = 0;
  while (cut < static_cast<int>(Cut::Epoch) && widthAt(static_cast<Cut>(cut)) > width()) ++cut;
  showCut(static_cast<Cut>(cut));
  placeParts(static_cast<Cut>(cut));
}

void TransportBar::showCut(Cut cut) {
  m_train->setIconOnly(cut >= Cut::Labels);
  m_compare->setIconOnly(cut >= Cut::LargeNumbers);
  for (const Part& part : m_parts) {
    if (part.readout != nullptr) part.readout->setCompact(cut >= Cut::LargeNumbers);
    part.widget->setVisible(isShown(part, cut));
  }
}

/// The controls at the left, the readouts at the right.
void TransportBar::placeParts(Cut cut) {
  int readouts = 0;
  for (const Part& part : m_parts)
    if (part.readout != nullptr && isShown(part, cut)) readouts += widthOf(part, cut) + gapBefore(part, cut);
  int left = kSideMargin - kGap;
  int right = width() - kSideMargin - readouts;
  for (const Part& part : m_parts) {
    if (!isShown(part, cut)) continue;
    int& x = part.readout != nullptr ? right : left;
    x += gapBefore(part, cut);
    const int wide = part.widget == m_title ? titleWidth(cut) : widthOf(part, cut);
    const int tall = part.widget->sizeHint().height();
    part.widget->setGeometry(x, (height() - 1 - tall) / 2, wide, tall);
    x += wide;
  }
}

bool TransportBar::event(QEvent* event) {
  // A part of the row wants another width.
  if (event->type() == QEvent::LayoutRequest) {
    updateGeometry();
    arrange();
  }
  return QWidget::event(event);
}

void TransportBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void TransportBar::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.fillRect(rect(), colors.card);
  painter.fillRect(QRect(0, height() - 1, width(), 1), colors.cardBorder);
}

}  // namespace backscope
