#include "ui/views/network_view.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/field_painting.h"
#include "ui/views/health_marks.h"
#include "ui/views/lock_marks.h"
#include "ui/views/network_description.h"
#include "ui/views/network_headings.h"
#include "ui/views/parameter_editor.h"
#include "ui/views/unit_gestures.h"

namespace backscope {

namespace {

/// More curves than this say no more, and cost a frame.
constexpr std::size_t kMostEdges = 400;
/// About once a second while training: a screen reader can't follow every frame.
constexpr int kFramesPerDescription = 60;

}  // namespace

NetworkView::NetworkView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Network"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    m_painter.forgetAll();
    update();
  });
  connect(&m_run, &PassRun::moved, this, [this] {
    if (m_pass) update(movingArea(*m_pass, m_layout, m_edges).toAlignedRect());
  });
  connect(&m_mirrorRun, &MirrorRun::moved, this, &NetworkView::showMoved);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    readPass();
    updateLayout();
    updateDescription();
  });
}

void NetworkView::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
  const bool isOtherShape =
      !m_snapshot || !snapshot || m_snapshot->parameters.architecture() != snapshot->parameters.architecture();
  const bool isOtherData = !m_snapshot || !snapshot || m_snapshot->data != snapshot->data;
  m_snapshot = std::move(snapshot);
  m_painter.forgetUnits();
  m_equal = m_snapshot ? equalGroups(m_snapshot->parameters) : std::vector<EqualGroup>{};
  if (isOtherShape) m_direction.reset();
  readPass();
  if (m_snapshot) m_run.follow(*m_snapshot);
  if (m_snapshot) m_mirrorRun.follow(*m_snapshot);
  // What was dropped has arrived.
  if (m_drag.box() && !m_drag.isDragging()) {
    m_drag.cancel();
    showMoved();
  }
  if (m_snapshot && isOtherData) m_largestTarget = largestTarget(*m_snapshot->data);
  if (isOtherShape)
    updateLayout();
  else if (m_hiddenEdges > 0)
    updateEdges();
  ++m_framesSinceDescription;
  if (isOtherShape || (m_snapshot && (!m_snapshot->running || m_framesSinceDescription >= kFramesPerDescription)))
    updateDescription();
  update();
}

void NetworkView::setStepSize(StepSize size) {
  m_stepSize = size;
  readPass();
  updateDescription();
  update();
}

/// At full speed numbers would only flicker.
void NetworkView::readPass() {
  m_pass.reset();
  if (m_snapshot && m_snapshot->pass && m_snapshot->examplesPerSecond == 0)
    m_pass.emplace(*m_snapshot->pass, m_stepSize);
}

void NetworkView::updateLayout() {
  closeEditor();
  m_drag.cancel();
  m_mirrorRun.stop();
  m_layout = {};
  m_painter.forgetAll();
  if (m_snapshot) {
    const Architecture& architecture = m_snapshot->parameters.architecture();
    m_layout = layoutNetwork(architecture, QSizeF(size()), networkTypeSizes(architecture));
  }
  updateEdges();
  setFocused(stillThere(m_focused));
  setHovered(stillThere(m_hovered));
  update();
}

void NetworkView::updateEdges() {
  m_edges.clear();
  m_hiddenEdges = 0;
  if (!m_snapshot) return;
  const Architecture& architecture = m_snapshot->parameters.architecture();
  m_edges = chooseEdges(m_layout, m_direction ? Parameters(architecture, m_direction->v) : m_snapshot->parameters,
                        kMostEdges);
  m_hiddenEdges = weightCount(architecture) - m_edges.size();
}

std::optional<NetworkItem> NetworkView::stillThere(const std::optional<NetworkItem>& item) const {
  if (!item || m_layout.find(item->unit) == nullptr) return std::nullopt;
  if (item->kind == NetworkItem::Kind::Weight && m_layout.find({item->unit.layer - 1, item->source}) == nullptr)
    return std::nullopt;
  if (item->kind != NetworkItem::Kind::Unit && item->unit.layer == 0) return std::nullopt;
  return item->kind == NetworkItem::Kind::Bias && !hasBias() ? std::nullopt : item;
}

bool NetworkView::hasBias() const { return m_snapshot && m_snapshot->parameters.architecture().bias; }

std::optional<NetworkItem> NetworkView::litItem() const {
  if (m_hovered) return m_hovered;
  return m_pointedElsewhere ? m_pointedElsewhere : m_focused;
}

void NetworkView::setPointedElsewhere(const std::optional<NetworkItem>& item) {
  const std::optional<NetworkItem> there = stillThere(item);
  if (there == m_pointedElsewhere) return;
  m_pointedElsewhere = there;
  update();
}

void NetworkView::setDirection(std::optional<NetworkDirection> direction) {
  const bool fits = m_snapshot && direction && direction->v.size() == m_snapshot->parameters.theta().size();
  if (!fits) direction.reset();
  if (direction == m_direction) return;
  m_direction = std::move(direction);
  if (m_hiddenEdges > 0) updateEdges();
  m_painter.forgetEdges();
  if (!m_snapshot || !m_snapshot->running) updateDescription();
  update();
}

