#include "app/workbench_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <cmath>
#include <variant>

#include "ui/text/number_format.h"

namespace backscope {

namespace {

constexpr double kMillion = 1e6;

QString tr(const char* text) { return QCoreApplication::translate("Workbench", text); }

}  // namespace

double exampleCount(const Session& session) {
  if (const auto* drawn = std::get_if<GeneratorSettings>(&session.data.source)) return drawn->count;
  return static_cast<double>(std::get<PointList>(session.data.source).x.size()) / session.network.inputs;
}

QString shortTitle(const QString& title) {
  static const QRegularExpression detail(QStringLiteral("(, | · ).*"));
  const QString name = QString(title).remove(detail).trimmed();
  return name.isEmpty() ? tr("Backscope") : name;
}

QString rateText(double examplesPerSecond) {
  if (examplesPerSecond <= 0) return {};
  if (examplesPerSecond < kMillion) return tr("%1 examples / s").arg(formatCount(std::llround(examplesPerSecond)));
  return tr("%1 million examples / s").arg(formatShort(examplesPerSecond / kMillion));
}

QString networkNote(const Snapshot& snapshot) {
  if (!snapshot.pass)
    return tr("point at a unit to enlarge it, drag it to move it · click a weight or bias to edit it");
  if (snapshot.typed) return tr("a typed example, apart from the run");
  if (snapshot.pass->isAlone) return tr("n = %1, apart from the run").arg(snapshot.pass->example);
  return tr("example %1 of %2 in the batch · n = %3")
      .arg(snapshot.pass->exampleInBatch + 1)
      .arg(snapshot.pass->batchSize)
      .arg(snapshot.pass->example);
}

}  // namespace backscope
