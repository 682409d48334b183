#include "app/workbench.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "app/columns.h"
#include "app/division.h"
#include "app/settings_column.h"
#include "app/snapshot_needs.h"
#include "app/stage.h"
#include "app/workbench_text.h"
#include "core/engine/make_snapshot.h"
#include "ui/compare/compare_board.h"
#include "ui/compare/compare_plots.h"
#include "ui/panels/choice_names.h"
#include "ui/panels/compare_bar.h"
#include "ui/panels/data_panel.h"
#include "ui/panels/history_bar.h"
#include "ui/panels/initialization_panel.h"
#include "ui/panels/network_panel.h"
#include "ui/panels/training_panel.h"
#include "ui/panels/transport_bar.h"
#include "ui/text/notation.h"
#include "ui/theme/theme.h"
#include "ui/values/values_view.h"
#include "ui/views/boundary_view.h"
#include "ui/views/delta_view.h"
#include "ui/views/gradient_view.h"
#include "ui/views/lines_switch.h"
#include "ui/views/loss_view.h"
#include "ui/views/network_view.h"
#include "ui/views/pass_view.h"
#include "ui/views/slope_view.h"
#include "ui/views/term_item.h"
#include "ui/views/unit_lines.h"
#include "ui/widgets/card.h"
#include "ui/widgets/focus_order.h"
#include "ui/widgets/message_strip.h"

namespace backscope {

Workbench::Workbench(QWidget* parent) : QWidget(parent) {
  createPanels();
  createViews();
  createLayout();
  connectSignals();
  // Where the focus rests while no control has it.
  setFocusPolicy(Qt::ClickFocus);
  setTab(Tab::Deltas);
}

void Workbench::createPanels() {
  m_transport = new TransportBar(this);
  m_compareBar = new CompareBar(this);
  m_compareBar->hide();
  m_dataPanel = new DataPanel(this);
  m_networkPanel = new NetworkPanel(this);
  m_initializationPanel = new InitializationPanel(this);
  m_trainingPanel = new TrainingPanel(this);
}

void Workbench::createViews() {
  m_network = new NetworkView(this);
  m_boundary = new BoundaryView(this);
  m_loss = new LossView(this);
  m_pass = new PassView(this);
  m_analyses = new Analyses(this);
  // Last, and so last in the order of the tabulator too.
  m_history = new HistoryBar(this);
  m_messages = new MessageStrip(this);
}

void Workbench::createDivision() {
  m_networkCard = new Card(tr("Network"));
  m_networkCard->body()->addWidget(m_network, 1);
  m_boundaryCard = new Card(tr("Decision boundary"));
  m_boundaryCard->addHeaderWidget(new LinesSwitch(&m_boundary->lines()));
  m_boundaryCard->body()->addWidget(m_boundary, 1);
  auto* loss = new Card;
  loss->setAccessibleName(tr("Loss or passes"));
  m_lossOrPass = new QStackedWidget(this);
  m_lossOrPass->addWidget(m_loss);
  m_lossOrPass->addWidget(m_pass);
  loss->body()->addWidget(m_lossOrPass, 1);
  m_division = new Division({m_networkCard, m_analyses, m_boundaryCard, loss}, this);
}

void Workbench::createLayout() {
  m_settings = new SettingsColumn({m_dataPanel, m_networkPanel, m_initializationPanel, m_trainingPanel});
  createDivision();
  m_stage = new Stage(this);
  m_stage->addPage(m_division->whole());
  m_columns = new Columns(m_settings, m_stage, this);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_transport);
  rows->addWidget(m_compareBar);
  rows->addWidget(m_columns, 1);
  // Side by side, so that nothing else moves when there is something to say.
  auto* foot = new QHBoxLayout;
  foot->setSpacing(0);
  foot->addWidget(m_messages, 1);
  foot->addWidget(m_history, 1);
  rows->addLayout(foot);
}

