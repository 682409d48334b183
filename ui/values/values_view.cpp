#include "ui/values/values_view.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

#include "ui/text/notation.h"
#include "ui/values/copied_table.h"
#include "ui/widgets/button.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

constexpr int kGap = 16;

QString captionOf(const Snapshot& snapshot) {
  const QString which =
      snapshot.typed ? ValuesView::tr("typed example") : ValuesView::tr("example %1").arg(snapshot.example);
  if (!snapshot.pass) return ValuesView::tr("%1 · all its numbers with the present weights").arg(which);
  return ValuesView::tr("%1 · as far as its passes have come").arg(which);
}

}  // namespace

ValuesView::ValuesView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Values"));
  createLayout();
  for (ValueTable* table : {m_units, m_weights}) connectTable(table);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, [this] {
    for (ValueTable* table : {m_units, m_weights}) table->rename();
  });
}

void ValuesView::createLayout() {
  m_units = new ValueTable(new UnitModel, tr("Values of the units"), this);
  m_weights = new ValueTable(new WeightModel, tr("Values of the weights"), this);
  m_tables = new QBoxLayout(QBoxLayout::LeftToRight);
  m_tables->setSpacing(kGap);
  m_tables->addWidget(m_units);
  m_tables->addWidget(m_weights);
  m_caption = new QuietLabel({}, this);
  m_caption->setElides(true);
  m_copy = new Button({}, tr("Copy"), Button::Look::Flat, this);
  m_copy->setText(tr("Copy"));
  m_copy->setHint(tr("Copy the selected numbers, or all, as text, CSV, LaTeX or Markdown"));
  m_copyMenu = new QMenu(this);
  const std::pair<Form, QString> forms[] = {{Form::Text, tr("As &text")},
                                            {Form::Csv, tr("As &CSV, with all digits")},
                                            {Form::Latex, tr("As &LaTeX")},
                                            {Form::Markdown, tr("As &Markdown")}};
  for (const auto& [form, name] : forms)
    connect(m_copyMenu->addAction(name), &QAction::triggered, this, [this, chosen = form] { copy(chosen); });
  connect(m_copy, &Button::clicked, this, &ValuesView::openCopyMenu);
  auto* head = new QHBoxLayout;
  head->addWidget(m_caption, 1);
  head->addWidget(m_copy);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addLayout(head);
  rows->addLayout(m_tables, 1);
}

void ValuesView::connectTable(ValueTable* table) {
  connect(table, &ValueTable::itemPointed, this, [this, table](const std::optional<NetworkItem>& item) {
    if (table->hasFocus()) m_lastUsed = table;
    emit itemPointed(item);
  });
  connect(table, &ValueTable::copyRequested, this, [this] { copy(Form::Text); });
  const auto indexOf = [this](const TermRef& term) {
    const ParameterLayout& places = m_snapshot->parameters.layout();
    return term.quantity == TermRef::Bias ? places.biasIndex(term.layer, term.unit)
                                          : places.weightIndex(term.layer, term.unit, term.input);
  };
  connect(table, &ValueTable::valueChosen, this, [this, indexOf](const TermRef& term, double value) {
    if (term.quantity == TermRef::Z) return emit inputEdited(term.unit, value);
    emit parameterChosen(indexOf(term), value);
  });
  connect(table, &ValueTable::valueNudged, this, [this, indexOf](const TermRef& term, double value) {
    if (term.quantity == TermRef::Z) return emit inputNudged(term.unit, value);
    emit parameterNudged(indexOf(term), value);
  });
}

void ValuesView::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  m_snapshot = snapshot;
  for (ValueTable* table : {m_units, m_weights}) table->setSnapshot(snapshot);
  m_caption->setText(snapshot ? captionOf(*snapshot) : QString());
}

void ValuesView::setStepSize(StepSize size) {
  for (ValueTable* table : {m_units, m_weights}) table->setStepSize(size);
}

void ValuesView::setLit(const std::optional<NetworkItem>& item) {
  for (ValueTable* table : {m_units, m_weights}) table->setLit(item);
}

QString ValuesView::caption() const { return m_caption->text(); }

QString ValuesView::copied(Form form) const {
  const auto write = [form](const CopiedTable& table) {
    if (form == Form::Csv) return asCsv(table);
    if (form == Form::Latex) return asLatex(table);
    return form == Form::Markdown ? asMarkdown(table) : asText(table);
  };
  if (m_lastUsed != nullptr) {
    const QModelIndexList selected = m_lastUsed->selectionModel()->selectedIndexes();
    if (selected.size() > 1) return write(copiedTable(m_lastUsed->values(), selected));
  }
  return write(copiedTable(m_units->values())) + QLatin1Char('\n') + write(copiedTable(m_weights->values()));
}

void ValuesView::copy(Form form) { QGuiApplication::clipboard()->setText(copied(form)); }

void ValuesView::openCopyMenu() { m_copyMenu->popup(m_copy->mapToGlobal(QPoint(0, m_copy->height() + 4))); }

/// Beside each other where no number is cut then, else one above the other.
void ValuesView::arrange() {
  const int wanted = m_units->wantedWidth() + m_weights->wantedWidth() + kGap;
  const bool isBeside = width() >= wanted;
  const auto direction = isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
  if (m_tables->direction() != direction) m_tables->setDirection(direction);
  const int stretches[] = {isBeside ? m_units->wantedWidth() : 1, isBeside ? m_weights->wantedWidth() : 1};
  for (int k = 0; k < m_tables->count(); ++k)
    if (m_tables->stretch(k) != stretches[k]) m_tables->setStretch(k, stretches[k]);
}

bool ValuesView::event(QEvent* event) {
  // Names of rows or type of another width.
  if (event->type() == QEvent::LayoutRequest) arrange();
  return QWidget::event(event);
}

void ValuesView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

}  // namespace backscope
