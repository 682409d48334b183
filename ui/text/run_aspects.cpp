#include "ui/text/run_aspects.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>
#include <algorithm>
#include <optional>

#include "core/network/initialization.h"
#include "ui/panels/choice_names.h"
#include "ui/text/network_aspects.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

using Group = RunAspect::Group;

QString tr(const char* text) { return QCoreApplication::translate("run_aspects", text); }

qsizetype distinct(const QStringList& texts) { return QSet<QString>(texts.begin(), texts.end()).size(); }

/// A text of every run.
template <class F>
QStringList ofEach(ComparedSessions runs, F text) {
  QStringList texts;
  for (const Session* run : runs) texts.append(text(*run));
  return texts;
}

/// Numbers as they are written elsewhere, unless that makes different ones look equal.
QStringList numberTexts(const std::vector<std::optional<double>>& numbers) {
  QStringList brief;
  QStringList exact;
  for (const std::optional<double>& number : numbers) {
    brief.append(number ? formatShort(*number) : QString());
    exact.append(number ? QString::number(*number, 'g', QLocale::FloatingPointShortest) : QString());
  }
  return distinct(brief) == distinct(exact) ? brief : exact.replaceInStrings(QStringLiteral("-"), QStringLiteral("−"));
}

template <class F>
QStringList numbersOfEach(ComparedSessions runs, F number) {
  std::vector<std::optional<double>> numbers;
  for (const Session* run : runs) numbers.push_back(number(*run));
  return numberTexts(numbers);
}

/// "Glorot" of "Glorot uniform".
QString familyOf(const QString& scheme) { return scheme.section(QLatin1Char(' '), 0, 0).remove(QLatin1Char(',')); }

/// "He normal × 0.5" as layer l of a run starts.
QString startOfLayer(const Session& run, int l) {
  return tr("%1 × %2").arg(screenName(run.initialization.schemeOf(l)), formatShort(run.initialization.scaleOf(l)));
}

/// "layer 2: He normal × 0.5, output: Zero × 1": of the layers that start in a way of their own.
QString ownStarts(const Session& run) {
  QStringList starts;
  for (int l = 1; l <= static_cast<int>(run.initialization.layers.size()); ++l) {
    if (!run.initialization.layers[static_cast<std::size_t>(l - 1)].isOwn()) continue;
    const bool isOutput = l == run.network.outputLayer();
    const QString layer = isOutput ? tr("output") : tr("layer %1").arg(layerNumber(l));
    starts.append(tr("%1: %2").arg(layer, startOfLayer(run, l)));
  }
  return starts.isEmpty() ? tr("none") : starts.join(QStringLiteral(", "));
}

/// The one layer whose own start is not the same in all of these runs, which have as many layers.
std::optional<int> onlyOwnStart(ComparedSessions runs) {
  std::optional<int> only;
  for (int l = 1; l <= runs.front()->network.outputLayer(); ++l) {
    const auto own = [l](const Session& run) {
      const std::vector<LayerInitialization>& layers = run.initialization.layers;
      const auto index = static_cast<std::size_t>(l - 1);
      return index < layers.size() ? layers[index] : LayerInitialization{};
    };
    const auto isOther = [&](const Session* run) {
      return run->network.layers.size() != runs.front()->network.layers.size() || own(*run) != own(*runs.front());
    };
    if (std::ranges::none_of(runs, isOther)) continue;
    if (only) return std::nullopt;
    only = l;
  }
  return only;
}

RunAspect ownStartAspect(ComparedSessions runs) {
  if (const std::optional<int> layer = onlyOwnStart(runs))
    return {Group::Start, tr("start of layer %1 %2").arg(layerNumber(*layer)).arg(QStringLiteral("%1 → %2")),
            tr("layer %1 %2").arg(layerNumber(*layer)).arg(QStringLiteral("%1")),
            ofEach(runs, [&](const Session& run) { return startOfLayer(run, *layer); })};
  return {Group::Start, tr("starts of single layers %1 → %2"), tr("own starts %1"), ofEach(runs, ownStarts)};
}

/// θ where it is not drawn, else empty.
std::vector<double> givenStart(const Session& run) {
  if (!run.state) return run.parameters.value_or(std::vector<double>());
  return isDrawnStart(run) ? std::vector<double>() : run.state->start;
}

/// Equal for equal numbers.
RunAspect weightsAspect(ComparedSessions runs) {
  std::vector<std::vector<double>> given;
  QStringList values;
  for (const Session* run : runs) {
    given.push_back(givenStart(*run));
    values.append(QString::number(std::ranges::find(given, given.back()) - given.begin()));
  }
  const bool isDrawn = given.back().empty();
  return {Group::Weights, isDrawn ? tr("weights drawn, not given") : tr("weights changed by hand"), tr("other weights"),
          values};
}

QStringList biasesOfEach(ComparedSessions runs) {
  QStringList values = numbersOfEach(runs, [](const Session& run) { return run.initialization.bias; });
  qsizetype place = 0;
  for (const Session* run : runs) {
    if (run->initialization.drawsBias) values[place] = tr("drawn");
    ++place;
  }
  return values;
}

