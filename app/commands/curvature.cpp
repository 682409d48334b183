#include "app/commands/curvature.h"

#include <QCoreApplication>
#include <cmath>
#include <ostream>

#include "app/commands/curvature_report.h"
#include "app/commands/outcome.h"
#include "app/session_file.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("curvature", text); }

/// Empty where something is not finite.
std::string wholeSpectrum(const Trainer& run, bool json) {
  const Session& session = run.session();
  const Dataset& data = run.data();
  const Curvature curvature = measureCurvature(run.parameters(), session.loss, data, data.train).value();
  if (!curvature.eigenvalues.allFinite()) return {};
  const FlatDirections flat = explainZeros(curvature, run.parameters(), session.loss, data, data.train);
  return json ? curvatureJson(run, curvature, flat) : curvatureReport(run, curvature, flat).toStdString();
}

std::string endsOfSpectrum(const Trainer& run, bool json) {
  const Dataset& data = run.data();
  const CurvatureEnds curvature = measureCurvatureEnds(run.parameters(), run.session().loss, data, data.train).value();
  if (!std::isfinite(curvature.least()) || !std::isfinite(curvature.largest())) return {};
  return json ? curvatureJson(run, curvature) : curvatureReport(run, curvature).toStdString();
}

}  // namespace

int runCurvature(const CurvatureOptions& options, std::ostream& out, std::ostream& err) {
  const OpenedSession opened = openSession(options.file);
  if (!opened.session) {
    printProblem(err, options.file, opened.problem);
    return kWrong;
  }
  const Trainer run(*opened.session);
  const bool isSmall = run.parameters().theta().size() <= kMostCurvatureParameters;
  const std::string text = isSmall ? wholeSpectrum(run, options.json) : endsOfSpectrum(run, options.json);
  if (text.empty()) {
    printProblem(err, options.file, tr("the second derivatives of L are not finite here"));
    return kFailed;
  }
  out << text;
  return kDone;
}

}  // namespace backscope
