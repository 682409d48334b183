#include "app/commands/curvature_report.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/session/json_text.h"
#include "ui/text/curvature_text.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

using Json = nlohmann::ordered_json;

QString tr(const char* text) { return QCoreApplication::translate("curvature", text); }

std::string_view nameOf(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::NotCritical:
      return "not-critical";
    case PlaceKind::StrictMinimum:
      return "strict-minimum";
    case PlaceKind::StrictMaximum:
      return "strict-maximum";
    case PlaceKind::Saddle:
      return "saddle";
    case PlaceKind::Degenerate:
      break;
  }
  return "degenerate";
}

std::string_view nameOf(EndsKind kind) {
  switch (kind) {
    case EndsKind::NotCritical:
      return "not-critical";
    case EndsKind::Saddle:
      return "saddle";
    case EndsKind::NoneAbove:
      return "none-above";
    case EndsKind::NoneBelow:
      break;
  }
  return "none-below";
}

std::string_view nameOf(FlatReason::Kind kind) {
  switch (kind) {
    case FlatReason::Kind::DeadUnit:
      return "dead-unit";
    case FlatReason::Kind::SilentUnit:
      return "silent-unit";
    case FlatReason::Kind::ZeroOutput:
      return "zero-output";
    case FlatReason::Kind::ConstantOutput:
      return "constant-output";
    case FlatReason::Kind::EqualUnits:
      return "equal-units";
    case FlatReason::Kind::Rescaling:
      return "rescaling";
    case FlatReason::Kind::LinearLayer:
      return "linear-layer";
    case FlatReason::Kind::EqualInputs:
      return "dependent-inputs";
    case FlatReason::Kind::SoftmaxShift:
      return "softmax-shift";
    case FlatReason::Kind::ExactFit:
      break;
  }
  return "exact-fit";
}

bool isOfUnit(FlatReason::Kind kind) { return kind <= FlatReason::Kind::Rescaling; }

Json reasonsJson(const FlatDirections& flat) {
  Json reasons = Json::array();
  for (const FlatReason& reason : flat.reasons) {
    Json one{{"reason", nameOf(reason.kind)}, {"count", reason.count}};
    if (reason.kind != FlatReason::Kind::ExactFit) one["layer"] = reason.layer;
    if (isOfUnit(reason.kind)) one["unit"] = reason.unit;
    if (reason.other >= 0) one["other"] = reason.other;
    reasons.push_back(std::move(one));
  }
  return reasons;
}

Json rateJson(double rate) { return std::isfinite(rate) ? Json(rate) : Json("inf"); }

/// The lines that are the same however the spectrum was measured.
template <class AnyCurvature>
QStringList placeLines(const Trainer& run, const AnyCurvature& curvature) {
  const double rate = curvature.largestStableRate();
  QStringList lines;
  if (!run.session().title.empty()) lines.append(QString::fromStdString(run.session().title));
  lines.append(tr("iteration %1: L = %2 over %3 training examples, without penalty")
                   .arg(formatCount(run.iteration()), formatNumber(curvature.loss))
                   .arg(run.data().train.size()));
  lines.append(tr("‖∇L‖ = %1 (critical at %2 or below)")
                   .arg(formatNumber(curvature.gradient.norm()), formatTwoDigits(curvature.criticalBelow)));
  lines.append(placeInWords(curvature));
  lines.append(tr("2/λmax = %1; the learning rate is %2")
                   .arg(std::isfinite(rate) ? formatNumber(rate) : QStringLiteral("∞"),
                        formatShort(run.session().training.optimizer.learningRate)));
  return lines;
}

QStringList eigenvalueLines(const Eigen::VectorXd& eigenvalues) {
  constexpr qsizetype kInLine = 8;
  QStringList lines;
  QStringList line;
  const auto flush = [&] {
    if (!line.isEmpty()) lines.append(QStringLiteral("  ") + line.join(QStringLiteral("  ")));
    line.clear();
  };
  for (const double lambda : eigenvalues) {
    line.append(formatNumber(lambda).rightJustified(11));
    if (line.size() == kInLine) flush();
  }
  flush();
  return lines;
}

