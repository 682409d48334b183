#include "ui/views/gradient_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/gradient_check_panel.h"
#include "ui/views/gradient_items.h"
#include "ui/views/gradient_strips.h"
#include "ui/widgets/button.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

constexpr int kGap = 16;
constexpr int kMargin = 4;  ///< for the ring of the focus
/// Multiplications beyond which a check may take more than 3 ms of a frame: it then waits for the run to stand still,
/// and for the choice to have been the same for a moment.
constexpr double kMostAtOnce = 1e6;
constexpr int kPatience = 120;  ///< milliseconds

/// Whether a check says the same for both.
bool isSameCheck(const Snapshot& one, const Snapshot& other) {
  const auto parametersOf = [](const Snapshot& snapshot) -> const Parameters& {
    return snapshot.pass ? snapshot.pass->parameters : snapshot.parameters;
  };
  return one.generation == other.generation && one.trace.x == other.trace.x && one.trace.y == other.trace.y &&
         parametersOf(one).theta() == parametersOf(other).theta();
}

}  // namespace

GradientView::GradientView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Gradients"));
  setFocusPolicy(Qt::StrongFocus);
  createLayout();
  m_checkTimer.setSingleShot(true);
  connect(&m_checkTimer, &QTimer::timeout, this, &GradientView::computeCheck);
  connect(m_follow, &Button::clicked, this, &GradientView::forgetChoice);
  connect(m_strips, &GradientStrips::rowPointed, this, &GradientView::itemPointed);
  connect(m_strips, &GradientStrips::rowChosen, this, &GradientView::choose);
  connect(&Theme::instance(), &Theme::changed, this, &GradientView::applyStyle);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    m_checked.reset();
    showAll();
  });
  applyStyle();
}

void GradientView::createLayout() {
  m_check = new GradientCheckPanel(this);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  row->setSpacing(kGap);
  row->addWidget(createBatch(), 1);
  row->addWidget(m_check, 1);
}

QWidget* GradientView::createBatch() {
  auto* batch = new QWidget(this);
  m_heading = new QuietLabel({}, batch);
  m_heading->setElides(true);
  m_follow = new Button(QStringLiteral("close"), tr("Follow the steps again"), Button::Look::Flat, batch);
  m_follow->setHint(tr("Follow the steps again"), tr("Esc"));
  QSizePolicy policy = m_follow->sizePolicy();
  policy.setRetainSizeWhenHidden(true);
  m_follow->setSizePolicy(policy);
  m_follow->hide();
  m_strips = new GradientStrips(batch);
  m_sentence = new QLabel(batch);
  m_sentence->setWordWrap(true);
  m_sentence->setTextFormat(Qt::PlainText);
  auto* head = new QHBoxLayout;
  head->setSpacing(4);
  head->addWidget(m_heading, 1);
  head->addWidget(m_follow);
  auto* column = new QVBoxLayout(batch);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(3);
  column->addLayout(head);
  column->addWidget(m_strips, 1);
  column->addWidget(m_sentence);
  return batch;
}

void GradientView::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  m_snapshot = std::move(snapshot);
  const Architecture& architecture = m_snapshot->parameters.architecture();
  if (!hasGradient(architecture, m_item)) {
    m_isChosen = false;
    m_item = {NetworkItem::Kind::Weight, {1, 0}, 0};
    emit itemChanged();
  }
  if (!m_isChosen) follow();
  showAll();
}

/// The step's item; where a step has none, the one before it stays.
void GradientView::follow() {
  if (!m_snapshot || !m_snapshot->pass || m_snapshot->pass->last() == nullptr) return;
  const std::optional<NetworkItem> item = itemOfStep(m_snapshot->parameters.architecture(), *m_snapshot->pass->last());
  if (item && hasGradient(m_snapshot->parameters.architecture(), *item)) setItem(*item);
}

void GradientView::choose(const std::optional<NetworkItem>& item) {
  if (!item || !m_snapshot || !hasGradient(m_snapshot->parameters.architecture(), *item)) return;
  m_isChosen = true;
  setItem(*item);
  showAll();
}

void GradientView::forgetChoice() {
  m_isChosen = false;
  follow();
  showAll();
}

void GradientView::setItem(const NetworkItem& item) {
  if (item == m_item) return;
  m_item = item;
  if (hasFocus()) emit itemPointed(m_item);
  emit itemChanged();
}

void GradientView::setByHand(bool isByHand) {
  if (std::exchange(m_isByHand, isByHand) == isByHand) return;
  m_checked.reset();
  showAll();
}

IndexRange GradientView::wantedSpread() const {
  return m_snapshot ? spreadRange(m_snapshot->parameters, m_item) : IndexRange{};
}

bool GradientView::isTooFast() const { return m_snapshot->running && m_snapshot->examplesPerSecond > 0; }

void GradientView::showAll() {
  if (!m_snapshot || !isVisible()) return;
  m_follow->setVisible(m_isChosen);
  showBatch();
  showCheck();
  describe();
}

