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
  if (!snapshot.pass) return tr("point at a unit to enlarge it · click a weight or bias to edit it");
  if (snapshot.typed) return tr("a typed example, apart from the run");
  if (snapshot.pass->isAlone) return tr("n = %1, apart from the run").arg(snapshot.pass->example);
  return tr("example %1 of %2 in the batch · n = %3")
      .arg(snapshot.pass->exampleInBatch + 1)
      .arg(snapshot.pass->batchSize)
      .arg(snapshot.pass->example);
}

std::optional<NetworkItem> itemOf(const std::optional<TermRef>& term) {
  if (!term || term->unit < 0) return std::nullopt;
  const UnitId unit{term->layer, term->unit};
  switch (term->quantity) {
    case TermRef::Weight:
    case TermRef::WeightGradient:
    case TermRef::NewWeight:
      if (term->input < 0) return std::nullopt;
      return NetworkItem{NetworkItem::Kind::Weight, unit, term->input};
    case TermRef::Bias:
    case TermRef::BiasGradient:
      return NetworkItem{NetworkItem::Kind::Bias, unit, 0};
    default:
      return NetworkItem{NetworkItem::Kind::Unit, unit, 0};
  }
}

}  // namespace backscope
