#include "ui/views/example_bar.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/math_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/focus_order.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

constexpr int kGap = 4;
constexpr int kFieldGap = 8;
constexpr int kFieldsPerLine = 3;
constexpr int kDecimals = 4;
/// More than these would push the formula away; the table of values has them all.
constexpr int kMostFields = 6;

QString indexed(const QString& letter, int index, int count) {
  return count == 1 ? letter : plainMath(QStringLiteral("%1_{%2}").arg(letter).arg(index + 1));
}

QString captionOf(const Snapshot& snapshot) {
  if (snapshot.typed) return ExampleBar::tr("a typed example, apart from the run");
  if (snapshot.isExampleChosen) return ExampleBar::tr("example %1, apart from the run").arg(snapshot.example);
  return ExampleBar::tr("example %1, the run’s own").arg(snapshot.example);
}

}  // namespace

ExampleBar::ExampleBar(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Example"));
  createLayout();
  connectSignals();
}

void ExampleBar::createLayout() {
  m_caption = new QuietLabel(QString(), this);
  m_caption->setElides(true);
  m_previous = new Button(QStringLiteral("previous"), tr("Previous example"), Button::Look::Flat, this);
  m_previous->setHint(tr("Previous example"), QStringLiteral("Up"));
  m_next = new Button(QStringLiteral("next"), tr("Next example"), Button::Look::Flat, this);
  m_next->setHint(tr("Next example"), QStringLiteral("Down"));
  m_back = new Button(QStringLiteral("close"), tr("Back to the run’s example"), Button::Look::Flat, this);
  auto* line = new QHBoxLayout;
  line->setSpacing(kGap);
  line->addWidget(m_caption, 1);
  line->addWidget(m_previous);
  line->addWidget(m_next);
  line->addWidget(m_back);
  m_grid = new QGridLayout;
  m_grid->setHorizontalSpacing(kFieldGap);
  m_grid->setVerticalSpacing(kGap);
  for (int field = 0; field < kFieldsPerLine; ++field) m_grid->setColumnStretch(2 * field + 1, 1);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(kGap);
  rows->addLayout(line);
  rows->addLayout(m_grid);
}

void ExampleBar::connectSignals() {
  connect(m_previous, &Button::clicked, this, [this] { chooseNeighbour(-1); });
  connect(m_next, &Button::clicked, this, [this] { chooseNeighbour(1); });
  connect(m_back, &Button::clicked, this, &ExampleBar::choiceEnded);
}

QString ExampleBar::caption() const { return m_caption->text(); }

NumberEdit* ExampleBar::addField(const QString& letter, const QString& name) {
  auto* label = new QuietLabel(letter, this);
  auto* field = new NumberEdit(name, limits::kFinite, NumberStyle{.suffix = {}, .decimals = kDecimals}, this);
  field->reserveText(QStringLiteral("−0.0000"));
  field->setAlignment(Qt::AlignLeft);
  field->setToolTip(tr("%1: type a value to try an example that is not in the data").arg(name));
  const int place = static_cast<int>(m_cells.size());
  const int line = place / (2 * kFieldsPerLine);
  m_grid->addWidget(label, line, place % (2 * kFieldsPerLine));
  m_grid->addWidget(field, line, (place + 1) % (2 * kFieldsPerLine), Qt::AlignLeft);
  m_cells.push_back(label);
  m_cells.push_back(field);
  connect(field, &NumberEdit::valueChosen, this, &ExampleBar::emitTyped);
  return field;
}

void ExampleBar::fitFields(int inputs, int outputs) {
  const bool fits = inputs + outputs <= kMostFields;
  const auto x = static_cast<std::size_t>(fits ? inputs : 0);
  const auto y = static_cast<std::size_t>(fits ? outputs : 0);
  if (m_x.size() == x && m_y.size() == y) return;
  for (QWidget* cell : m_cells) delete cell;
  m_cells.clear();
  m_x.clear();
  m_y.clear();
  for (int i = 0; i < static_cast<int>(x); ++i)
    m_x.push_back(addField(indexed(QStringLiteral("x"), i, inputs), tr("Input %1 of the example").arg(i + 1)));
  for (int k = 0; k < static_cast<int>(y); ++k)
    m_y.push_back(addField(indexed(QStringLiteral("y"), k, outputs), tr("Target %1 of the example").arg(k + 1)));
  chainFocus({this});
}

void ExampleBar::setSnapshot(const Snapshot& snapshot) {
  m_example = snapshot.example;
  m_count = snapshot.data->count();
  m_caption->setText(captionOf(snapshot));
  m_back->setVisible(snapshot.isExampleChosen);
  const ExampleTrace& trace = snapshot.pass ? snapshot.pass->trace : snapshot.trace;
  fitFields(static_cast<int>(trace.x.size()), static_cast<int>(trace.y.size()));
  for (std::size_t i = 0; i < m_x.size(); ++i) m_x[i]->setValue(trace.x(static_cast<Eigen::Index>(i)));
  for (std::size_t k = 0; k < m_y.size(); ++k) m_y[k]->setValue(trace.y(static_cast<Eigen::Index>(k)));
}

void ExampleBar::chooseNeighbour(int step) {
  if (m_count == 0) return;
  const int from = m_example < 0 && step < 0 ? 0 : m_example;
  emit exampleChosen((from + step + m_count) % m_count);
}

void ExampleBar::emitTyped() {
  TypedExample example;
  for (const NumberEdit* field : m_x) example.x.push_back(field->value());
  for (const NumberEdit* field : m_y) example.y.push_back(field->value());
  emit valuesTyped(example);
}

}  // namespace backscope
