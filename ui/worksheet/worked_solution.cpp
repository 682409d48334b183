#include "ui/worksheet/worked_solution.h"

#include <QCoreApplication>
#include <algorithm>
#include <limits>
#include <utility>

#include "ui/formula/pass_terms.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/worksheet/sheet_summary.h"

namespace backscope {

namespace {

/// What fits beside and below each other on a page.
constexpr Eigen::Index kMostRows = 16;
constexpr Eigen::Index kMostColumns = 8;
constexpr Eigen::Index kMostLongColumns = 5;  ///< of numbers with a power of ten
constexpr qsizetype kLongNumber = 9;          ///< characters

QString tr(const char* text) { return QCoreApplication::translate("worked_solution", text); }

bool hasLongNumber(const RowMatrix& values) {
  return std::any_of(values.data(), values.data() + values.size(),
                     [](double value) { return formatNumber(value).size() > kLongNumber; });
}

void addMatrix(std::vector<GivenMatrix>& given, const Formula& name, const RowMatrix& whole) {
  const Eigen::Index columns = hasLongNumber(whole) ? kMostLongColumns : kMostColumns;
  const bool isWhole = whole.rows() <= kMostRows && whole.cols() <= columns;
  for (Eigen::Index row = 0; row < whole.rows(); row += kMostRows) {
    const Eigen::Index rows = std::min(kMostRows, whole.rows() - row);
    for (Eigen::Index column = 0; column < whole.cols(); column += columns) {
      const Eigen::Index width = std::min(columns, whole.cols() - column);
      const QString words =
          tr("rows %1 to %2, columns %3 to %4").arg(row + 1).arg(row + rows).arg(column + 1).arg(column + width);
      given.push_back({name, whole.block(row, column, rows, width), isWhole ? QString() : words});
    }
  }
}

/// A vector is given as a row: it takes less paper.
void addVector(std::vector<GivenMatrix>& given, const Formula& name, const Eigen::VectorXd& values) {
  addMatrix(given, name, values.transpose());
}

Formula transposed(const Formula& vector) {
  return vector.kind == Formula::Kind::Indexed ? indexed(brackets(vector), row({}), letters(QStringLiteral("T")))
                                               : indexed(vector, row({}), letters(QStringLiteral("T")));
}

std::vector<GivenMatrix> givenOf(const PassInstant& instant) {
  const Architecture& network = instant.parameters.architecture();
  std::vector<GivenMatrix> given;
  addVector(given, transposed(letters(QStringLiteral("x"))), instant.trace.x);
  addVector(given, transposed(letters(QStringLiteral("y"))), instant.trace.y);
  for (int l = 1; l <= network.outputLayer(); ++l) {
    addMatrix(given, ofLayer(QStringLiteral("W"), l), instant.parameters.W(l));
    if (network.bias) addVector(given, transposed(ofLayer(QStringLiteral("b"), l)), instant.parameters.b(l));
  }
  return given;
}

QString sectionTitle(const PassStep& step, const Architecture& network) {
  const int layer = layerNumber(step.layer);
  switch (phaseOf(step.kind)) {
    case PassPhase::Forward:
      if (step.layer == 0) return tr("Forward pass, the input");
      return step.layer == network.outputLayer() ? tr("Forward pass, layer %1, the output").arg(layer)
                                                 : tr("Forward pass, layer %1").arg(layer);
    case PassPhase::Loss:
      return tr("Loss");
    case PassPhase::Backward:
      return step.layer == network.outputLayer() ? tr("Backward pass, layer %1, the output").arg(layer)
                                                 : tr("Backward pass, layer %1").arg(layer);
    case PassPhase::Update:
      return tr("Update");
  }
  return {};
}

bool hasExactZero(const PassStep& step, const PassInstant& instant) {
  const bool isDelta = step.kind == PassStepKind::OutputDelta || step.kind == PassStepKind::HiddenDelta;
  return isDelta && instant.trace.layers[static_cast<std::size_t>(step.layer - 1)].a(step.unit) == 0;
}

WorkedStep workedStep(const PassInstant& instant, const Session& session) {
  const PassStep step = *instant.last();
  WorkedStep worked{step, passTextFor(instant, session, StepSize::Unit, std::numeric_limits<int>::max()),
                    hasExactZero(step, instant)};
  std::vector<PassLine>& change = worked.text.lossChange;
  worked.text.lines.insert(worked.text.lines.end(), change.begin(), change.end());
  change.clear();
  return worked;
}

}  // namespace

QString sheetProblem(const Architecture& network) {
  const std::size_t count = weightCount(network) + biasCount(network);
  if (count <= kMostSheetParameters) return {};
  return tr("a sheet has room for up to %1 weights and biases, the network has %2")
      .arg(kMostSheetParameters)
      .arg(count);
}

WorkedSolution workedSolution(PassInstant instant, const Session& session, std::int64_t iteration) {
  WorkedSolution solution;
  solution.title = QString::fromStdString(session.title);
  solution.summary = sheetSummary(instant, session, iteration);
  solution.given = givenOf(instant);
  const Architecture& network = session.network;
  for (std::size_t k = 0; k < instant.steps.size(); ++k) {
    instant.done = static_cast<int>(k) + 1;
    const QString title = sectionTitle(instant.steps[k], network);
    if (solution.sections.empty() || solution.sections.back().title != title) solution.sections.push_back({title, {}});
    solution.sections.back().steps.push_back(workedStep(instant, session));
  }
  return solution;
}

}  // namespace backscope
