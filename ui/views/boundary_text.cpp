#include "ui/views/boundary_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/views/field_painting.h"

namespace backscope {

namespace {

struct BatchPlace {
  std::int64_t number = 0;
  std::int64_t size = 0;
};

QString tr(const char* text) { return QCoreApplication::translate("BoundaryView", text); }

/// Seven figures at most, so that values keep their columns.
QString cellText(double value) {
  const QString full = formatNumber(value);
  return full.contains(QLatin1Char('e')) ? formatShort(value) : full;
}

QString inputMarkup(int input) { return QStringLiteral("x_{%1}").arg(input + 1); }

std::vector<double> inputsAt(const Snapshot& snapshot, const InputPlane& plane, const QPointF& place) {
  std::vector<double> x(static_cast<std::size_t>(snapshot.parameters.architecture().inputs));
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = heldValue(plane, static_cast<int>(i));
  x[static_cast<std::size_t>(plane.horizontal)] = place.x();
  if (plane.vertical >= 0) x[static_cast<std::size_t>(plane.vertical)] = place.y();
  return x;
}

ExampleTrace traceAt(const Snapshot& snapshot, std::span<const double> x) {
  const std::vector<double> noTarget(static_cast<std::size_t>(snapshot.parameters.architecture().outputs()));
  return traceExample(snapshot.parameters, snapshot.session->loss, x, noTarget);
}

/// ŷ; of several classes the largest, with its class; of a regression's several the one that is shown.
ReadoutCell outputCell(const Dataset& data, std::span<const double> yhat, int output) {
  const QString letter(QChar(0x0177));
  if (yhat.size() == 1) return {letter, cellText(yhat[0])};
  const int k = data.classes() == 0 ? output : std::max(0, data.classFor(yhat));
  return {letter + QStringLiteral("_{%1}").arg(k + 1), cellText(yhat[static_cast<std::size_t>(k)])};
}

ReadoutCell targetCell(const Dataset& data, int example, int output) {
  const int classIndex = data.classOf(example);
  if (classIndex >= 0) return {QStringLiteral("y"), classLabel(data, classIndex)};
  const QString letter = data.outputs > 1 ? QStringLiteral("y_{%1}").arg(output + 1) : QStringLiteral("y");
  return {letter, cellText(data.targetOf(example)[static_cast<std::size_t>(output)])};
}

/// The place in its batch of the example that comes next; nothing while θ contains all that were stepped through.
std::optional<BatchPlace> placeInBatch(const Snapshot& snapshot) {
  if (snapshot.exampleInBatch == 0 || snapshot.isExampleChosen) return std::nullopt;
  const auto left = static_cast<std::int64_t>(snapshot.data->train.size()) - snapshot.position;
  return BatchPlace{snapshot.exampleInBatch + 1, std::min<std::int64_t>(snapshot.session->training.batchSize, left)};
}

bool isStepTaken(const PassInstant& pass, PassStepKind kind) {
  const auto done = pass.steps.begin() + pass.done;
  return std::any_of(pass.steps.begin(), done, [kind](const PassStep& step) { return step.kind == kind; });
}

/// Takes away what the passes of the traced example have not come to. `prediction` is where ŷ stands, and behind it ℓ.
void hideWhatIsToCome(const Snapshot& snapshot, std::size_t prediction, std::vector<ReadoutCell>& cells) {
  if (!snapshot.pass) return;
  const std::size_t known = !isStepTaken(*snapshot.pass, PassStepKind::Prediction) ? prediction
                            : !isStepTaken(*snapshot.pass, PassStepKind::Loss)     ? prediction + 1
                                                                                   : cells.size();
  cells.resize(std::min(known, cells.size()));
}

QString scoreText(const Snapshot& snapshot) {
  if (snapshot.yhat.empty() || snapshot.data->classes() == 0) return {};
  int right = 0;
  for (int n = 0; n < snapshot.data->count(); ++n)
    if (!isWrong(snapshot, n).value_or(true)) ++right;
  return tr("%1 of %2 examples are on their side.").arg(formatCount(right), formatCount(snapshot.data->count()));
}

}  // namespace

std::vector<ReadoutCell> readoutAt(const Snapshot& snapshot, const ShownField& field, const QPointF& place) {
  const InputPlane& plane = snapshot.boundary.plane;
  std::vector<ReadoutCell> cells{{inputMarkup(plane.horizontal), cellText(place.x())}};
  if (plane.vertical >= 0) cells.push_back({inputMarkup(plane.vertical), cellText(place.y())});
  const std::vector<double> x = inputsAt(snapshot, plane, place);
  const ExampleTrace trace = traceAt(snapshot, x);
  if (field.unit && field.unit->layer == 0) return cells;
  if (field.unit) {
    const Eigen::VectorXd& z = trace.layers[static_cast<std::size_t>(field.unit->layer - 1)].z;
    cells.push_back({field.title, cellText(z[field.unit->unit])});
  } else {
    cells.push_back(
        outputCell(*snapshot.data, {trace.yhat().data(), static_cast<std::size_t>(trace.yhat().size())}, field.output));
  }
  return cells;
}

std::vector<ReadoutCell> readoutOf(const Snapshot& snapshot, int example, int output) {
  const Dataset& data = *snapshot.data;
  std::vector<ReadoutCell> cells{{QStringLiteral("n"), QString::number(example)}, targetCell(data, example, output)};
  const auto outputs = static_cast<std::size_t>(data.outputs);
  if (!snapshot.yhat.empty()) {
    cells.push_back(
        outputCell(data, {snapshot.yhat.data() + static_cast<std::size_t>(example) * outputs, outputs}, output));
    cells.push_back({QString(QChar(0x2113)), cellText(snapshot.exampleLoss[static_cast<std::size_t>(example)])});
  } else {
    const ExampleTrace trace =
        traceExample(snapshot.parameters, snapshot.session->loss, data.inputOf(example), data.targetOf(example));
    cells.push_back(outputCell(data, {trace.yhat().data(), outputs}, output));
    cells.push_back({QString(QChar(0x2113)), cellText(trace.loss)});
  }
  if (const std::optional<bool> wrong = isWrong(snapshot, example))
    cells.push_back({QString(), *wrong ? tr("wrong") : tr("right")});
  constexpr std::size_t kPrediction = 2;
  if (example == snapshot.example) hideWhatIsToCome(snapshot, kPrediction, cells);
  if (const auto place = placeInBatch(snapshot); place && example == snapshot.example)
    cells.push_back({QString(), tr("%1 of %2 in batch").arg(place->number).arg(place->size)});
  return cells;
}

TypedExample exampleAt(const Snapshot& snapshot, const InputPlane& plane, const QPointF& place) {
  return {inputsAt(snapshot, plane, place), {snapshot.trace.y.begin(), snapshot.trace.y.end()}};
}

std::vector<ReadoutCell> readoutOfTyped(const Snapshot& snapshot, int output) {
  const InputPlane& plane = snapshot.boundary.plane;
  const ExampleTrace& trace = snapshot.trace;
  std::vector<ReadoutCell> cells{{inputMarkup(plane.horizontal), cellText(trace.x(plane.horizontal))}};
  if (plane.vertical >= 0) cells.push_back({inputMarkup(plane.vertical), cellText(trace.x(plane.vertical))});
  cells.push_back(
      outputCell(*snapshot.data, {trace.yhat().data(), static_cast<std::size_t>(trace.yhat().size())}, output));
  cells.push_back({QString(QChar(0x2113)), cellText(trace.loss)});
  hideWhatIsToCome(snapshot, cells.size() - 2, cells);
  return cells;
}

std::optional<bool> isWrong(const Snapshot& snapshot, int example) {
  const Dataset& data = *snapshot.data;
  if (data.classes() == 0 || snapshot.yhat.empty()) return std::nullopt;
  const auto outputs = static_cast<std::size_t>(data.outputs);
  return data.classFor({snapshot.yhat.data() + static_cast<std::size_t>(example) * outputs, outputs}) !=
         data.classOf(example);
}

QString classLabel(const Dataset& data, int classIndex) {
  if (data.classes() > 2 || data.outputs > 1) return tr("class %1").arg(classIndex + 1);
  if (data.coding == TargetCoding::ZeroOne) return QString::number(classIndex);
  return classIndex == 0 ? QString(QChar(0x2212)) + QLatin1Char('1') : QStringLiteral("+1");
}

QString inputName(int input) { return plainMath(inputMarkup(input)); }

QString titleOfBoundary(const Snapshot& snapshot) {
  if (snapshot.enlargedUnit && !snapshot.enlargedMap.empty()) {
    const int layer = snapshot.enlargedUnit->layer;
    const int unit = snapshot.enlargedUnit->unit + 1;
    if (layer == 0) return tr("Input %1").arg(unit);
    if (layer == snapshot.parameters.architecture().outputLayer())
      return snapshot.data->outputs > 1 ? tr("Output %1").arg(unit) : tr("Output");
    return tr("Layer %1, unit %2").arg(layerNumber(layer)).arg(unit);
  }
  return snapshot.data->classes() > 0 ? tr("Decision boundary") : tr("Output");
}

QString describeBoundary(const Snapshot& snapshot, const ShownField& field) {
  const InputPlane& plane = snapshot.boundary.plane;
  const QString range = tr("from %1 to %2").arg(formatShort(plane.low), formatShort(plane.high));
  const QString axes =
      plane.vertical < 0 ? tr("over input 1 %1").arg(range)
                         : tr("over inputs %1 and %2 %3").arg(plane.horizontal + 1).arg(plane.vertical + 1).arg(range);
  QStringList parts;
  if (field.unit)
    parts << tr("Output of unit %1 of layer %2 %3.")
                 .arg(field.unit->unit + 1)
                 .arg(layerNumber(field.unit->layer))
                 .arg(axes);
  else if (snapshot.data->classes() == 0 && snapshot.data->outputs > 1)
    parts << tr("Output %1 of the network %2.").arg(field.output + 1).arg(axes);
  else
    parts << tr("Output of the network %1.").arg(axes);
  if (field.isNoNumber) parts << tr("It is nowhere a number.");
  const Dataset& data = *snapshot.data;
  parts << tr("%1 examples, %2 of them for the test.")
               .arg(formatCount(data.count()), formatCount(static_cast<qint64>(data.test.size())));
  parts << scoreText(snapshot);
  parts << (snapshot.typed ? tr("The traced example is a typed one.")
                           : tr("The traced example is %1.").arg(snapshot.example));
  if (const auto place = placeInBatch(snapshot))
    parts << tr("It is example %1 of %2 in the batch.").arg(place->number).arg(place->size);
  parts.removeAll(QString());
  return parts.join(QLatin1Char(' '));
}

}  // namespace backscope
