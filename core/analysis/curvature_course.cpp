#include "core/analysis/curvature_course.h"

#include <optional>

#include "core/analysis/curvature.h"
#include "core/analysis/curvature_ends.h"

namespace backscope {
namespace {

using Interrupted = std::function<bool()>;

/// What followCurvature() is about, of one point after the other.
class Course {
 public:
  Course(Loss loss, const Dataset& data, std::span<const int> examples, const Interrupted& interrupted)
      : m_loss(loss), m_data(data), m_examples(examples), m_interrupted(interrupted) {}

  std::optional<CurvatureMoment> whole(const Parameters& place) const;
  std::optional<CurvatureMoment> endsOf(const Parameters& place) const;

 private:
  Loss m_loss;
  const Dataset& m_data;
  std::span<const int> m_examples;
  const Interrupted& m_interrupted;
};

std::optional<CurvatureMoment> Course::whole(const Parameters& place) const {
  const std::optional<Curvature> curvature = measureCurvature(place, m_loss, m_data, m_examples, m_interrupted);
  if (!curvature) return std::nullopt;
  CurvatureMoment moment;
  moment.loss = curvature->loss;
  moment.gradientNorm = curvature->gradient.norm();
  moment.least = curvature->eigenvalues(0);
  moment.largest = curvature->largest();
  moment.negative = curvature->negative;
  return moment;
}

/// Many places are measured, each with the fewest products that give the two ends.
std::optional<CurvatureMoment> Course::endsOf(const Parameters& place) const {
  LanczosOptions options;
  options.pairs = 1;
  options.mostProducts = 60;
  options.tolerance = 1e-3;
  options.interrupted = [this](int) { return m_interrupted && m_interrupted(); };
  const std::optional<CurvatureEnds> curvature = measureCurvatureEnds(place, m_loss, m_data, m_examples, options);
  if (!curvature) return std::nullopt;
  CurvatureMoment moment;
  moment.loss = curvature->loss;
  moment.gradientNorm = curvature->gradient.norm();
  moment.least = curvature->least();
  moment.largest = curvature->largest();
  moment.negative = -1;
  return moment;
}

}  // namespace

void followCurvature(std::span<const ThetaPath::Point> path, const Architecture& network, Loss loss,
                     const Dataset& data, std::span<const int> examples,
                     const std::function<bool(const CurvatureMoment&)>& receive, const Interrupted& interrupted) {
  const Course course(loss, data, examples, interrupted);
  for (const ThetaPath::Point& point : path) {
    if (interrupted && interrupted()) return;
    const Parameters place(network, point.theta);
    std::optional<CurvatureMoment> moment =
        point.theta.size() > kMostCurvatureParameters ? course.endsOf(place) : course.whole(place);
    if (!moment) return;
    moment->iteration = point.iteration;
    if (receive(*moment)) return;
  }
}

}  // namespace backscope
