#include "ui/widgets/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

constexpr int kMargin = 12;
constexpr double kRadius = 10;

}  // namespace

Card::Card(const QString& title, QWidget* parent) : QFrame(parent) {
  m_title = new QLabel(this);
  m_note = new QuietLabel({}, this);
  m_note->setElides(true);
  m_note->hide();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  column->setSpacing(6);
  m_header = new QHBoxLayout;
  m_header->setSpacing(8);
  m_header->addWidget(m_title);
  m_header->addStretch(1);
  m_header->addWidget(m_note);
  m_body = new QVBoxLayout;
  m_body->setSpacing(6);
  column->addLayout(m_header);
  column->addLayout(m_body, 1);
  setTitle(title);
  connect(&Theme::instance(), &Theme::changed, this, &Card::applyStyle);
  applyStyle();
}

QString Card::title() const { return m_title->text(); }

void Card::setTitle(const QString& title) {
  m_title->setText(title);
  m_title->setVisible(!title.isEmpty());
  setAccessibleName(title);
}

void Card::setNote(const QString& note) {
  m_note->setText(note);
  m_note->setVisible(!note.isEmpty());
}

void Card::addHeaderWidget(QWidget* widget) { m_header->addWidget(widget); }

void Card::paintEvent(QPaintEvent*) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(colors.cardBorder);
  painter.setBrush(colors.card);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
}

void Card::applyStyle() {
  m_title->setFont(textFont(TextSize::Normal, QFont::DemiBold));
  update();
}

}  // namespace backscope
