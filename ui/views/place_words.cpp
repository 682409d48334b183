#include "ui/views/place_words.h"

#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/text/place_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/curvature_picture.h"

namespace backscope {

PlaceWords::PlaceWords(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("What this place is"));
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, 4, 0);
  column->setSpacing(4);
  for (QLabel** label : {&m_headline, &m_note, &m_numbers, &m_sentences, &m_zeros}) {
    *label = new QLabel(content);
    (*label)->setWordWrap(true);
    (*label)->setTextFormat(Qt::PlainText);
    (*label)->hide();
    column->addWidget(*label);
  }
  column->addStretch(1);
  auto* scroll = new QScrollArea(this);
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  auto* page = new QVBoxLayout(this);
  page->setContentsMargins(0, 0, 0, 0);
  page->addWidget(scroll);
  connect(&Theme::instance(), &Theme::changed, this, &PlaceWords::applyStyle);
  applyStyle();
}

namespace {

void say(QLabel* label, const QString& text) {
  label->setText(text);
  label->setVisible(!text.isEmpty());
}

}  // namespace

void PlaceWords::setPicture(const CurvaturePicture& picture, const QString& note) {
  if (!picture.place) return setHeadline({}, note);
  const PlaceSpectrum& place = *picture.place;
  say(m_headline, placeHeadline(place));
  say(m_note, note);
  say(m_sentences, placeSentences(place) + QLatin1Char('\n') +
                       stableRateText(place, picture.training.optimizer, picture.isPlainDescent()));
  say(m_numbers, gradientText(place));
  say(m_zeros, flatText(place));
  setAccessibleDescription(text());
}

void PlaceWords::setHeadline(const QString& headline, const QString& sentences) {
  say(m_headline, headline);
  say(m_note, {});
  say(m_sentences, sentences);
  say(m_numbers, {});
  say(m_zeros, {});
  setAccessibleDescription(text());
}

QString PlaceWords::text() const {
  QStringList parts;
  for (const QLabel* label : {m_headline, m_note, m_numbers, m_sentences, m_zeros})
    if (!label->text().isEmpty()) parts.append(label->text());
  return parts.join(QLatin1Char('\n'));
}

void PlaceWords::applyStyle() {
  const ThemeColors& colors = Theme::instance().colors();
  m_headline->setFont(textFont(TextSize::Large, QFont::DemiBold));
  m_note->setFont(numberFont(TextSize::Small));
  m_sentences->setFont(numberFont(TextSize::Small));
  m_numbers->setFont(numberFont(TextSize::Small, QFont::DemiBold));
  m_zeros->setFont(numberFont(TextSize::Small));
  const auto paint = [](QLabel* label, const QColor& color) {
    label->setStyleSheet(QStringLiteral("color: %1").arg(color.name()));
  };
  for (QLabel* label : {m_headline, m_sentences, m_numbers}) paint(label, colors.text);
  for (QLabel* label : {m_note, m_zeros}) paint(label, colors.mutedText);
}

void PlaceWords::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ApplicationFontChange) applyStyle();
}

}  // namespace backscope
