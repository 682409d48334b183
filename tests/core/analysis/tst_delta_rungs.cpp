#include "core/analysis/delta_rungs.h"

#include <QTest>
#include <algorithm>
#include <cmath>

#include "core/analysis/layer_statistics.h"
#include "tests/support/random_network.h"

using namespace backscope;

class TestDeltaRungs : public QObject {
  Q_OBJECT

 private slots:
  void theFactorsMultiplyToTheRatio();
  void theSizesAreThoseOfSingleExamples();
  void theBoundHoldsForEveryExampleOfEveryActivation();
  void theJacobianTakesDeltaDown();
  void aChainOfLogisticUnitsHasTheKnownProducts_data();
  void aChainOfLogisticUnitsHasTheKnownProducts();
};

namespace {

constexpr int kCases = 400;

bool near(double value, double expected) { return std::abs(value - expected) <= 1e-12 * std::abs(expected); }

ExampleTrace traceOf(const RandomCase& drawn, int n) {
  return traceExample(drawn.parameters, drawn.loss, drawn.data.inputOf(n), drawn.data.targetOf(n));
}

const Eigen::VectorXd& deltaOf(const ExampleTrace& trace, int l) {
  return trace.layers[static_cast<std::size_t>(l - 1)].delta;
}

/// u^(l) of every example, one behind the other.
std::vector<double> allPulled(const RandomCase& drawn, int l) {
  std::vector<double> all;
  for (const int n : drawn.batch) {
    const Eigen::VectorXd u = drawn.parameters.W(l + 1).transpose() * deltaOf(traceOf(drawn, n), l + 1);
    all.insert(all.end(), u.begin(), u.end());
  }
  return all;
}

double sizeOf(const std::vector<double>& values, DeltaSize size, std::size_t examples) {
  double sum = 0;
  double squares = 0;
  double largest = 0;
  for (const double v : values) {
    sum += std::abs(v);
    squares += v * v;
    largest = std::max(largest, std::abs(v));
  }
  const double count = static_cast<double>(values.size());
  if (size == DeltaSize::Mean) return sum / count;
  if (size == DeltaSize::Rms) return std::sqrt(squares / count);
  return size == DeltaSize::Largest ? largest : std::sqrt(squares / static_cast<double>(examples));
}

}  // namespace

void TestDeltaRungs::theFactorsMultiplyToTheRatio() {
  Random random(1, RandomStream::Data);
  int rungs = 0;
  for (int k = 0; k < kCases; ++k) {
    const RandomCase drawn = drawCase(random, 6, 6, 9);
    for (const DeltaSize size : kDeltaSizes)
      for (const DeltaRung& rung : measureRungs(drawn.parameters, drawn.loss, drawn.data, drawn.batch, size)) {
        if (rung.above == 0 || rung.pulled == 0) continue;
        ++rungs;
        QVERIFY(near(rung.weightFactor() * rung.slopeFactor(), rung.ratio()));
      }
  }
  QVERIFY(rungs > 2 * kCases);
}

void TestDeltaRungs::theSizesAreThoseOfSingleExamples() {
  Random random(2, RandomStream::Data);
  for (int k = 0; k < 100; ++k) {
    const RandomCase drawn = drawCase(random, 4, 5, 70);
    const std::vector<LayerStatistics> layers = measureLayers(drawn.parameters, drawn.loss, drawn.data, drawn.batch);
    for (const DeltaSize size : kDeltaSizes) {
      const std::vector<DeltaRung> rungs = measureRungs(drawn.parameters, drawn.loss, drawn.data, drawn.batch, size);
      for (std::size_t i = 0; i < rungs.size(); ++i) {
        const double pulled = sizeOf(allPulled(drawn, static_cast<int>(i) + 1), size, drawn.batch.size());
        QVERIFY(std::abs(rungs[i].pulled - pulled) <= 1e-12 * std::max(pulled, 1e-3));
        if (size == DeltaSize::Mean) QVERIFY(near(rungs[i].below, layers[i].delta.mean) || rungs[i].below == 0);
        if (size == DeltaSize::Rms) QVERIFY(near(rungs[i].above, layers[i + 1].delta.rms) || rungs[i].above == 0);
      }
    }
  }
}

