#include "ui/views/surface_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "core/network/parameters.h"
#include "ui/text/math_text.h"
#include "ui/text/number_format.h"
#include "ui/values/parameter_item.h"
#include "ui/views/network_description.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("SurfaceView", text); }

QString plainName(const std::optional<Architecture>& network, double index, const QString& letter) {
  if (!network || !(index >= 0 && index < static_cast<double>(ParameterLayout(*network).size()))) return letter;
  return plainMath(parameterMarkup(*network, static_cast<std::size_t>(index)));
}

/// The name of the k-th point of a plane through points.
QString pointNameAt(const SurfacePicture& picture, std::size_t k) {
  return k < picture.points.size() ? surfacePointName(picture.points[k].point) : tr("now");
}

QString kindSentence(const SurfaceScene& scene) {
  const SurfacePicture& picture = *scene.picture;
  switch (picture.kind) {
    case PlaneKind::Weights:
      return tr("The loss over %1 and %2; all other weights and biases stay as they are now.")
          .arg(plainName(scene.look.network, picture.first, tr("a weight")),
               plainName(scene.look.network, picture.second, tr("another")));
    case PlaneKind::Random:
      return tr("The loss along two random directions from here; a step of 1 is as long as the weights of each unit.");
    case PlaneKind::Step:
      return tr("The loss straight down the gradient, and across it towards where the last step went.");
    case PlaneKind::Path:
      return tr("The loss over the plane in which the path is longest; it holds %1 of the path.")
          .arg(formatPercent(picture.first + picture.second));
    case PlaneKind::Curvature:
      return tr("The loss along the directions in which it curves least and most, λ = %1 and %2.")
          .arg(formatTwoDigits(picture.first), formatTwoDigits(picture.second));
    case PlaneKind::Points:
      break;
  }
  return tr("The loss over the plane through %1, %2 and %3.")
      .arg(pointNameAt(picture, 0), pointNameAt(picture, 1), pointNameAt(picture, 2));
}

/// The furthest from the plane of the path's points; nothing where it has none.
const SurfacePicture::Dot* furthestDot(const SurfacePicture& picture) {
  const auto found = std::ranges::max_element(picture.path, {},
                                              [](const SurfacePicture::Dot& dot) { return dot.mark.place.distance; });
  return found == picture.path.end() ? nullptr : &*found;
}

QString hereSentence(const SurfaceScene& scene) {
  const SurfaceMark& here = scene.picture->here;
  const SurfaceWindow& window = scene.window;
  const bool isSeen = here.place.alpha >= window.alphaLow && here.place.alpha <= window.alphaHigh &&
                      here.place.beta >= window.betaLow && here.place.beta <= window.betaHigh;
  const QString loss = formatNumber(here.loss);
  if (!isSeen) return tr("Now, L = %1, is beyond the map; a double-click, or Home, shows it.").arg(loss);
  if (!lookOf(scene, here).isOff) return tr("Ring: now, L = %1.").arg(loss);
  return tr("Ring: now, L = %1, and %2 off the plane.").arg(loss, formatTwoDigits(here.place.distance));
}

}  // namespace

QStringList planeKindNames() {
  return {tr("two weights"), tr("random"), tr("gradient and step"), tr("path"), tr("curvature"), tr("through points")};
}

QStringList planeKindHints() {
  return {tr("Two weights or biases; click two of them in the network"),
          tr("Two random directions, for every unit as long as its own weights"),
          tr("Down the gradient, and the last step"),
          tr("The two directions in which the path of the run is longest"),
          tr("Along the eigenvectors of the least and the largest curvature"),
          tr("Through two saved points and now, or through three")};
}

QString parameterMarkup(const Architecture& network, std::size_t index) {
  return itemMarkup(network, itemOfParameter(network, index));
}

QString surfacePointName(const SavedPoint& point) {
  switch (point.kind) {
    case SavedPoint::Kind::Now:
      return tr("now");
    case SavedPoint::Kind::Start:
      return tr("the start");
    case SavedPoint::Kind::Bookmark:
      return QString::fromStdString(point.name);
    case SavedPoint::Kind::Run:
      return tr("run %1").arg(QChar(static_cast<char16_t>(u'A' + point.number % 26)));
    case SavedPoint::Kind::Mirror:
      return tr("mirror image %1").arg(point.number);
    case SavedPoint::Kind::Solution:
      break;
  }
  return tr("seed %1").arg(point.number);
}

SurfaceAxisName alphaName(const SurfaceScene& scene) {
  const SurfacePicture& picture = *scene.picture;
  switch (picture.kind) {
    case PlaneKind::Weights:
      if (!scene.look.network || picture.first >= static_cast<double>(ParameterLayout(*scene.look.network).size()))
        return {QStringLiteral("α"), true};
      return {parameterMarkup(*scene.look.network, static_cast<std::size_t>(picture.first)), true};
    case PlaneKind::Random:
      return {tr("α, a random direction"), false};
    case PlaneKind::Step:
      return {tr("α, along −∇L, ‖∇L‖ = %1").arg(formatTwoDigits(picture.first)), false};
    case PlaneKind::Path:
      return {tr("α, 1st component, %1 of the path").arg(formatPercent(picture.first)), false};
    case PlaneKind::Curvature:
      return {tr("α, least curvature, λ = %1").arg(formatTwoDigits(picture.first)), false};
    case PlaneKind::Points:
      break;
  }
  return {tr("α, 0 is %1, 1 is %2").arg(pointNameAt(picture, 0), pointNameAt(picture, 1)), false};
}

