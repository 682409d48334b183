#include "app/commands/outcome.h"

#include <QString>
#include <ostream>

namespace backscope {

void printProblem(std::ostream& err, const QString& file, const QString& sentence) {
  const QString line = file.isEmpty() ? sentence : file + QLatin1String(": ") + sentence;
  err << "backscope: " << line.simplified().toStdString() << std::endl;
}

}  // namespace backscope
