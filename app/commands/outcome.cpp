#include "app/commands/outcome.h"

#include <QString>
#include <algorithm>
#include <ostream>

namespace backscope {

namespace {

/// On one line, and nothing that a terminal would take for a command; all else is left as it is.
QString plainLine(QString text) {
  const auto breaksLine = [](QChar character) {
    return character.category() == QChar::Other_Control || character.category() == QChar::Separator_Line ||
           character.category() == QChar::Separator_Paragraph;
  };
  std::replace_if(text.begin(), text.end(), breaksLine, QLatin1Char(' '));
  return text;
}

}  // namespace

void printProblem(std::ostream& err, const QString& file, const QString& sentence) {
  const QString line = file.isEmpty() ? sentence : file + QLatin1String(": ") + sentence;
  err << "backscope: " << plainLine(line).toStdString() << std::endl;
}

}  // namespace backscope