void TestDeltaRungs::theBoundHoldsForEveryExampleOfEveryActivation() {
  Random random(3, RandomStream::Data);
  for (int k = 0; k < kCases; ++k) {
    const RandomCase drawn = drawCase(random, 5, 6, 6);
    const std::vector<DeltaRung> rungs =
        measureRungs(drawn.parameters, drawn.loss, drawn.data, drawn.batch, DeltaSize::Length);
    for (const int n : drawn.batch) {
      const ExampleTrace trace = traceOf(drawn, n);
      for (std::size_t i = 0; i < rungs.size(); ++i) {
        const int l = static_cast<int>(i) + 1;
        // Rounding of a sum of a few products.
        QVERIFY(deltaOf(trace, l).norm() <= rungs[i].bound() * deltaOf(trace, l + 1).norm() * (1 + 1e-13));
      }
    }
  }
}

void TestDeltaRungs::theJacobianTakesDeltaDown() {
  Random random(4, RandomStream::Data);
  for (int k = 0; k < 100; ++k) {
    const RandomCase drawn = drawCase(random, 4, 6, 2);
    const ExampleTrace trace = traceOf(drawn, 0);
    for (int l = 1; l < drawn.parameters.architecture().outputLayer(); ++l) {
      const std::vector<double> values = jacobianSingularValues(drawn.parameters, trace, l);
      const Eigen::VectorXd& slope = trace.layers[static_cast<std::size_t>(l - 1)].slope;
      const double frobenius = (slope.asDiagonal() * drawn.parameters.W(l + 1).transpose()).norm();
      double squares = 0;
      for (const double value : values) squares += value * value;
      QVERIFY(std::abs(std::sqrt(squares) - frobenius) <= 1e-12 * std::max(frobenius, 1e-3));
      QVERIFY(std::ranges::is_sorted(values, std::greater<>()));
      QCOMPARE(static_cast<Eigen::Index>(values.size()), std::min(slope.size(), drawn.parameters.W(l + 1).rows()));
      QVERIFY(deltaOf(trace, l).norm() <= values.front() * deltaOf(trace, l + 1).norm() * (1 + 1e-12));
    }
  }
}

void TestDeltaRungs::aChainOfLogisticUnitsHasTheKnownProducts_data() {
  QTest::addColumn<int>("layers");
  QTest::addColumn<double>("product");
  QTest::newRow("1") << 1 << 0.25;
  QTest::newRow("2") << 2 << 0.058750928050398624;
  QTest::newRow("5") << 5 << 0.0006763391969703792;
  QTest::newRow("10") << 10 << 3.8752202320832585e-07;
}

/// w = 1, b = 0, x = 0: what the slopes alone leave of δ, computed with 40 digits elsewhere.
void TestDeltaRungs::aChainOfLogisticUnitsHasTheKnownProducts() {
  QFETCH(const int, layers);
  QFETCH(const double, product);
  Architecture architecture{.inputs = 1, .layers = {}};
  for (int l = 0; l < layers; ++l) architecture.layers.push_back({1, Activation::Sigmoid});
  architecture.layers.push_back({1, Activation::Identity});
  Parameters parameters(architecture);
  for (int l = 1; l <= layers + 1; ++l) parameters.W(l)(0, 0) = 1;
  Dataset data;
  data.inputs = data.outputs = 1;
  data.x = {0};
  data.y = {-3};
  const std::vector<int> examples{0};
  double ratio = 1;
  for (const DeltaRung& rung : measureRungs(parameters, Loss::Square, data, examples, DeltaSize::Mean)) {
    QCOMPARE(rung.weightFactor(), 1.0);
    QCOMPARE(rung.largestSlope, 0.25);
    ratio *= rung.ratio();
  }
  QVERIFY(near(ratio, product));
}

QTEST_GUILESS_MAIN(TestDeltaRungs)
#include "tst_delta_rungs.moc"
