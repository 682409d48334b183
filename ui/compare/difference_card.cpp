#include "ui/compare/difference_card.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace backscope {

/// Wraps in the height it is given. A label that wraps would ask the whole board for its height.
class DifferenceCard::Words : public QWidget {
 public:
  explicit Words(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
  }
  void setText(const QString& text) {
    m_text = text;
    setAccessibleName(text);
    setToolTip(text);
    update();
  }
  const QString& text() const { return m_text; }
  QSize minimumSizeHint() const override { return {20, 3 * QFontMetrics(textFont(TextSize::Small)).height()}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setFont(textFont(TextSize::Small));
    painter.setPen(Theme::instance().colors().mutedText);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_text);
  }

 private:
  QString m_text;
};

DifferenceCard::DifferenceCard(QWidget* parent) : Card(tr("A − B"), parent) {
  m_words = new Words(this);
  m_view = new DifferenceView(this);
  body()->addWidget(m_words, 3);
  body()->addWidget(m_view, 7);
}

void DifferenceCard::setDifferences(const QStringList& differences) {
  m_words->setText(differences.isEmpty()
                       ? tr("Both have the same data.")
                       : tr("From A to B: %1. All else is the same.").arg(differences.join(QStringLiteral(", "))));
}

QString DifferenceCard::words() const { return m_words->text(); }

}  // namespace backscope
