#include "ui/compare/difference_card.h"

#include <QVBoxLayout>

#include "ui/widgets/quiet_label.h"

namespace backscope {

DifferenceCard::DifferenceCard(QWidget* parent) : Card(tr("A − B"), parent) {
  m_words = new QuietLabel({}, this);
  m_words->setWordWrap(true);
  m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  m_view = new DifferenceView(this);
  body()->addWidget(m_words, 3);
  body()->addWidget(m_view, 6);
}

void DifferenceCard::setDifferences(const QStringList& differences) {
  m_words->setText(differences.isEmpty()
                       ? tr("Same data, same order of examples.")
                       : tr("B has %1. All else is the same.").arg(differences.join(QStringLiteral(", "))));
}

QString DifferenceCard::words() const { return m_words->text(); }

}  // namespace backscope
