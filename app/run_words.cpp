#include "app/run_words.h"

#include "app/workbench.h"
#include "ui/compare/compare_board.h"
#include "ui/panels/compare_bar.h"
#include "ui/text/session_difference.h"

namespace backscope {

QStringList nameRuns(Workbench& workbench, const std::vector<Session>& runs, int present) {
  QStringList names = shortNames(runs);
  QList<QStringList> differences;
  for (const Session& run : runs) differences.append(differencesOf(runs.front(), run));
  workbench.compareBar().setRuns(names, differences, present);
  workbench.board().setNames(names);
  workbench.board().setDifferences(differences);
  return names;
}

}  // namespace backscope