void appendStart(ComparedSessions runs, std::vector<RunAspect>& aspects) {
  const auto add = [&](const QString& difference, const QString& name, const QStringList& values) {
    aspects.push_back({Group::Start, difference, name, values});
  };
  add(tr("start %1 → %2"), QStringLiteral("%1"),
      ofEach(runs, [](const Session& run) { return screenName(run.initialization.scheme); }));
  for (const QString& scheme : aspects.back().values) aspects.back().briefs.append(familyOf(scheme));
  add(tr("scale of the start %1 → %2"), tr("scale %1"),
      numbersOfEach(runs, [](const Session& run) { return run.initialization.scale; }));
  aspects.push_back(ownStartAspect(runs));
  add(tr("biases of the start %1 → %2"), tr("b = %1"), biasesOfEach(runs));
  add(tr("seed of the weights %1 → %2"), tr("seed %1"),
      ofEach(runs, [](const Session& run) { return QString::number(run.initialization.seed); }));
  add(tr("units of the start %1 → %2"), tr("%1 units"),
      ofEach(runs, [](const Session& run) { return run.initialization.identical ? tr("identical") : tr("random"); }));
  aspects.push_back(weightsAspect(runs));
}

/// A number that not every optimizer has.
template <class F>
RunAspect optimizerAspect(ComparedSessions runs, const QString& difference, const QString& name, F number) {
  const auto ofRun = [&](const Session& run) { return number(run.training.optimizer); };
  return {Group::Training, difference, name, numbersOfEach(runs, ofRun)};
}

void appendOptimizer(ComparedSessions runs, std::vector<RunAspect>& aspects) {
  using Kind = OptimizerKind;
  const auto where = [](bool has, double value) { return has ? std::optional(value) : std::nullopt; };
  const auto add = [&](const QString& difference, const QString& name, auto number) {
    aspects.push_back(optimizerAspect(runs, difference, name, number));
  };
  aspects.push_back({Group::Training, tr("optimizer %1 → %2"), QStringLiteral("%1"),
                     ofEach(runs, [](const Session& run) { return screenName(run.training.optimizer.kind); })});
  add(tr("learning rate %1 → %2"), QStringLiteral("η = %1"),
      [](const OptimizerSettings& o) { return std::optional(o.learningRate); });
  add(tr("momentum %1 → %2"), QStringLiteral("μ = %1"),
      [&](const OptimizerSettings& o) { return where(o.kind == Kind::Sgd, o.momentum); });
  aspects.push_back(
      {Group::Training, QStringLiteral("%1 → %2"), QStringLiteral("%1"), ofEach(runs, [](const Session& run) {
         const OptimizerSettings& o = run.training.optimizer;
         if (o.kind != Kind::Sgd) return QString();
         return o.nesterov ? tr("Nesterov momentum") : tr("plain momentum");
       })});
  add(tr("decay %1 → %2"), QStringLiteral("ρ = %1"),
      [&](const OptimizerSettings& o) { return where(o.kind == Kind::RmsProp, o.decay); });
  add(QStringLiteral("β₁ %1 → %2"), QStringLiteral("β₁ = %1"),
      [&](const OptimizerSettings& o) { return where(o.kind == Kind::Adam, o.beta1); });
  add(QStringLiteral("β₂ %1 → %2"), QStringLiteral("β₂ = %1"),
      [&](const OptimizerSettings& o) { return where(o.kind == Kind::Adam, o.beta2); });
  add(QStringLiteral("ε %1 → %2"), QStringLiteral("ε = %1"),
      [&](const OptimizerSettings& o) { return where(o.kind != Kind::Sgd, o.epsilon); });
}

/// How many are frozen, or where these are as many, that they are others.
RunAspect frozenAspect(ComparedSessions runs) {
  const QStringList counts =
      ofEach(runs, [](const Session& run) { return QString::number(run.training.frozen.size()); });
  const QStringList places = ofEach(runs, [](const Session& run) {
    QStringList all;
    for (const std::size_t place : run.training.frozen) all.append(QString::number(place));
    return all.join(QLatin1Char(' ')) + QLatin1Char('.');
  });
  if (distinct(counts) == distinct(places)) return {Group::Training, tr("%1 → %2 frozen"), tr("%1 frozen"), counts};
  return {Group::Training, tr("other weights and biases frozen"), tr("otherwise frozen"), places};
}

void appendTraining(ComparedSessions runs, std::vector<RunAspect>& aspects) {
  appendOptimizer(runs, aspects);
  const auto add = [&](const QString& difference, const QString& name, const QStringList& values) {
    aspects.push_back({Group::Training, difference, name, values});
  };
  add(tr("batch size %1 → %2"), tr("batch %1"),
      ofEach(runs, [](const Session& run) { return QString::number(run.training.batchSize); }));
  add(QStringLiteral("%1 → %2"), QStringLiteral("%1"),
      ofEach(runs, [](const Session& run) { return run.training.shuffle ? tr("shuffled") : tr("not shuffled"); }));
  add(tr("L2 %1 → %2"), tr("L2 %1"), numbersOfEach(runs, [](const Session& run) { return run.training.l2; }));
  add(tr("L1 %1 → %2"), tr("L1 %1"), numbersOfEach(runs, [](const Session& run) { return run.training.l1; }));
  add(tr("seed of the order %1 → %2"), tr("order %1"),
      ofEach(runs, [](const Session& run) { return QString::number(run.training.seed); }));
  aspects.push_back(frozenAspect(runs));
}

}  // namespace

std::vector<RunAspect> differingAspects(ComparedSessions runs) {
  std::vector<RunAspect> aspects = networkAspects(runs);
  aspects.push_back({Group::Loss, QStringLiteral("%1 → %2"), QStringLiteral("%1"),
                     ofEach(runs, [](const Session& run) { return screenName(run.loss); })});
  appendStart(runs, aspects);
  appendTraining(runs, aspects);
  std::erase_if(aspects, [](const RunAspect& aspect) { return distinct(aspect.values) < 2; });
  for (RunAspect& aspect : aspects)
    if (distinct(aspect.briefs) < distinct(aspect.values)) aspect.briefs.clear();
  return aspects;
}

}  // namespace backscope
