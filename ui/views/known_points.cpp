#include "ui/views/known_points.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/known_point_text.h"
#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_list.h"
#include "ui/widgets/fitted_formula.h"

namespace backscope {

namespace {

constexpr int kGap = 12;
constexpr int kInnerGap = 6;
constexpr int kMostFormulas = 2;

QLabel* makeLabel(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setMinimumWidth(1);
  return label;
}

}  // namespace

KnownPoints::KnownPoints(QWidget* parent) : QWidget(parent) {
  createLayout();
  fill();
  connect(m_list, &QListWidget::currentRowChanged, this, &KnownPoints::showWords);
  connect(m_list, &ChoiceList::taken, this, [this] { emit openRequested(name()); });
  connect(m_open, &Button::clicked, this, [this] { emit openRequested(name()); });
  connect(&Theme::instance(), &Theme::changed, this, &KnownPoints::applyStyle);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &KnownPoints::showWords);
  applyStyle();
  showWords();
}

void KnownPoints::createLayout() {
  m_list = new ChoiceList(tr("Known points"), this);
  m_list->setToolTip(tr("↑ and ↓ choose, Enter opens"));
  m_list->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
  m_scroll = new QScrollArea(this);
  m_scroll->setWidget(createWords());
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->viewport()->setAutoFillBackground(false);
  m_scroll->widget()->setAutoFillBackground(false);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kGap);
  row->addWidget(m_list, 2);
  row->addWidget(m_scroll, 3);
}

QWidget* KnownPoints::createWords() {
  auto* content = new QWidget;
  m_title = makeLabel(content);
  m_open = new Button({}, tr("Open this point"), Button::Look::Primary, content);
  m_open->setText(tr("Open"));
  m_facts = makeLabel(content);
  m_next = makeLabel(content);
  m_source = makeLabel(content);
  auto* head = new QHBoxLayout;
  head->addWidget(m_title, 1);
  head->addWidget(m_open, 0, Qt::AlignTop);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, kInnerGap, 0);
  column->setSpacing(kInnerGap);
  column->addLayout(head);
  for (int k = 0; k < kMostFormulas; ++k) {
    m_formulas.append(new FittedFormula(content));
    column->addWidget(m_formulas.back());
  }
  column->addWidget(m_facts);
  column->addWidget(m_next);
  column->addWidget(m_source);
  column->addStretch(1);
  return content;
}

void KnownPoints::fill() {
  for (const QString& name : knownPointNames()) {
    auto* entry = new QListWidgetItem(knownPointText(name).title, m_list);
    entry->setToolTip(entry->text());
  }
  m_list->setCurrentRow(0);
  m_list->setMaximumWidth(m_list->sizeHint().width());
}

QString KnownPoints::name() const { return knownPointNames().at(std::max(0, m_list->currentRow())); }

void KnownPoints::choose(const QString& name) {
  const qsizetype row = knownPointNames().indexOf(name);
  if (row >= 0) m_list->setCurrentRow(static_cast<int>(row));
}

void KnownPoints::takeKeyboard() { m_list->setFocus(Qt::OtherFocusReason); }

void KnownPoints::showWords() {
  const KnownPointText text = knownPointText(name());
  m_title->setText(text.title);
  m_open->setHint(tr("Open this point; what is not saved is asked about first"), tr("Enter"));
  m_facts->setText(text.facts);
  for (int k = 0; k < kMostFormulas; ++k) {
    m_formulas[k]->setVisible(k < text.formulas.size());
    if (k < text.formulas.size()) m_formulas[k]->setMarkup(text.formulas[k]);
  }
  m_next->setText(text.next);
  m_source->setText(text.source);
  m_source->setVisible(!text.source.isEmpty());
  m_scroll->verticalScrollBar()->setValue(0);
  m_list->setAccessibleDescription(words());
}

QString KnownPoints::words() const {
  const KnownPointText text = knownPointText(name());
  QStringList all{text.facts};
  for (const QString& formula : text.formulas) all.append(plainMath(formula));
  all.append({text.next, text.source});
  all.removeAll(QString());
  return all.join(QLatin1Char(' '));
}

void KnownPoints::applyStyle() {
  const ThemeColors& colors = Theme::instance().colors();
  m_title->setFont(textFont(TextSize::Normal, QFont::DemiBold));
  m_facts->setFont(textFont());
  m_next->setFont(textFont());
  m_source->setFont(textFont(TextSize::Small));
  for (QLabel* label : {m_title, m_facts, m_next})
    label->setStyleSheet(QStringLiteral("color: %1").arg(colors.text.name()));
  m_source->setStyleSheet(QStringLiteral("color: %1").arg(colors.mutedText.name()));
}

void KnownPoints::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::ApplicationFontChange) return;
  applyStyle();
  m_list->setMaximumWidth(m_list->sizeHint().width());
}

}  // namespace backscope