NetworkScene NetworkView::scene() {
  NetworkScene scene{.snapshot = m_snapshot.get(),
                     .layout = &m_layout,
                     .edges = &m_edges,
                     .hiddenEdges = m_hiddenEdges,
                     .isThinnedOut = m_edges.size() == kMostEdges,
                     .lit = litItem(),
                     .equal = &m_equal,
                     .pass = m_pass ? &*m_pass : nullptr,
                     .raised = std::nullopt,
                     .theta = nullptr,
                     .direction = m_direction ? &*m_direction : nullptr,
                     .movement = m_run.share(),
                     .hasFocusRing = !m_hovered && !m_pointedElsewhere && m_focused.has_value(),
                     .largestTarget = m_largestTarget,
                     .area = QSizeF(size()),
                     .colors = Theme::instance().colors()};
  m_mirrorRun.moveScene(scene);
  m_drag.moveScene(scene);
  return scene;
}

/// Units stand elsewhere, and so their edges.
void NetworkView::showMoved() {
  m_painter.forgetEdges();
  update();
}

void NetworkView::paintEvent(QPaintEvent*) {
  if (!m_snapshot) return;
  QPainter painter(this);
  m_painter.paint(painter, scene());
  m_drag.paintMark(painter, m_layout, Theme::instance().colors());
}

void NetworkView::resizeEvent(QResizeEvent*) { updateLayout(); }

void NetworkView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange) {
    updateGeometry();
    updateLayout();
  }
  QWidget::changeEvent(event);
}

void NetworkView::mouseMoveEvent(QMouseEvent* event) {
  if (m_drag.moveTo(m_layout, event->position())) {
    // The boundary is seen not to change.
    setHovered(std::nullopt);
    showCursor();
    return showMoved();
  }
  setHovered(itemAt(m_layout, m_edges, hasBias(), event->position()));
}

void NetworkView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const std::optional<NetworkItem> item = itemAt(m_layout, m_edges, hasBias(), event->position());
  setFocused(std::nullopt);
  if (item && item->kind != NetworkItem::Kind::Unit) press(*item);
  if (!item || item->kind != NetworkItem::Kind::Unit) return;
  m_drag.press(m_layout, item->unit, event->position());
  emit unitChosen(item->unit);
}

void NetworkView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const bool wasDragged = m_drag.isDragging();
  const std::optional<Symmetry> asked = m_drag.drop();
  if (!wasDragged) return;
  showCursor();
  showMoved();
  if (!asked) return;
  m_mirrorRun.startFrom(*m_drag.box());
  emit symmetryChosen(*asked);
}

/// The item stays lit while the menu is open.
void NetworkView::contextMenuEvent(QContextMenuEvent* event) {
  if (!m_snapshot) return;
  const bool isByMouse = event->reason() == QContextMenuEvent::Mouse;
  if (isByMouse) setFocused(itemAt(m_layout, m_edges, hasBias(), event->pos()));
  const std::optional<NetworkItem> item = isByMouse ? m_focused : litItem();
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  fillFreezeMenu(*menu, freezeChoices(*m_snapshot, item),
                 [this](const FreezeChoice& choice) { emit freezingChosen(choice); });
  const QPointF anchor = item ? tagAnchor(m_layout, m_edges, *item).value_or(rect().center()) : rect().center();
  menu->popup(isByMouse ? event->globalPos() : mapToGlobal(anchor.toPoint()));
}

void NetworkView::toggleFrozen(bool isWholeLayer) {
  const std::optional<NetworkItem> item = litItem();
  if (!m_snapshot || !item || (item->kind == NetworkItem::Kind::Unit && item->unit.layer == 0)) return;
  const std::vector<FreezeChoice> choices = freezeChoices(*m_snapshot, item);
  const auto layer = std::ranges::find(choices, FreezeChoice::Scope::Layer, &FreezeChoice::scope);
  emit freezingChosen(isWholeLayer ? *layer : choices.front());
}

void NetworkView::leaveEvent(QEvent*) { setHovered(std::nullopt); }

bool NetworkView::pressSymmetryKey(const QKeyEvent& event) {
  const std::optional<NetworkItem> item = m_focused ? m_focused : m_hovered;
  if (!m_snapshot || !item) return false;
  const Architecture& architecture = m_snapshot->parameters.architecture();
  const std::optional<Symmetry> symmetry = symmetryOfKey(event, architecture, *item);
  if (!symmetry) return false;
  emit symmetryChosen(*symmetry);
  // The focus goes with the unit.
  const bool isMade = !checkSymmetry(architecture, *symmetry);
  if (m_focused && isMade) setFocused(stillThere(NetworkItem{item->kind, unitAfter(*symmetry, item->unit), 0}));
  return true;
}