void Workbench::connectSignals() {
  connect(m_analyses, &Analyses::tabShown, this, &Workbench::tabShown);
  connect(m_analyses, &Analyses::needsChanged, this, &Workbench::needsChanged);
  connect(m_transport, &TransportBar::stepSizeChosen, this, &Workbench::showLossOrPass);
  connect(m_transport, &TransportBar::stepSizeChosen, m_pass, &PassView::setStepSize);
  connect(m_transport, &TransportBar::stepSizeChosen, m_network, &NetworkView::setStepSize);
  connect(m_transport, &TransportBar::stepSizeChosen, &values(), &ValuesView::setStepSize);
  connect(m_pass, &PassView::termHovered, this,
          [this](const std::optional<TermRef>& term) { m_network->setPointedElsewhere(networkItemOf(term)); });
  connect(&values(), &ValuesView::itemPointed, m_network, &NetworkView::setPointedElsewhere);
  connect(m_network, &NetworkView::itemLit, &values(), &ValuesView::setLit);
  connect(m_pass, &PassView::knownChanged, this, [this] {
    gradients().setByHand(m_pass->isByHand());
    slopes().setByHand(m_pass->isByHand());
    // By value: it is the view's own that is set anew.
    const std::shared_ptr<const Snapshot> shown = m_pass->snapshot();
    if (shown && !isBoardShown()) setSnapshot(shown);
  });
  connect(m_network, &NetworkView::unitHovered, this, [this](std::optional<UnitId> unit) {
    m_pass->setHighlighted(unit ? std::optional(TermRef{TermRef::Z, unit->layer, unit->unit}) : std::nullopt);
  });
  connect(m_network, &NetworkView::unitHovered, this, [this](std::optional<UnitId> unit) {
    m_enlarged = unit;
    emit needsChanged();
  });
  connectGradients();
  connectSlopes();
  connect(&m_boundary->lines(), &UnitLines::unitPointed, m_network, &NetworkView::setPointedElsewhere);
  connect(m_boundary, &BoundaryView::planeChosen, this, [this](const InputPlane& plane) {
    m_plane = plane;
    if (m_board != nullptr) m_board->setPlane(plane);
    emit needsChanged();
  });
  connectColumns();
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&Workbench::update));
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    if (m_snapshot) m_boundaryCard->setTitle(titleOfBoundary(*m_snapshot));
  });
}

void Workbench::connectColumns() {
  connect(m_division, &Division::moved, this, &Workbench::needsChanged);
  connect(m_division, &Division::enlargedChanged, this, [this](bool enlarged) {
    m_analyses->showEnlarged(enlarged);
    emit enlargedChanged(enlarged);
    emit needsChanged();
  });
  connect(m_analyses, &Analyses::enlargeToggled, this, &Workbench::toggleEnlarged);
  connect(m_columns, &Columns::arranging, m_division, &Division::fitType);
  connect(m_columns, &Columns::arranged, this, [this] {
    m_division->share(isPassShown());
    emit needsChanged();
  });
  connect(m_columns, &Columns::settingsShown, this, &Workbench::settingsShown);
  connect(m_transport, &TransportBar::settingsToggled, m_columns, &Columns::toggleSettings);
}

void Workbench::connectGradients() {
  GradientView* view = &gradients();
  connect(m_network, &NetworkView::itemLit, view, &GradientView::choose);
  connect(m_pass, &PassView::termHovered, view,
          [view](const std::optional<TermRef>& term) { view->choose(networkItemOf(term)); });
  connect(view, &GradientView::itemPointed, m_network, &NetworkView::setPointedElsewhere);
}

void Workbench::connectSlopes() {
  SlopeView* view = &slopes();
  connect(m_network, &NetworkView::itemLit, view, &SlopeView::choose);
  connect(m_pass, &PassView::termHovered, view,
          [view](const std::optional<TermRef>& term) { view->choose(networkItemOf(term)); });
  connect(view, &SlopeView::itemPointed, m_network, &NetworkView::setPointedElsewhere);
}

void Workbench::setSession(const Session& session) {
  m_dataPanel->setSession(session);
  m_networkPanel->setSession(session);
  m_initializationPanel->setSession(session);
  m_trainingPanel->setSession(session, static_cast<int>(exampleCount(session) * (1 - session.data.testFraction)));
  const QString title = QString::fromStdString(session.title);
  m_transport->setTitle(shortTitle(title), summaryOf(session), title);
  m_columns->arrange();
  // Layers may have come.
  orderFocus();
}

void Workbench::orderFocus() {
  QList<QWidget*> order{m_transport, m_compareBar, m_settings, m_division->whole()};
  if (m_board != nullptr) order.append(m_board);
  chainFocus(order << m_messages << m_history);
}

void Workbench::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_arrived = snapshot;
  showPlane(*snapshot);
  m_transport->setSnapshot(*snapshot);
  m_history->setSnapshot(*snapshot);
  m_history->setRemark(rateText(snapshot->examplesPerSecond));
  // What nobody sees need not be drawn.
  if (!isBoardShown()) showInstant(snapshot);
}

void Workbench::showInstant(const std::shared_ptr<const Snapshot>& snapshot) {
  m_pass->setSnapshot(snapshot);
  // Where it is worked out by hand, nobody tells what is asked for.
  m_snapshot = m_pass->snapshot() == snapshot ? m_pass->known() : snapshot;
  m_network->setSnapshot(m_snapshot);
  m_boundary->setSnapshot(m_snapshot);
  m_boundaryCard->setTitle(titleOfBoundary(*snapshot));
  m_loss->setSnapshot(snapshot);
  m_networkCard->setNote(networkNote(*snapshot));
  m_analyses->setSnapshot(m_snapshot);
}

