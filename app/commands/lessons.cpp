#include "app/commands/lessons.h"

#include <algorithm>
#include <ostream>

#include "app/commands/outcome.h"
#include "app/session_file.h"

namespace backscope {

int runLessons(std::ostream& out) {
  const std::vector<Lesson> all = lessons();
  qsizetype width = 0;
  for (const Lesson& lesson : all) width = std::max(width, lesson.name.size());
  for (const Lesson& lesson : all)
    out << lesson.name.leftJustified(width).toStdString() << "  " << lesson.title.toStdString() << '\n';
  return kDone;
}

}  // namespace backscope
