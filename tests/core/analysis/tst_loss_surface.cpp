#include "core/analysis/loss_surface.h"

#include <QTest>
#include <atomic>
#include <cmath>
#include <limits>

#include "core/passes/evaluator.h"
#include "tests/support/random_network.h"
#include "tests/support/same_bits.h"

using namespace backscope;
using test::sameBits;

class TestLossSurface : public QObject {
  Q_OBJECT

 private slots:
  void everyPointIsTheEvaluatorsOfItsTheta();
  void neitherThreadsNorRefinementChangeABit();
  void itsOuterPointsLieOnTheWindowsEdge();
  void beyondAllNumbersItIsNotANumber();
  void itEndsWhereItIsInterrupted();
};

namespace {

LossSurface measure(const RandomCase& drawn, const SurfacePlane& plane, const SurfaceOptions& options) {
  return measureSurface(plane, drawn.parameters.architecture(), drawn.loss, drawn.data, drawn.batch, options).value();
}

/// A network of at least two parameters.
RandomCase drawLarger(Random& random, int maxBatch) {
  RandomCase drawn = drawCase(random, 3, 9, maxBatch);
  while (drawn.parameters.theta().size() < 2) drawn = drawCase(random, 3, 9, maxBatch);
  return drawn;
}

constexpr SurfaceWindow kWindow{-0.7, 1.9, -3, 0.1};

}  // namespace

/// Up to 200 examples: several blocks, the last of any size.
void TestLossSurface::everyPointIsTheEvaluatorsOfItsTheta() {
  Random random(1, RandomStream::Data);
  for (int round = 0; round < 60; ++round) {
    const RandomCase drawn = drawLarger(random, 200);
    const SurfacePlane plane = randomPlane(drawn.parameters, static_cast<std::uint64_t>(round));
    SurfaceOptions options;
    options.window = kWindow;
    options.size = drawInt(random, 2, 5);
    options.jobs = drawInt(random, 1, 3);
    const LossSurface surface = measure(drawn, plane, options);
    QCOMPARE(surface.examples, static_cast<int>(drawn.batch.size()));
    QCOMPARE(surface.loss.size(), static_cast<std::size_t>(options.size * options.size));
    Evaluator evaluator(drawn.parameters.architecture(), drawn.loss);
    for (int row = 0; row < surface.rows; ++row)
      for (int column = 0; column < surface.columns; ++column) {
        const Parameters there(drawn.parameters.architecture(), plane.at(surface.alphaOf(column), surface.betaOf(row)));
        const double expected = evaluator.score(there, drawn.data, drawn.batch).loss;
        QVERIFY(sameBits(std::span(&expected, 1),
                         std::span(surface.loss).subspan(static_cast<std::size_t>(row * surface.columns + column), 1)));
      }
  }
}

void TestLossSurface::neitherThreadsNorRefinementChangeABit() {
  Random random(2, RandomStream::Data);
  const RandomCase drawn = drawLarger(random, 70);
  const SurfacePlane plane = randomPlane(drawn.parameters, 5);
  SurfaceOptions options;
  options.window = kWindow;
  options.size = 33;
  const LossSurface whole = measure(drawn, plane, options);
  options.jobs = 4;
  QVERIFY(sameBits(measure(drawn, plane, options).loss, whole.loss));
  options.size = 9;
  LossSurface coarse = measure(drawn, plane, options);
  int measured = 0;
  for (const int size : {17, 33}) {
    SurfaceOptions finer = options;
    finer.jobs = 1;
    finer.size = size;
    finer.coarser = &coarse;
    finer.interrupted = [&measured] { return ++measured < 0; };
    coarse = measure(drawn, plane, finer);
  }
  QVERIFY(sameBits(coarse.loss, whole.loss));
  // Two blocks of examples ask once, and what the coarser ones know is not asked again.
  QCOMPARE(measured, 33 * 33 - 9 * 9);
}

void TestLossSurface::itsOuterPointsLieOnTheWindowsEdge() {
  const LossSurface surface{{-3, 0.1, -3, 3}, 7, 7, {}, 1};
  QCOMPARE(surface.alphaOf(0), -3.0);
  QCOMPARE(surface.alphaOf(6), 0.1);  // −3 + (0.1 + 3) is not
  QCOMPARE(surface.betaOf(0), -3.0);
  QCOMPARE(surface.betaOf(2), -1.0);
  QCOMPARE(surface.betaOf(3), 0.0);
  QCOMPARE(surface.betaOf(6), 3.0);
}

void TestLossSurface::beyondAllNumbersItIsNotANumber() {
  Parameters theta({.inputs = 1, .bias = false, .layers = {{1, Activation::Identity}, {1, Activation::Identity}}});
  theta.theta() = {1, 1};
  Dataset data;
  data.inputs = 1;
  data.x = {1};
  data.y = {1};
  data.train = {0};
  SurfaceOptions options;
  options.size = 3;
  options.window = {-1e200, 1e200, -1e200, 1e200};
  const LossSurface huge =
      measureSurface(planeOfTwo(theta, 0, 1), theta.architecture(), Loss::Square, data, data.train, options).value();
  QVERIFY(std::isinf(huge.at(0, 0)));
  QCOMPARE(huge.at(1, 1), 0.5);
  options.window.alphaHigh = std::numeric_limits<double>::infinity();
  const LossSurface none =
      measureSurface(planeOfTwo(theta, 0, 1), theta.architecture(), Loss::Square, data, data.train, options).value();
  QVERIFY(std::isnan(none.at(2, 1)));
}

void TestLossSurface::itEndsWhereItIsInterrupted() {
  Random random(3, RandomStream::Data);
  const RandomCase drawn = drawLarger(random, 30);
  std::atomic<int> asked = 0;
  SurfaceOptions options;
  options.interrupted = [&asked] { return ++asked >= 5; };
  for (const int jobs : {1, 3}) {
    asked = 0;
    options.jobs = jobs;
    QVERIFY(!measureSurface(randomPlane(drawn.parameters, 1), drawn.parameters.architecture(), drawn.loss, drawn.data,
                            drawn.batch, options));
    QVERIFY(asked >= 5 && asked < 5 + jobs);
  }
}

QTEST_GUILESS_MAIN(TestLossSurface)
#include "tst_loss_surface.moc"
