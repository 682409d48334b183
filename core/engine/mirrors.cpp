#include "core/engine/mirrors.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/passes/evaluator.h"

namespace backscope {
namespace {

/// Of all examples, or of the first ones where that would take long.
std::vector<double> outputsOf(const Trainer& trainer) {
  const SnapshotBudget budget(trainer.session().network);
  std::vector<int> examples(static_cast<std::size_t>(std::min(trainer.data().count(), budget.scoredExamples)));
  std::iota(examples.begin(), examples.end(), 0);
  Evaluator evaluator(trainer.session().network, trainer.session().loss);
  return evaluator.evaluate(trainer.parameters(), trainer.data(), examples).yhat;
}

}  // namespace

void Mirrors::clear() { *this = Mirrors(); }

void Mirrors::watch(const Trainer& trainer) { m_outputsBefore = outputsOf(trainer); }

void Mirrors::note(const Symmetry& symmetry, bool isUndone, const Trainer& trainer) {
  const OutputDifference outputs = compareOutputs(m_outputsBefore, outputsOf(trainer), trainer.data().outputs);
  m_lastStep = std::make_shared<const MirrorStep>(MirrorStep{++m_steps, symmetry, isUndone, outputs});
}

void Mirrors::noteMade(std::int64_t edit, const Symmetry& symmetry, const Trainer& trainer) {
  if (edit != 0) m_made[edit] = symmetry;
  note(symmetry, false, trainer);
}

void Mirrors::noteRetraced(std::int64_t edit, bool isUndo, const Trainer& trainer) {
  const Symmetry& made = m_made.at(edit);
  note(isUndo ? inverseOf(made) : made, isUndo, trainer);
}

Mirrors::Line Mirrors::lineTo(const std::vector<Symmetry>& chain, const Trainer& trainer, SnapshotDetail detail,
                              const std::function<bool()>& interrupted) {
  const bool isDetailed = detail == SnapshotDetail::Quick || !m_line.isCoarse;
  if (isDetailed && chain == m_lineChain && trainer.parameters().theta() == m_lineTheta) return m_line;
  const std::optional<Parameters> mirror = mirrorImage(trainer.parameters(), chain);
  Line line;
  if (mirror) {
    const SnapshotBudget budget(trainer.session().network);
    const LineBudget& afforded = detail == SnapshotDetail::Quick ? budget.quickLine : budget.wholeLine;
    const std::optional<LossLine> computed =
        lossBetween(trainer.parameters(), *mirror, trainer.session().loss, trainer.data(),
                    {.points = afforded.points, .mostExamples = afforded.examples, .interrupted = interrupted});
    if (!computed) return {.line = nullptr, .isCoarse = true, .isAbandoned = true};
    line.line = std::make_shared<const LossLine>(*computed);
    line.isCoarse = afforded.points < budget.wholeLine.points ||
                    afforded.examples < std::min(budget.wholeLine.examples, trainer.data().count());
  }
  m_line = line;
  m_lineChain = chain;
  m_lineTheta = trainer.parameters().theta();
  return m_line;
}

}  // namespace backscope
