#include "app/sheet_export.h"

#include <QFileDialog>
#include <QFileInfo>

#include "core/training/lone_example.h"
#include "ui/worksheet/worked_solution.h"

namespace backscope {

namespace {

QString titleOf(SheetKind kind) {
  switch (kind) {
    case SheetKind::Solution:
      return SheetExport::tr("Export the worked solution");
    case SheetKind::Worksheet:
      return SheetExport::tr("Export the worksheet");
    case SheetKind::AnswerKey:
      return SheetExport::tr("Export the worksheet’s answer key");
  }
  return {};
}

QStringList filters() {
  return {SheetExport::tr("PDF (*.pdf)"), SheetExport::tr("LaTeX (*.tex)"), SheetExport::tr("Text (*.txt)")};
}

QString suffixOf(const QString& filter) { return filter.mid(filter.indexOf(QLatin1Char('.')) + 1).chopped(1); }

/// The updates behind the instant's θ: a batch that is shown with its update is already one further.
std::int64_t iterationOf(const Snapshot& snapshot) {
  const PassInstant& instant = *snapshot.pass;
  const bool isMade = !instant.isAlone && instant.update && instant.done == static_cast<int>(instant.steps.size());
  return isMade ? snapshot.iteration - 1 : snapshot.iteration;
}

}  // namespace

SheetExport::SheetExport(QWidget* window) : QObject(window), m_window(window) {}

void SheetExport::offer(SheetKind kind, const Snapshot& snapshot) {
  if (const QString problem = sheetProblem(snapshot.session->network); !problem.isEmpty())
    return emit failed(tr("No sheet: %1.").arg(problem));
  askWhere(kind, makeSheet(kind, *snapshot.pass, *snapshot.session, iterationOf(snapshot)));
}

void SheetExport::offer(SheetKind kind, const Snapshot& snapshot, const Session& run) {
  const Trainer trainer(run);
  Snapshot shown = snapshot;
  shown.session = std::make_shared<const Session>(trainer.session());
  shown.iteration = trainer.iteration();
  shown.pass = std::make_shared<const PassInstant>(
      snapshot.typed ? loneInstant(trainer, *snapshot.typed)
                     : loneInstant(trainer, exampleOf(trainer.data(), snapshot.example), snapshot.example));
  offer(kind, shown);
}

void SheetExport::askWhere(SheetKind kind, const Sheet& sheet) {
  auto* dialog = new QFileDialog(m_window, titleOf(kind));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters(filters());
  dialog->setDefaultSuffix(suffixOf(filters().front()));
  connect(dialog, &QFileDialog::filterSelected, dialog,
          [dialog](const QString& filter) { dialog->setDefaultSuffix(suffixOf(filter)); });
  connect(dialog, &QFileDialog::fileSelected, this, [this, sheet](const QString& file) { write(file, sheet); });
  dialog->open();
}

void SheetExport::write(const QString& file, const Sheet& sheet) {
  const QString name = QFileInfo(file).fileName();
  if (!hasSheetSuffix(file)) return emit failed(tr("%1: the name has to end in .pdf, .tex or .txt").arg(name));
  const QString problem = writeSheet(file, sheet);
  if (problem.isEmpty()) return emit written(file);
  emit failed(tr("%1: %2").arg(name, problem));
}

}  // namespace backscope
