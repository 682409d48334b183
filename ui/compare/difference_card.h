#pragma once

#include <QStringList>

#include "ui/compare/difference_view.h"
#include "ui/widgets/card.h"

namespace backscope {

/// Between two runs: what they differ in, in words, and the difference of what they say over the plane.
class DifferenceCard : public Card {
  Q_OBJECT

 public:
  explicit DifferenceCard(QWidget* parent = nullptr);

  /// What the second has of its own.
  void setDifferences(const QStringList& differences);
  QString words() const;
  DifferenceView& view() const { return *m_view; }

 private:
  class Words;

  Words* m_words = nullptr;
  DifferenceView* m_view = nullptr;
};

}  // namespace backscope