QStringList reasonLines(const Curvature& curvature, const FlatDirections& flat) {
  QStringList lines;
  if (curvature.zero > 0) lines.append(zerosInWords(curvature, flat));
  for (const ReasonInWords& reason : reasonsInWords(flat))
    lines.append(QStringLiteral("%1  %2").arg(reason.count, 4).arg(reason.sentence));
  return lines;
}

QString pairLine(const RitzPair& pair) {
  return QStringLiteral("  %1 ± %2").arg(formatNumber(pair.value).rightJustified(11), formatTwoDigits(pair.residual));
}

Json pairsJson(const std::vector<RitzPair>& pairs) {
  Json list = Json::array();
  for (const RitzPair& pair : pairs) list.push_back({{"value", pair.value}, {"residual", pair.residual}});
  return list;
}

QString joined(const QStringList& lines) { return lines.join(QLatin1Char('\n')) + QLatin1Char('\n'); }

}  // namespace

std::string curvatureJson(const Trainer& run, const Curvature& curvature, const FlatDirections& flat) {
  Json eigenvalues = Json::array();
  for (const double lambda : curvature.eigenvalues) eigenvalues.push_back(lambda);
  return jsonText({{"iteration", run.iteration()},
                   {"loss", curvature.loss},
                   {"gradient_norm", curvature.gradient.norm()},
                   {"critical_below", curvature.criticalBelow},
                   {"verdict", nameOf(curvature.kind())},
                   {"negative", curvature.negative},
                   {"zero", curvature.zero},
                   {"positive", curvature.positive},
                   {"zero_below", curvature.zeroBelow},
                   {"explained", flat.explained},
                   {"reasons", reasonsJson(flat)},
                   {"at_kinks", curvature.atKinks},
                   {"largest_stable_rate", rateJson(curvature.largestStableRate())},
                   {"eigenvalues", std::move(eigenvalues)}});
}

std::string curvatureJson(const Trainer& run, const CurvatureEnds& curvature) {
  return jsonText({{"iteration", run.iteration()},
                   {"loss", curvature.loss},
                   {"gradient_norm", curvature.gradient.norm()},
                   {"critical_below", curvature.criticalBelow},
                   {"verdict", nameOf(curvature.kind())},
                   {"zero_below", curvature.zeroBelow},
                   {"largest_stable_rate", rateJson(curvature.largestStableRate())},
                   {"hessian_examples", curvature.examples},
                   {"products", curvature.ends.products},
                   {"converged", curvature.ends.isConverged},
                   {"lowest", pairsJson(curvature.ends.lowest)},
                   {"highest", pairsJson(curvature.ends.highest)}});
}

QString curvatureReport(const Trainer& run, const Curvature& curvature, const FlatDirections& flat) {
  QStringList lines = placeLines(run, curvature);
  lines += reasonLines(curvature, flat);
  lines.append(tr("Eigenvalues: %1, of which %2 below 0, %3 zero (up to %4), %5 above:")
                   .arg(curvature.eigenvalues.size())
                   .arg(curvature.negative)
                   .arg(curvature.zero)
                   .arg(formatTwoDigits(curvature.zeroBelow))
                   .arg(curvature.positive));
  lines += eigenvalueLines(curvature.eigenvalues);
  return joined(lines);
}

QString curvatureReport(const Trainer& run, const CurvatureEnds& curvature) {
  QStringList lines = placeLines(run, curvature);
  lines.append(tr("the ends of %1 eigenvalues, from %2 products with the Hessian, each with how far it may be off:")
                   .arg(formatCount(curvature.gradient.size()), formatCount(curvature.ends.products)));
  for (const RitzPair& pair : curvature.ends.lowest) lines.append(pairLine(pair));
  lines.append(QStringLiteral("  ") + QStringLiteral("…").rightJustified(11));
  const std::vector<RitzPair>& highest = curvature.ends.highest;
  for (std::size_t k = highest.size(); k-- > 0;) lines.append(pairLine(highest[k]));
  return joined(lines);
}

}  // namespace backscope