SurfaceAxisName betaName(const SurfaceScene& scene) {
  const SurfacePicture& picture = *scene.picture;
  switch (picture.kind) {
    case PlaneKind::Weights:
      if (!scene.look.network || picture.second >= static_cast<double>(ParameterLayout(*scene.look.network).size()))
        return {QStringLiteral("β"), true};
      return {parameterMarkup(*scene.look.network, static_cast<std::size_t>(picture.second)), true};
    case PlaneKind::Random:
      return {tr("β, another one"), false};
    case PlaneKind::Step:
      return {tr("β, across it, last step %1 long").arg(formatTwoDigits(picture.second)), false};
    case PlaneKind::Path:
      return {tr("β, 2nd component, %1").arg(formatPercent(picture.second)), false};
    case PlaneKind::Curvature:
      return {tr("β, largest curvature, λ = %1").arg(formatTwoDigits(picture.second)), false};
    case PlaneKind::Points:
      break;
  }
  return {tr("β, across, towards %1").arg(pointNameAt(picture, 2)), false};
}

QString planeSentence(const SurfaceScene& scene) {
  if (scene.picture->problem) return noPlaneSentence(*scene.picture->problem, scene.picture->kind);
  QString what = kindSentence(scene);
  if (!scene.hasSurface()) return tr("%1 It is being measured.").arg(what);
  const auto measured = static_cast<std::size_t>(std::max(0, scene.scaled.surface->examples));
  if (measured >= scene.look.examples) return what;
  return tr("%1 Of the first %2 of %3 examples.")
      .arg(what, formatCount(static_cast<qint64>(measured)), formatCount(static_cast<qint64>(scene.look.examples)));
}

QString pathSentence(const SurfaceScene& scene) {
  const SurfacePicture& picture = *scene.picture;
  if (picture.problem || !scene.hasSurface()) return {};
  QString here = hereSentence(scene);
  const SurfacePicture::Dot* furthest = furthestDot(picture);
  if (furthest == nullptr) return here;
  if (!lookOf(scene, furthest->mark).isOff) return tr("%1 The path lies in the plane.").arg(here);
  const PlanePlace& place = furthest->mark.place;
  const QString distance = formatTwoDigits(place.distance);
  const QString iteration = formatCount(furthest->iteration);
  const QString loss = formatTwoDigits(furthest->mark.loss);
  const double below = lossBetween(scene.scaled, place.alpha, place.beta);
  // Beside the window nothing is known of the surface.
  if (std::isnan(below))
    return tr("%1 Dashed: off the plane, by %2 at iteration %3, where L is %4.").arg(here, distance, iteration, loss);
  return tr("%1 Dashed: off the plane, by %2 at iteration %3, where L is %4 and below it %5.")
      .arg(here, distance, iteration, loss, formatTwoDigits(below));
}

QString rangeSentence(const SurfaceScene& scene) {
  const SurfaceWindow& window = scene.window;
  return tr("%1 from %2 to %3, %4 from %5 to %6.")
      .arg(plainMath(alphaName(scene).text), formatShort(window.alphaLow), formatShort(window.alphaHigh),
           plainMath(betaName(scene).text), formatShort(window.betaLow), formatShort(window.betaHigh));
}

QString noPlaneSentence(NoPlane problem, PlaneKind kind) {
  switch (problem) {
    case NoPlane::OneWeight:
      return tr("A plane needs two weights, and this network has fewer. Add a unit.");
    case NoPlane::NoStep:
      return tr("No step has led here yet. Train, or take a step.");
    case NoPlane::NoGradient:
      return tr("The gradient is 0 here, so it points nowhere. Choose another plane, such as the curvature.");
    case NoPlane::NoMove:
      return tr("The last step moved no weight, so it points nowhere. Choose another plane, such as the curvature.");
    case NoPlane::Parallel:
      return kind == PlaneKind::Step ? tr("The last step went straight along the gradient: together they span no "
                                          "plane. Choose another one.")
                                     : tr("Both directions are the same and span no plane. Choose another one.");
    case NoPlane::ShortPath:
      return tr("The path is a point or a straight line so far. Train on, or choose another plane.");
    case NoPlane::NoPoints:
      return tr("Choose two or three points. A bookmark (B) keeps the present one.");
    case NoPlane::SamePoints:
      return tr("These points are equal or on one line. Choose others.");
    case NoPlane::NotFinite:
      break;
  }
  return tr("The weights are no finite numbers any more. Go back in the history, or reset.");
}

QString placeWords(const SurfaceScene& scene, double alpha, double beta) {
  const bool isWeights = scene.picture->kind == PlaneKind::Weights;
  const QString first = isWeights ? plainMath(alphaName(scene).text) : QStringLiteral("α");
  const QString second = isWeights ? plainMath(betaName(scene).text) : QStringLiteral("β");
  const double loss = lossBetween(scene.scaled, alpha, beta);
  const QString place = tr("%1 = %2, %3 = %4").arg(first, formatNumber(alpha), second, formatNumber(beta));
  if (!std::isfinite(loss)) return tr("%1: the loss is no finite number there.").arg(place);
  return tr("%1: L ≈ %2").arg(place, formatNumber(loss));
}

QString markWords(const SurfaceScene& scene, const SurfaceMark& mark, const QString& name) {
  if (!lookOf(scene, mark).isOff) return tr("%1: L = %2").arg(name, formatNumber(mark.loss));
  const double below = lossBetween(scene.scaled, mark.place.alpha, mark.place.beta);
  return tr("%1: L = %2; the surface below has %3, because this point is %4 off the plane.")
      .arg(name, formatNumber(mark.loss), formatNumber(below), formatTwoDigits(mark.place.distance));
}

}  // namespace backscope
