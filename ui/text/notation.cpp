#include "ui/text/notation.h"

namespace backscope {

namespace {

QString letterAt(bool isSwapped) { return isSwapped ? QStringLiteral("z") : QStringLiteral("a"); }

}  // namespace

CurrentNotation& CurrentNotation::instance() {
  static CurrentNotation current;
  return current;
}

void CurrentNotation::set(const Notation& notation) {
  if (notation == m_value) return;
  m_value = notation;
  emit changed();
}

const Notation& notation() { return CurrentNotation::instance().value(); }

QString aLetter() { return letterAt(notation().swapsLetters); }
QString zLetter() { return letterAt(!notation().swapsLetters); }
int layerNumber(int layer) { return notation().countsInput ? layer + 1 : layer; }

QString layerMarkup(const QString& letter, int layer) {
  return QStringLiteral("%1^{(%2)}").arg(letter).arg(layerNumber(layer));
}

QString unitMarkup(const QString& letter, int layer, int unit) {
  return QStringLiteral("%1_{%2}^{(%3)}").arg(letter).arg(unit + 1).arg(layerNumber(layer));
}

QString weightMarkup(const QString& letter, int layer, int unit, int source) {
  // Two numbers of more than one figure would run together.
  const QString separator = unit >= 9 || source >= 9 ? QStringLiteral(",") : QString();
  return QStringLiteral("%1_{%2%3%4}^{(%5)}")
      .arg(letter)
      .arg(unit + 1)
      .arg(separator)
      .arg(source + 1)
      .arg(layerNumber(layer));
}

}  // namespace backscope