void NetworkView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && m_drag.isDragging()) {
    m_drag.cancel();
    showCursor();
    return showMoved();
  }
  if (m_drag.isDragging() || pressSymmetryKey(*event)) return;
  const std::optional<Direction> direction = directionOf(event->key());
  const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (direction && m_snapshot) {
    const NetworkItem first{NetworkItem::Kind::Unit, {0, 0}, 0};
    setHovered(std::nullopt);
    setFocused(m_focused ? neighbour(m_layout, m_edges, hasBias(), *m_focused, *direction) : stillThere(first));
  } else if (isEnter && m_focused && m_focused->kind != NetworkItem::Kind::Unit) {
    press(*m_focused);
  } else if (event->key() == Qt::Key_Escape && m_focused) {
    setFocused(std::nullopt);
  } else if (event->key() == Qt::Key_Escape && m_direction) {
    endDirection();
  } else {
    QWidget::keyPressEvent(event);
  }
}

void NetworkView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  const bool byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  if (byKeyboard && !m_focused) setFocused(stillThere(NetworkItem{NetworkItem::Kind::Unit, {0, 0}, 0}));
}

void NetworkView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  const bool isEditing = m_editor && m_editor->hasFocus();
  if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason && !isEditing)
    setFocused(std::nullopt);
}

void NetworkView::setHovered(std::optional<NetworkItem> item) {
  if (item == m_hovered) return;
  m_hovered = item;
  setToolTip(m_snapshot && item ? healthOf(*m_snapshot, *item) : QString());
  showCursor();
  announceLit();
  update();
}

void NetworkView::showCursor() {
  const bool isUnit = m_hovered && m_hovered->kind == NetworkItem::Kind::Unit;
  if (m_drag.isDragging())
    setCursor(Qt::ClosedHandCursor);
  else if (isUnit)
    setCursor(isMovable(m_layout, m_hovered->unit) ? Qt::OpenHandCursor : Qt::ArrowCursor);
  else
    setCursor(m_hovered ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void NetworkView::setFocused(std::optional<NetworkItem> item) {
  if (item == m_focused) return;
  m_focused = item;
  if (item && item->kind == NetworkItem::Kind::Unit) emit unitChosen(item->unit);
  announceLit();
  updateDescription();
  update();
}

void NetworkView::announceLit() {
  const std::optional<NetworkItem> own = m_hovered ? m_hovered : m_focused;
  if (std::exchange(m_announcedItem, own) != own) emit itemLit(own);
  const std::optional<NetworkItem> lit = litItem();
  std::optional<UnitId> unit;
  if (lit && lit->kind == NetworkItem::Kind::Unit) unit = lit->unit;
  if (unit == m_announcedUnit) return;
  m_announcedUnit = unit;
  emit unitHovered(unit);
}

QString NetworkView::accessibleDescriptionNow() const {
  if (!m_snapshot) return tr("No network yet.");
  return describeAll({*m_snapshot, m_pass ? std::optional(m_stepSize) : std::nullopt,
                      m_direction ? &*m_direction : nullptr, m_focused});
}

void NetworkView::updateDescription() {
  m_framesSinceDescription = 0;
  setAccessibleDescription(accessibleDescriptionNow());
}

void NetworkView::press(const NetworkItem& item) {
  emit parameterPressed(item);
  edit(item);
}

void NetworkView::edit(const NetworkItem& item) {
  if (!m_snapshot || item.kind == NetworkItem::Kind::Unit || !stillThere(item)) return;
  closeEditor();
  const std::size_t index = parameterIndex(m_snapshot->parameters.layout(), item);
  const QString name = plainMath(itemMarkup(m_snapshot->parameters.architecture(), item));
  auto* editor = new ParameterEditor(m_snapshot->parameters.theta()[index], tr("New value of %1").arg(name), this);
  m_editor = editor;
  if (isFrozen(*m_snapshot, item)) editor->showFrozen();
  const QPointF center = tagAnchor(m_layout, m_edges, item).value_or(QPointF(width() / 2.0, height() / 2.0));
  const int wide = QFontMetrics(editor->font()).horizontalAdvance(QStringLiteral("−0.00000000")) + 20;
  editor->resize(std::min(wide, width()), editor->sizeHint().height());
  QRect box = editor->rect();
  box.moveCenter(center.toPoint());
  box.moveLeft(std::clamp(box.left(), 0, std::max(0, width() - box.width())));
  box.moveTop(std::clamp(box.top(), 0, std::max(0, height() - box.height())));
  editor->setGeometry(box);
  connect(editor, &ParameterEditor::valueChosen, this,
          [this, index](double value) { emit parameterChosen(index, value); });
  connect(editor, &ParameterEditor::valueNudged, this,
          [this, index](double value) { emit parameterNudged(index, value); });
  connect(editor, &ParameterEditor::finished, this, &NetworkView::closeEditor);
  editor->show();
  editor->setFocus(Qt::OtherFocusReason);
}

void NetworkView::closeEditor() {
  if (!m_editor) return;
  ParameterEditor* editor = std::exchange(m_editor, nullptr);
  const bool hadFocus = editor->hasFocus();
  disconnect(editor, nullptr, this, nullptr);
  editor->hide();
  editor->deleteLater();
  if (hadFocus) setFocus(Qt::OtherFocusReason);
}

}  // namespace backscope
