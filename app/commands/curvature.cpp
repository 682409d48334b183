#include "app/commands/curvature.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/commands/outcome.h"
#include "app/session_file.h"
#include "core/analysis/curvature.h"
#include "core/session/json_text.h"
#include "core/training/trainer.h"
#include "ui/text/curvature_text.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

using Json = nlohmann::ordered_json;

QString tr(const char* text) { return QCoreApplication::translate("curvature", text); }

std::string_view verdictOf(const Curvature& curvature) {
  switch (curvature.kind()) {
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

std::string curvatureJson(const Curvature& curvature, std::int64_t iteration) {
  Json eigenvalues = Json::array();
  for (const double lambda : curvature.eigenvalues) eigenvalues.push_back(lambda);
  const double rate = curvature.largestStableRate();
  return jsonText({{"iteration", iteration},
                   {"loss", curvature.loss},
                   {"gradient_norm", curvature.gradient.norm()},
                   {"critical_below", curvature.criticalBelow},
                   {"verdict", verdictOf(curvature)},
                   {"negative", curvature.negative},
                   {"zero", curvature.zero},
                   {"positive", curvature.positive},
                   {"zero_below", curvature.zeroBelow},
                   {"at_kinks", curvature.atKinks},
                   {"largest_stable_rate", std::isfinite(rate) ? Json(rate) : Json("inf")},
                   {"eigenvalues", std::move(eigenvalues)}});
}

QString eigenvalueLines(const Curvature& curvature) {
  constexpr qsizetype kInLine = 8;
  QString lines;
  QStringList line;
  const auto flush = [&] {
    if (!line.isEmpty()) lines += QStringLiteral("  ") + line.join(QStringLiteral("  ")) + QLatin1Char('\n');
    line.clear();
  };
  for (const double lambda : curvature.eigenvalues) {
    line.append(formatNumber(lambda).rightJustified(11));
    if (line.size() == kInLine) flush();
  }
  flush();
  return lines;
}

QString curvatureText(const Curvature& curvature, const Trainer& run) {
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
  lines.append(tr("%1 eigenvalues, %2 below 0, %3 zero (up to %4), %5 above:")
                   .arg(curvature.eigenvalues.size())
                   .arg(curvature.negative)
                   .arg(curvature.zero)
                   .arg(formatTwoDigits(curvature.zeroBelow))
                   .arg(curvature.positive));
  return lines.join(QLatin1Char('\n')) + QLatin1Char('\n') + eigenvalueLines(curvature);
}

}  // namespace

int runCurvature(const CurvatureOptions& options, std::ostream& out, std::ostream& err) {
  const OpenedSession opened = openSession(options.file);
  if (!opened.session) {
    printProblem(err, options.file, opened.problem);
    return kWrong;
  }
  const Trainer run(*opened.session);
  const std::size_t size = run.parameters().theta().size();
  if (size > kMostCurvatureParameters) {
    printProblem(
        err, options.file,
        tr("network: expected at most %1 weights and biases, found %2").arg(kMostCurvatureParameters).arg(size));
    return kWrong;
  }
  const Curvature curvature =
      measureCurvature(run.parameters(), run.session().loss, run.data(), run.data().train).value();
  if (!curvature.eigenvalues.allFinite()) {
    printProblem(err, options.file, tr("the second derivatives of L are not finite here"));
    return kFailed;
  }
  out << (options.json ? curvatureJson(curvature, run.iteration()) : curvatureText(curvature, run).toStdString());
  return kDone;
}

}  // namespace backscope