/// The rows of the unit; of its whole layer where they have room.
void GradientView::showBatch() {
  const Architecture& architecture = m_snapshot->parameters.architecture();
  std::vector<NetworkItem> items = parametersOfLayer(architecture, m_item.unit.layer);
  if (items.size() > m_strips->capacity()) items = parametersOfUnit(architecture, m_item.unit);
  GradientRows rows = m_isByHand ? GradientRows{} : gradientRows(*m_snapshot, items);
  // Of a layer that was only just asked for there is nothing yet.
  if (m_snapshot->spread || isTooFast() || m_isByHand) m_strips->setRows(std::move(rows));
  m_strips->setChosen(m_item);
  m_heading->setText(batchHeading());
  m_heading->setToolTip(batchHeading());
  m_sentence->setText(batchSentence());
}

QString GradientView::batchHeading() const {
  if (!m_snapshot->spread || m_isByHand) return tr("The batch");
  const GradientRows& rows = m_strips->rows();
  const int shown = static_cast<int>(m_snapshot->spread->examples.size());
  const QString batch = shown < rows.batchSize
                            ? tr("The first %1 of the batch’s %2 examples").arg(shown).arg(rows.batchSize)
                            : tr("The batch’s examples: %1").arg(rows.batchSize);
  return rows.present ? tr("%1, ringed: %2").arg(batch, rows.presentName)
                      : tr("%1; a diamond, not in it: %2").arg(batch, rows.presentName);
}

QString GradientView::batchSentence() const {
  if (!m_snapshot) return {};
  if (m_isByHand) return tr("Hidden while the passes are worked out by hand (H).");
  if (isTooFast() && !m_snapshot->spread)
    return tr("Training at full speed: pause, or choose a lower speed, to see every example’s gradient.");
  // δ is the gradient of the unit's bias.
  const bool isUnit = m_item.kind == NetworkItem::Kind::Unit;
  const NetworkItem parameter = isUnit ? NetworkItem{NetworkItem::Kind::Bias, m_item.unit, 0} : m_item;
  const std::vector<GradientRow>& rows = m_strips->rows().rows;
  const auto row = std::ranges::find(rows, parameter, &GradientRow::item);
  if (row == rows.end()) return {};
  const QString name = plainMath(gradientMarkup(m_snapshot->parameters.architecture(), m_item));
  return tr("%1: %2.").arg(name, cancellationText(*row));
}

void GradientView::showCheck() {
  const Architecture& architecture = m_snapshot->parameters.architecture();
  const QString name = plainMath(gradientMarkup(architecture, m_item));
  const QString example = m_snapshot->typed ? tr("the typed example") : tr("n = %1").arg(m_snapshot->example);
  m_check->setHeading(tr("Gradient check of %1, %2").arg(name, example));
  if (m_checked && m_checkedItem == m_item && isSameCheck(*m_checked, *m_snapshot)) return;
  m_checkTimer.stop();
  if (m_isByHand) return m_check->setReason(tr("Hidden while the passes are worked out by hand (H)."));
  if (isTooFast()) {
    m_checked.reset();
    return m_check->setReason(tr("Pause, or choose a lower speed, to check the gradient."));
  }
  if (costOfCheck(architecture) <= kMostAtOnce) return computeCheck();
  m_checked.reset();
  m_check->setReason(m_snapshot->running ? tr("In a network as large as this the check waits for a pause.")
                                         : tr("The check is being computed."));
  if (!m_snapshot->running) m_checkTimer.start(kPatience);
}

void GradientView::computeCheck() {
  if (!m_snapshot) return;
  m_checked = m_snapshot;
  m_checkedItem = m_item;
  m_check->setCurve(checkGradient(*m_snapshot, m_item));
  describe();
}

void GradientView::describe() {
  setAccessibleDescription(
      tr("Chosen: %1. %2 %3").arg(gradientWords(m_item), batchSentence(), m_check->accessibleDescription()));
}

void GradientView::applyStyle() {
  m_sentence->setFont(numberFont(TextSize::Small, QFont::DemiBold));
  m_sentence->setStyleSheet(QStringLiteral("color: %1").arg(Theme::instance().colors().text.name()));
  update();
}

void GradientView::paintEvent(QPaintEvent*) {
  if (!hasFocus()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Theme::instance().colors().accent, 1.5));
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4);
}

void GradientView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  showAll();
}

/// There may now be room for a whole layer.
void GradientView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (m_snapshot && isVisible()) showBatch();
}

void GradientView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

void GradientView::keyPressEvent(QKeyEvent* event) {
  const std::optional<Direction> direction = directionOf(event->key());
  if (direction && m_snapshot)
    choose(nextGradient(m_snapshot->parameters.architecture(), m_item, *direction));
  else if (event->key() == Qt::Key_Escape && m_isChosen)
    forgetChoice();
  else
    QWidget::keyPressEvent(event);
}

void GradientView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  emit itemPointed(m_item);
  update();
}

void GradientView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  emit itemPointed(std::nullopt);
  update();
}

}  // namespace backscope
