#include "app/commands/lessons.h"

#include <algorithm>
#include <ostream>

#include "app/commands/outcome.h"
#include "app/session_file.h"

namespace backscope {

namespace {

void list(std::ostream& out, const std::vector<Lesson>& all) {
  qsizetype width = 0;
  for (const Lesson& lesson : all) width = std::max(width, lesson.name.size());
  for (const Lesson& lesson : all)
    out << lesson.name.leftJustified(width).toStdString() << "  " << lesson.title.toStdString() << '\n';
}

}  // namespace

int runLessons(std::ostream& out) {
  list(out, lessons());
  out << "\nKnown points of the loss surface:\n";
  list(out, knownPoints());
  return kDone;
}

}  // namespace backscope
