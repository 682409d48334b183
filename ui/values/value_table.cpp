#include "ui/values/value_table.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <algorithm>
#include <utility>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/values/value_delegate.h"
#include "ui/views/parameter_editor.h"

namespace backscope {

namespace {

/// As wide as numbers mostly get; the delegate makes room for the rest.
constexpr const char16_t* kWidest = u"−1.2346e−5";
constexpr int kCellPadding = 8;
constexpr int kRowPadding = 5;

bool isNavigation(const QKeyEvent& event) {
  switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
      return true;
    default:
      return event.matches(QKeySequence::SelectAll);
  }
}

bool startsNumber(const QKeyEvent& event) {
  const bool isPlain = (event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
  const QString text = event.text();
  return isPlain && text.size() == 1 && (text[0].isDigit() || QStringLiteral("+-−.,").contains(text[0]));
}

}  // namespace

ValueTable::ValueTable(ValueModel* model, const QString& name, QWidget* parent)
    : QTableView(parent), m_model(model), m_delegate(new ValueDelegate(this)) {
  model->setParent(this);
  setModel(model);
  setItemDelegate(m_delegate);
  setAccessibleName(name);
  setAccessibleDescription(tr("Arrows go from number to number, Enter edits what is given by hand."));
  setUp();
  fitType();
  connect(this, &QTableView::entered, this, &ValueTable::point);
  connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
  connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &ValueTable::endEditing);
  connect(model, &QAbstractItemModel::modelReset, this, &ValueTable::updateGeometry);
}

void ValueTable::setUp() {
  setMouseTracking(true);
  setFrameShape(QFrame::NoFrame);
  setShowGrid(false);
  setWordWrap(false);
  setTabKeyNavigation(false);
  setCornerButtonEnabled(false);
  setSelectionMode(ContiguousSelection);
  setHorizontalScrollMode(ScrollPerPixel);
  horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setSectionsClickable(false);
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setHighlightSections(false);
}

void ValueTable::fitType() {
  const QFont font = numberFont(TextSize::Small);
  setFont(font);
  horizontalHeader()->setFont(font);
  verticalHeader()->setFont(font);
  updateGeometry();
  const QFontMetrics metrics(font);
  const int row = metrics.height() + kRowPadding;
  verticalHeader()->setMinimumSectionSize(row);
  verticalHeader()->setDefaultSectionSize(row);
  horizontalHeader()->setMinimumSectionSize(metrics.horizontalAdvance(QString::fromUtf16(kWidest)) + kCellPadding);
}

int ValueTable::wantedWidth() const {
  return verticalHeader()->sizeHint().width() + m_model->columnCount() * horizontalHeader()->minimumSectionSize() +
         verticalScrollBar()->sizeHint().width();
}

void ValueTable::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_model->setSnapshot(snapshot);
  followStep();
}

void ValueTable::setStepSize(StepSize size) { m_model->setStepSize(size); }

/// Only when the step is another one: who has scrolled elsewhere stays there.
void ValueTable::followStep() {
  const std::optional<NetworkItem> acting = m_model->actingItem();
  if (acting == m_followed) return;
  m_followed = acting;
  const int row = acting ? m_model->rowOf(*acting) : -1;
  // The rows may be new.
  executeDelayedItemsLayout();
  if (row < 0) return;
  // Of the weights into a unit all, as far as there is room, but the first one in any case.
  int last = row;
  while (last + 1 < m_model->rowCount() && m_model->itemAt(last + 1).unit == acting->unit) ++last;
  const int column = std::max(0, currentIndex().column());
  for (const int shown : {last, row}) scrollTo(m_model->index(shown, column));
}

void ValueTable::setLit(const std::optional<NetworkItem>& item) {
  const int row = item ? m_model->rowOf(*item) : -1;
  if (row == m_delegate->litRow()) return;
  m_delegate->setLitRow(row);
  if (row >= 0) scrollTo(m_model->index(row, std::max(0, currentIndex().column())));
  viewport()->update();
}

void ValueTable::rename() {
  m_model->renameAll();
  viewport()->update();
}

int ValueTable::litRow() const { return m_delegate->litRow(); }

void ValueTable::point(const QModelIndex& index) {
  emit itemPointed(index.isValid() ? std::optional(m_model->itemAt(index.row())) : std::nullopt);
}

bool ValueTable::edit(const QModelIndex& index, EditTrigger trigger, QEvent* event) {
  Q_UNUSED(event);
  const bool isMeant = trigger == DoubleClicked || trigger == EditKeyPressed;
  if (!isMeant || !m_model->flags(index).testFlag(Qt::ItemIsEditable)) return false;
  openEditor(index, {});
  return true;
}

void ValueTable::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy)) return emit copyRequested();
  const bool begins = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_F2;
  const QModelIndex index = currentIndex();
  const bool isEditable = index.isValid() && m_model->flags(index).testFlag(Qt::ItemIsEditable);
  if (isEditable && (begins || startsNumber(*event))) return openEditor(index, begins ? QString() : event->text());
  if (isNavigation(*event)) return QTableView::keyPressEvent(event);
  event->ignore();
}

void ValueTable::changeEvent(QEvent* event) {
  QTableView::changeEvent(event);
  const bool isOther = event->type() == QEvent::ApplicationFontChange ||
                       (event->type() == QEvent::FontChange && font() != numberFont(TextSize::Small));
  if (isOther && m_delegate != nullptr) fitType();
}

void ValueTable::leaveEvent(QEvent* event) {
  QTableView::leaveEvent(event);
  point(hasFocus() ? currentIndex() : QModelIndex());
}

void ValueTable::focusInEvent(QFocusEvent* event) {
  QTableView::focusInEvent(event);
  point(currentIndex());
}

void ValueTable::focusOutEvent(QFocusEvent* event) {
  QTableView::focusOutEvent(event);
  if (!m_editor) point({});
}

void ValueTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QTableView::currentChanged(current, previous);
  if (hasFocus()) point(current);
}

void ValueTable::scrollContentsBy(int dx, int dy) {
  endEditing();
  QTableView::scrollContentsBy(dx, dy);
}

void ValueTable::openEditor(const QModelIndex& index, const QString& typed) {
  scrollTo(index);
  endEditing();
  const TermRef term = m_model->termAt(index.row(), index.column());
  auto* editor =
      new ParameterEditor(m_model->valueAt(index).value, tr("New value of %1").arg(m_model->nameAt(index)), viewport());
  m_editor = editor;
  QRect box = visualRect(index);
  box.setHeight(std::max(box.height(), editor->sizeHint().height()));
  box.moveBottom(std::min(box.bottom(), viewport()->height() - 1));
  editor->setGeometry(box);
  connect(editor, &ParameterEditor::valueChosen, this, [this, term](double value) { emit valueChosen(term, value); });
  connect(editor, &ParameterEditor::valueNudged, this, [this, term](double value) { emit valueNudged(term, value); });
  connect(editor, &ParameterEditor::finished, this, &ValueTable::endEditing);
  editor->show();
  editor->setFocus(Qt::OtherFocusReason);
  if (!typed.isEmpty()) editor->insert(typed);
}

void ValueTable::endEditing() {
  if (!m_editor) return;
  ParameterEditor* editor = std::exchange(m_editor, nullptr);
  const bool hadFocus = editor->hasFocus();
  disconnect(editor, nullptr, this, nullptr);
  editor->hide();
  editor->deleteLater();
  if (hadFocus) setFocus(Qt::OtherFocusReason);
}

}  // namespace backscope
