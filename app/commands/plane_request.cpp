#include "app/commands/plane_request.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <array>
#include <utility>

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("plane_request", text); }

constexpr std::array<std::pair<PlaneKind, const char*>, 6> kKinds{{{PlaneKind::Weights, "weights"},
                                                                   {PlaneKind::Random, "random"},
                                                                   {PlaneKind::Step, "step"},
                                                                   {PlaneKind::Path, "path"},
                                                                   {PlaneKind::Curvature, "curvature"},
                                                                   {PlaneKind::Points, "points"}}};

QString nameOf(PlaneKind kind) {
  for (const auto& [known, name] : kKinds)
    if (known == kind) return QString::fromLatin1(name);
  return {};
}

std::optional<PlaneKind> kindNamed(const QString& name) {
  for (const auto& [kind, known] : kKinds)
    if (name == QLatin1String(known)) return kind;
  return std::nullopt;
}

std::optional<ParameterName> readName(const QString& text) {
  static const QRegularExpression pattern(
      QStringLiteral("^(?:w([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})|b([0-9]{1,3})\\.([0-9]{1,3}))$"));
  const QRegularExpressionMatch match = pattern.match(text);
  if (!match.hasMatch()) return std::nullopt;
  if (match.capturedLength(1) == 0) return ParameterName{match.captured(4).toInt(), match.captured(5).toInt(), 0};
  // w1.1.0 would be a bias.
  const int source = match.captured(3).toInt();
  if (source == 0) return std::nullopt;
  return ParameterName{match.captured(1).toInt(), match.captured(2).toInt(), source};
}

std::variant<PlaneRequest, QString> readWeights(const QString& names) {
  const QStringList both = names.split(QLatin1Char(','));
  const std::optional<ParameterName> first = readName(both.value(0));
  const std::optional<ParameterName> second = readName(both.value(1));
  if (both.size() != 2 || !first || !second)
    return tr("--plane: expected weights:NAME,NAME, such as weights:w1.2.1,b1.2, found weights:%1").arg(names);
  if (*first == *second) return tr("--plane: expected two different weights, found %1 twice").arg(first->text());
  return PlaneRequest{PlaneKind::Weights, *first, *second};
}

std::variant<PlaneRequest, QString> readRandom(const QString& seed) {
  bool ok = false;
  const qulonglong number = seed.toULongLong(&ok);
  if (!ok) return tr("--plane: expected random or random:SEED with a whole number, found random:%1").arg(seed);
  PlaneRequest request{.kind = PlaneKind::Random};
  request.seed = number;
  return request;
}

}  // namespace

QString ParameterName::text() const {
  if (source == 0) return QStringLiteral("b%1.%2").arg(layer).arg(unit);
  return QStringLiteral("w%1.%2.%3").arg(layer).arg(unit).arg(source);
}

std::optional<std::size_t> ParameterName::indexIn(const Architecture& network) const {
  if (layer < 1 || layer > network.outputLayer() || unit < 1 || unit > network.unitsOf(layer)) return std::nullopt;
  const ParameterLayout layout(network);
  if (source == 0) return network.bias ? std::optional(layout.biasIndex(layer, unit - 1)) : std::nullopt;
  if (source > network.unitsOf(layer - 1)) return std::nullopt;
  return layout.weightIndex(layer, unit - 1, source - 1);
}

ParameterName parameterName(const Architecture& network, std::size_t index) {
  const ParameterLayout layout(network);
  int l = 1;
  while (l < network.outputLayer() && index >= layout.weightOffset(l + 1)) ++l;
  const auto below = static_cast<std::size_t>(network.unitsOf(l - 1));
  const std::size_t weights = below * static_cast<std::size_t>(network.unitsOf(l));
  const std::size_t offset = index - layout.weightOffset(l);
  if (offset >= weights) return {l, static_cast<int>(offset - weights) + 1, 0};
  return {l, static_cast<int>(offset / below) + 1, static_cast<int>(offset % below) + 1};
}

QString PlaneRequest::text() const {
  switch (kind) {
    case PlaneKind::Weights:
      return QStringLiteral("weights:%1,%2").arg(first.text(), second.text());
    case PlaneKind::Random:
      return QStringLiteral("random:%1").arg(seed);
    case PlaneKind::Step:
    case PlaneKind::Path:
    case PlaneKind::Curvature:
    case PlaneKind::Points:
      break;
  }
  return nameOf(kind);
}

std::variant<PlaneRequest, QString> readPlane(const QString& text) {
  const qsizetype colon = text.indexOf(QLatin1Char(':'));
  const QString rest = colon < 0 ? QString() : text.mid(colon + 1);
  const std::optional<PlaneKind> kind = kindNamed(text.left(colon));
  if (kind == PlaneKind::Weights) return readWeights(rest);
  if (kind == PlaneKind::Random && colon >= 0) return readRandom(rest);
  if (kind && colon < 0) return PlaneRequest{.kind = *kind};
  return tr("--plane: expected weights:NAME,NAME, random, random:SEED, step, path, curvature or points, found %1")
      .arg(text);
}

}  // namespace backscope
