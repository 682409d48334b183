#include "ui/views/answer_row.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QVBoxLayout>
#include <cmath>

#include "ui/formula/formula_layout.h"
#include "ui/formula/formula_painter.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

constexpr int kGap = 8;
constexpr int kEntryLetters = 12;

}  // namespace

/// A formula on one line.
class AnswerRow::FormulaLabel : public QWidget {
 public:
  explicit FormulaLabel(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  }
  void setFormula(const Formula& formula) {
    m_formula = formula;
    setAccessibleName(plainText(formula));
    layOut();
  }
  QSize sizeHint() const override {
    return {static_cast<int>(std::ceil(m_layout.width)), static_cast<int>(std::ceil(m_layout.height))};
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFormula(painter, m_layout, {0, 0}, Theme::instance().colors());
  }
  void changeEvent(QEvent* event) override {
    if (event->type() == QEvent::FontChange) layOut();
    QWidget::changeEvent(event);
  }

 private:
  void layOut() {
    m_layout = layoutFormula(m_formula, mathFont());
    updateGeometry();
    update();
  }

  Formula m_formula;
  FormulaLayout m_layout;
};

AnswerRow::AnswerRow(QWidget* parent) : QWidget(parent) {
  createLayout();
  connectSignals();
  applyStyle();
}

void AnswerRow::createLayout() {
  m_left = new FormulaLabel(this);
  m_entry = new QLineEdit(this);
  m_entry->setAccessibleName(tr("Your number"));
  m_check = new Button(QString(), tr("Check"), Button::Look::Plain, this);
  m_check->setText(tr("Check"));
  m_check->setHint(tr("Is it right?"), QStringLiteral("Return"));
  m_show = new Button(QString(), tr("Show"), Button::Look::Flat, this);
  m_show->setText(tr("Show"));
  m_show->setHint(tr("Show this number"));
  m_showAll = new Button(QString(), tr("Show all"), Button::Look::Flat, this);
  m_showAll->setText(tr("Show all"));
  m_showAll->setHint(tr("Show all numbers up to this step"));
  m_goOn = new Button(QStringLiteral("step"), tr("Go on"), Button::Look::Primary, this);
  m_goOn->setText(tr("Go on"));
  m_goOn->setHint(tr("The next step"), QStringLiteral("Return"));
  m_count = new QuietLabel(QString(), this);
  m_verdict = new QuietLabel(QString(), this);
  m_verdict->setWordWrap(true);
  auto* line = new QHBoxLayout;
  line->setSpacing(kGap);
  line->addWidget(m_left);
  line->addWidget(m_entry, 1);
  line->addWidget(m_check);
  line->addWidget(m_goOn, 1);
  auto* help = new QHBoxLayout;
  help->setSpacing(kGap);
  help->addWidget(m_count);
  help->addStretch(1);
  help->addWidget(m_show);
  help->addWidget(m_showAll);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(kGap / 2);
  rows->addLayout(line);
  rows->addLayout(help);
  rows->addWidget(m_verdict);
}

void AnswerRow::connectSignals() {
  const auto answer = [this] {
    if (!m_entry->text().trimmed().isEmpty()) emit answered(m_entry->text().trimmed());
  };
  connect(m_entry, &QLineEdit::returnPressed, this, answer);
  connect(m_check, &Button::clicked, this, answer);
  connect(m_show, &Button::clicked, this, &AnswerRow::shown);
  connect(m_showAll, &Button::clicked, this, &AnswerRow::allShown);
  connect(m_goOn, &Button::clicked, this, &AnswerRow::wentOn);
  connect(m_entry, &QLineEdit::textEdited, this, [this] {
    m_isWrong = false;
    m_verdict->clear();
    applyStyle();
  });
  connect(&Theme::instance(), &Theme::changed, this, &AnswerRow::applyStyle);
}

void AnswerRow::setAsking(bool isAsking) {
  // The keyboard stays here when what it was at goes.
  const bool hadFocus = m_entry->hasFocus() || m_goOn->hasFocus() || m_show->hasFocus() || m_check->hasFocus();
  for (QWidget* part : {static_cast<QWidget*>(m_left), static_cast<QWidget*>(m_entry), static_cast<QWidget*>(m_check),
                        static_cast<QWidget*>(m_show), static_cast<QWidget*>(m_showAll)})
    part->setVisible(isAsking);
  m_goOn->setVisible(!isAsking);
  m_entry->clear();
  m_verdict->clear();
  m_isWrong = false;
  applyStyle();
  if (hadFocus) (isAsking ? static_cast<QWidget*>(m_entry) : m_goOn)->setFocus();
}

void AnswerRow::ask(const Formula& left, int number, int count) {
  m_left->setFormula(row({left, operatorSign(QStringLiteral("=")), upright(QStringLiteral("?"))}));
  m_entry->setAccessibleDescription(plainText(left));
  m_count->setText(count == 1 ? tr("By hand: one number") : tr("By hand: number %1 of %2").arg(number).arg(count));
  setAsking(true);
}

void AnswerRow::askNothing() {
  m_count->setText(tr("By hand: all numbers so far are known."));
  setAsking(false);
}

void AnswerRow::showAnswer(const Answer& answer) {
  m_isWrong = answer.verdict != Answer::Verdict::Right;
  m_verdict->setText(answer.text);
  m_entry->setAccessibleDescription(answer.text);
  if (m_isWrong) m_entry->selectAll();
  applyStyle();
}

QString AnswerRow::verdict() const { return m_verdict->text(); }

/// The key that has given an answer presses nothing else.
void AnswerRow::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) QWidget::keyPressEvent(event);
}

void AnswerRow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange) applyStyle();
  QWidget::changeEvent(event);
}

void AnswerRow::applyStyle() {
  const ThemeColors& colors = Theme::instance().colors();
  const QColor frame = m_isWrong ? colors.warning : colors.controlBorder;
  m_entry->setFont(numberFont());
  m_entry->setMinimumWidth(m_entry->fontMetrics().averageCharWidth() * kEntryLetters);
  m_entry->setStyleSheet(
      QStringLiteral("QLineEdit { border: 1px solid %1; background: %2; padding: 2px 4px; }"
                     "QLineEdit:focus { border: 2px solid %3; padding: 1px 3px; }")
          .arg(frame.name(), colors.control.name(), (m_isWrong ? colors.warning : colors.accent).name()));
  m_verdict->setVisible(!m_verdict->text().isEmpty());
}

}  // namespace backscope
