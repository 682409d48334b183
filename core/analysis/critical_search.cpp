#include "core/analysis/critical_search.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/passes/evaluator.h"
#include "core/passes/gradient_check.h"
#include "core/passes/hessian.h"

namespace backscope {
namespace {

constexpr double kFirstRadius = 3;       ///< of ‖∇L‖ / max |λ|, the least distance that there can be
constexpr double kWidestRadius = 0.25;   ///< of max(1, ‖θ‖)
constexpr double kLeastRadius = 1e-15;   ///< of max(1, ‖θ‖): below, a step is rounding
constexpr double kShortStep = 1e-4;      ///< of max(1, ‖θ‖): a step that is shorter leads to a critical point
constexpr double kSlowestFall = 1e-7;    ///< of ‖∇L‖ in a step that counts as progress
constexpr int kMostSlowSteps = 5;        ///< in a row
constexpr int kMostPolishingSteps = 40;  ///< after the place counts as critical

/// H with its eigenvalues divided by the greatest of them, so that no square of one overflows.
struct Spectrum {
  double greatest = 0;          ///< max |λ|
  Eigen::VectorXd eigenvalues;  ///< λ / max |λ|, 0 where it counts as 0
  Eigen::MatrixXd eigenvectors;
  Eigen::VectorXd gradient;  ///< ∇L along the eigenvectors
};

/// A step along the eigenvectors and what becomes of ‖∇L‖² then if H stays as it is.
struct DampedStep {
  Eigen::VectorXd delta;
  double damping = 0;   ///< μ / max |λ|²
  double foretold = 0;  ///< the share by which ‖∇L‖² falls
};

class Search {
 public:
  Search(const Parameters& start, Loss loss, const Dataset& data, std::span<const int> examples,
         const SearchOptions& options)
      : m_place(start), m_loss(loss), m_data(data), m_examples(examples), m_options(options) {}

  CriticalSearch run();

 private:
  enum class Progress { Step, NoStep, Abandoned };

  Eigen::VectorXd gradientAt(const Parameters& place) const;
  double scale() const { return std::max(1.0, m_theta.stableNorm()); }
  bool isInterrupted() const { return m_options.interrupted && m_options.interrupted(); }
  /// False where it was abandoned, or something is not finite, which leaves m_spectrum.greatest NaN.
  bool decompose();
  bool countsAsCritical() const {
    const double norm = m_gradient.stableNorm();
    return norm <= CurvatureTolerances(norm, m_spectrum.greatest).criticalBelow;
  }
  Eigen::VectorXd stepFor(double damping) const;
  DampedStep longestStep() const;
  Progress advance();
  /// Goes to where the step leads if ‖∇L‖ falls enough there, and sets the radius.
  bool tryStep(const DampedStep& step);
  void keepStep(double damping, double length);
  SearchEnd search();
  void settle();