CompareBoard& Workbench::board() {
  if (m_board != nullptr) return *m_board;
  m_board = new CompareBoard(this);
  m_board->setPlane(m_plane);
  m_stage->addPage(m_board);
  connect(m_board, &CompareBoard::runChosen, this, &Workbench::boardRunChosen);
  connect(m_board, &CompareBoard::needsChanged, this, &Workbench::needsChanged);
  connect(&m_board->plots(), &ComparePlots::ladderChosen, this,
          [this] { m_analyses->deltas().setLadder(m_board->plots().ladder()); });
  orderFocus();
  return *m_board;
}

bool Workbench::isBoardShown() const { return m_board != nullptr && m_stage->shown() == m_board; }

void Workbench::showBoard(bool shown) {
  if (shown == isBoardShown()) return;
  // What is hidden can't keep the keyboard.
  if (m_stage->isAncestorOf(focusWidget())) setFocus();
  if (shown) board().plots().setLadder(m_analyses->deltas().ladder());
  m_stage->showPage(shown ? static_cast<QWidget*>(m_board) : m_division->whole());
  if (!shown && m_arrived) showInstant(m_arrived);
  m_columns->arrange();
}

/// The plane follows the data; inputs chosen for the axes stay while there are as many inputs.
void Workbench::showPlane(const Snapshot& snapshot) {
  if (snapshot.data == m_planeData) return;
  const bool isSameShape = m_planeData && m_planeData->inputs == snapshot.data->inputs;
  const InputPlane fitting = planeFor(*snapshot.session, *snapshot.data);
  if (isSameShape) {
    m_plane.low = fitting.low;
    m_plane.high = fitting.high;
  } else {
    m_plane = fitting;
  }
  m_planeData = snapshot.data;
  if (m_board != nullptr) m_board->setPlane(m_plane);
  emit needsChanged();
}

/// Whoever goes in steps within a batch sees the passes, whoever goes in batches what they lead to.
void Workbench::showLossOrPass() {
  QWidget* shown = m_transport->stepSize() < StepSize::Batch ? static_cast<QWidget*>(m_pass) : m_loss;
  if (m_lossOrPass->currentWidget() == shown) return;
  m_lossOrPass->setCurrentWidget(shown);
  m_division->share(isPassShown());
  emit needsChanged();
}

bool Workbench::isPassShown() const { return m_lossOrPass->currentWidget() == m_pass; }

/// What the board hides is not enlarged.
void Workbench::toggleEnlarged() {
  if (!isBoardShown()) m_division->setEnlarged(!m_division->isEnlarged());
}

void Workbench::focusDial() {
  if (!m_columns->areSettingsShown()) m_columns->toggleSettings();
  m_settings->ensureWidgetVisible(m_initializationPanel);
  m_initializationPanel->focusScale();
}

SnapshotNeeds Workbench::boardNeeds() const {
  const Architecture network = m_arrived ? m_arrived->session->network : Architecture{};
  SnapshotNeeds needs = needsFor({m_board->boundarySide(), std::max(m_board->unitSide(), kSmallestUnit)}, network);
  needs.plane = m_plane;
  needs.ladder = m_board->plots().ladder();
  return needs;
}

SnapshotNeeds Workbench::needs() const {
  if (isBoardShown()) return boardNeeds();
  ShownViews shown;
  shown.boundarySide = std::min(m_boundary->width(), m_boundary->height()) * devicePixelRatioF();
  for (const NetworkColumn& column : m_network->networkLayout().columns)
    shown.unitSide = std::max(shown.unitSide, column.side * devicePixelRatioF());
  shown.unitSide = std::max(shown.unitSide, kSmallestUnit);
  SnapshotNeeds needs = needsFor(shown, m_snapshot ? m_snapshot->session->network : Architecture{});
  needs.plane = m_plane;
  needs.enlargedUnit = m_enlarged;
  needs.pass = isPassShown();
  m_analyses->addNeeds(needs);
  return needs;
}

/// Once a number is typed, the keys act on the run again.
void Workbench::keyPressEvent(QKeyEvent* event) {
  const bool ends = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Escape;
  auto* field = qobject_cast<QLineEdit*>(focusWidget());
  if (event->key() == Qt::Key_Escape && field == nullptr && m_columns->areSettingsFloating())
    return m_columns->toggleSettings();
  if (!ends || field == nullptr) return QWidget::keyPressEvent(event);
  setFocus();
  m_leftField = field;
}

bool Workbench::focusNextPrevChild(bool next) {
  QWidget* field = m_leftField.data();
  m_leftField = nullptr;
  if (field != nullptr && hasFocus() && field->isVisible()) field->setFocus();
  return QWidget::focusNextPrevChild(next);
}

void Workbench::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  // Once the settings have the new type too; while they are hidden they do not ask for another arrangement.
  if (event->type() == QEvent::FontChange && m_columns != nullptr)
    QCoreApplication::postEvent(m_columns, new QEvent(QEvent::LayoutRequest));
}

void Workbench::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), Theme::instance().colors().window); }

}  // namespace backscope
