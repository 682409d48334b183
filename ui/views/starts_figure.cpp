#include "ui/views/starts_figure.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/text/number_format.h"
#include "ui/text/starts_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/starts_gallery.h"
#include "ui/views/starts_histogram.h"
#include "ui/views/starts_shares.h"
#include "ui/views/starts_thumbnail.h"

namespace backscope {

namespace {

constexpr int kMargin = 12;
constexpr int kGap = 16;

}  // namespace

StartsFigure::StartsFigure(QWidget* parent) : QWidget(parent) {
  m_shares = new StartsShares(this);
  m_histogram = new StartsHistogram(this);
  m_gallery = new StartsGallery(this);
  m_words = new QLabel(this);
  m_words->setWordWrap(true);
  m_words->setTextFormat(Qt::PlainText);
  m_words->setFont(textFont(TextSize::Small));
  m_words->setStyleSheet(QStringLiteral("color: %1").arg(Theme::instance().colors().mutedText.name()));
  m_words->setMaximumWidth(m_shares->sizeHint().width());
  auto* ends = new QVBoxLayout;
  ends->setSpacing(kMargin);
  ends->addWidget(m_shares);
  ends->addWidget(m_words);
  ends->addStretch(1);
  auto* picture = new QVBoxLayout;
  picture->setSpacing(kMargin);
  picture->addWidget(m_histogram, 1);
  picture->addWidget(m_gallery);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  row->setSpacing(kGap);
  row->addLayout(ends);
  row->addLayout(picture, 1);
}

void StartsFigure::setPicture(const StartsPicture& picture) {
  m_shares->setSummary(picture.summary);
  m_histogram->setPicture(picture);
  m_gallery->setPicture(picture);
  QStringList words{tr("%1 starts.").arg(formatCount(static_cast<qint64>(picture.summary.count)))};
  if (const QString needed = neededText(picture.summary); !needed.isEmpty()) words.append(needed);
  words.append(functionsText(picture));
  m_words->setText(words.join(QLatin1Char(' ')));
}

}  // namespace backscope