  Parameters m_place;
  Loss m_loss;
  const Dataset& m_data;
  std::span<const int> m_examples;
  const SearchOptions& m_options;
  Eigen::VectorXd m_theta;
  Eigen::VectorXd m_gradient;
  Spectrum m_spectrum;
  double m_radius = 0;
  bool m_isAbandoned = false;
  std::size_t m_firstCritical = 0;  ///< the step at which the place began to count as critical
  std::vector<double> m_firstCriticalTheta;
  CriticalSearch m_result;
};

Eigen::VectorXd Search::gradientAt(const Parameters& place) const {
  const std::vector<double> gradient = batchGradient(place, m_loss, m_data, m_examples).theta();
  return Eigen::Map<const Eigen::VectorXd>(gradient.data(), static_cast<Eigen::Index>(gradient.size()));
}

void Search::keepStep(double damping, double length) {
  SearchStep step;
  step.step = static_cast<int>(m_result.steps.size());
  step.loss = Evaluator(m_place.architecture(), m_loss).score(m_place, m_data, m_examples).loss;
  step.gradientNorm = m_gradient.stableNorm();
  step.damping = damping;
  step.length = length;
  m_result.steps.push_back(step);
  if (m_options.receive && m_options.receive(step)) m_isAbandoned = true;
}

bool Search::decompose() {
  const std::optional<Eigen::MatrixXd> H = hessian(m_place, m_loss, m_data, m_examples, m_options.interrupted);
  m_isAbandoned = m_isAbandoned || !H;
  if (!H) return false;
  m_spectrum.greatest = std::numeric_limits<double>::quiet_NaN();
  if (!H->allFinite() || !m_gradient.allFinite()) return false;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(*H);
  if (solver.info() != Eigen::Success) return false;
  m_spectrum.greatest = solver.eigenvalues().cwiseAbs().maxCoeff();
  m_spectrum.eigenvalues = solver.eigenvalues();
  if (m_spectrum.greatest > 0) m_spectrum.eigenvalues /= m_spectrum.greatest;
  for (double& lambda : m_spectrum.eigenvalues)
    if (std::abs(lambda) <= CurvatureTolerances::kZeroShare) lambda = 0;
  m_spectrum.eigenvectors = solver.eigenvectors();
  m_spectrum.gradient = solver.eigenvectors().transpose() * m_gradient;
  return true;
}

/// Eq. (1) along the eigenvectors: −λ / (λ² + μ) times ∇L's part.
Eigen::VectorXd Search::stepFor(double damping) const {
  Eigen::VectorXd delta = Eigen::VectorXd::Zero(m_gradient.size());
  for (Eigen::Index k = 0; k < delta.size(); ++k) {
    const double lambda = m_spectrum.eigenvalues(k);
    if (lambda != 0) delta(k) = -lambda / (lambda * lambda + damping) * (m_spectrum.gradient(k) / m_spectrum.greatest);
  }
  return delta;
}

DampedStep Search::longestStep() const {
  constexpr double kLeastDamping = 1e-24;
  constexpr int kHalvings = 12;
  const auto fits = [this](double damping) { return stepFor(damping).stableNorm() <= m_radius; };
  DampedStep step;
  if (!fits(0)) {
    double high = kLeastDamping;
    while (!fits(high)) high *= 10;
    double low = high / 10;
    for (int k = 0; k < kHalvings; ++k) {
      const double middle = std::sqrt(low) * std::sqrt(high);
      (fits(middle) ? high : low) = middle;
    }
    step.damping = high;
  }
  step.delta = stepFor(step.damping);
  const double norm = m_gradient.stableNorm();
  for (Eigen::Index k = 0; k < step.delta.size(); ++k) {
    const double before = m_spectrum.gradient(k) / norm;
    const double square = m_spectrum.eigenvalues(k) * m_spectrum.eigenvalues(k);
    if (square == 0) continue;
    const double left = step.damping / (square + step.damping);
    step.foretold += before * before * (1 - left * left);
  }
  return step;
}

bool Search::tryStep(const DampedStep& step) {
  constexpr double kLeastShare = 1e-4;  // of the fall that is foretold
  const double length = step.delta.stableNorm();
  Parameters there = m_place;
  const Eigen::VectorXd theta = m_theta + m_spectrum.eigenvectors * step.delta;
  std::ranges::copy(theta, there.theta().begin());
  const Eigen::VectorXd gradient = gradientAt(there);
  const double ratio = gradient.stableNorm() / m_gradient.stableNorm();
  const double share = (1 - ratio * ratio) / step.foretold;
  const bool isBetter = ratio < 1 && share >= kLeastShare;
  if (!isBetter || share < 0.25)
    m_radius = length / 4;
  else if (share > 0.75 && step.damping > 0)
    m_radius *= 2;
  if (!isBetter) return false;
  m_place = std::move(there);
  m_theta = theta;
  m_gradient = gradient;
  m_radius = std::min(m_radius, kWidestRadius * scale());
  keepStep(step.damping * m_spectrum.greatest * m_spectrum.greatest, length);
  return true;
}

Search::Progress Search::advance() {
  while (m_radius > kLeastRadius * scale()) {
    if (isInterrupted()) return Progress::Abandoned;
    const DampedStep step = longestStep();
    if (!(step.foretold > 0)) return Progress::NoStep;
    if (tryStep(step)) return m_isAbandoned ? Progress::Abandoned : Progress::Step;
  }
  return Progress::NoStep;
}

SearchEnd Search::search() {
  int slow = 0;
  bool isCritical = false;
  while (decompose()) {
    const bool wasCritical = std::exchange(isCritical, countsAsCritical());
    const std::size_t made = m_result.steps.size() - 1;
    if (isCritical && !wasCritical) {
      m_firstCritical = made;
      m_firstCriticalTheta = m_place.theta();
    }
    const bool isPolished = isCritical && made - m_firstCritical >= kMostPolishingSteps;
    if (isPolished || made >= static_cast<std::size_t>(m_options.mostSteps))
      return isCritical ? SearchEnd::Found : SearchEnd::OutOfSteps;
    const double before = m_gradient.stableNorm();
    if (made == 0) m_radius = std::min(kFirstRadius * before / m_spectrum.greatest, kWidestRadius * scale());
    const Progress progress = advance();
    if (progress == Progress::Abandoned) return SearchEnd::Abandoned;
    slow = m_gradient.stableNorm() > (1 - kSlowestFall) * before ? slow + 1 : 0;
    if (progress == Progress::NoStep || slow >= kMostSlowSteps)
      return isCritical ? SearchEnd::Found : SearchEnd::Stalled;
  }
  return m_isAbandoned ? SearchEnd::Abandoned : SearchEnd::Stalled;
}

/// Where the steps after the first place that counts did not become shorter, that place it is.
void Search::settle() {
  const std::vector<SearchStep>& steps = m_result.steps;
  if (m_result.end != SearchEnd::Found || steps.size() < m_firstCritical + 3) return;
  const double last = steps.back().length;
  m_result.isReceding =
      steps.back().gradientNorm > 0 && last > kShortStep * scale() && last > steps[m_firstCritical + 1].length / 10;
  if (!m_result.isReceding) return;
  m_result.steps.resize(m_firstCritical + 1);
  std::ranges::copy(m_firstCriticalTheta, m_place.theta().begin());
  std::ranges::copy(m_firstCriticalTheta, m_theta.begin());
}

CriticalSearch Search::run() {
  const std::vector<double>& theta = m_place.theta();
  m_theta = Eigen::Map<const Eigen::VectorXd>(theta.data(), static_cast<Eigen::Index>(theta.size()));
  const Eigen::VectorXd start = m_theta;
  m_gradient = gradientAt(m_place);
  keepStep(0, 0);
  m_result.end = m_isAbandoned ? SearchEnd::Abandoned : search();
  settle();
  m_result.theta = m_place.theta();
  m_result.distance = (m_theta - start).stableNorm();
  return std::move(m_result);
}

}  // namespace

CriticalSearch findCriticalPoint(const Parameters& start, Loss loss, const Dataset& data, std::span<const int> examples,
                                 const SearchOptions& options) {
  return Search(start, loss, data, examples, options).run();
}

}  // namespace backscope
