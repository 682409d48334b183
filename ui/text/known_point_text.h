#pragma once

#include <QString>
#include <QStringList>

namespace backscope {

/// What is true of a known point of the loss surface.
struct KnownPointText {
  QString title;
  QString facts;         ///< a few sentences
  QStringList formulas;  ///< as markup for MathText, in the notation in force
  QString next;          ///< what to look for there
  QString source;
};

/// The built-in sessions that stand at such points, in the order in which they are taught: "xor-at-zero", …
const QStringList& knownPointNames();

/// Of one of these names.
KnownPointText knownPointText(const QString& name);

}  // namespace backscope
