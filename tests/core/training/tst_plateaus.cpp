#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/passes/batch_gradient.h"
#include "core/training/trainer.h"

using namespace backscope;

/// Where XOR's four corners leave a small network stuck. With a full batch and n of the corners given the same output,
/// that output is the mean of their targets, so the loss sum Σ ½ (y − ŷ)² is 1/4 for two corners of different targets
/// and the others right, 1/3 for three, 1/2 for all four (targets 0 and 1; four times as much for −1 and +1).
class TestPlateaus : public QObject {
  Q_OBJECT

 private slots:
  void stuckRunsEndOnThePlateaus_data();
  void stuckRunsEndOnThePlateaus();
};

namespace {

constexpr int kSeeds = 240;

Session corners(Activation hidden, bool zeroOne, std::uint64_t seed) {
  Session session;
  session.network.layers = {{2, hidden}, {1, Activation::Identity}};
  const double low = zeroOne ? 0 : -1;
  session.data.source = PointList{{-1, -1, -1, 1, 1, -1, 1, 1}, {low, 1, 1, low}};
  session.initialization.scheme = InitializationScheme::Uniform;
  session.initialization.scale = 2;
  session.initialization.seed = seed;
  session.training.batchSize = 4;
  session.training.optimizer.learningRate = 0.2;
  session.training.optimizer.momentum = 0.5;
  return session;
}

struct End {
  double lossSum = 0;
  double gradient = 0;  ///< the largest |∂L/∂θ|
};

End train(const Session& session, int updates) {
  Trainer trainer(session);
  while (trainer.iteration() < updates && trainer.stepBatch()) {
  }
  BatchGradient passes(session.network, session.loss);
  std::vector<double> gradient(trainer.parameters().theta().size());
  const std::array<int, 4> all{0, 1, 2, 3};
  End end;
  end.lossSum = 4 * passes.compute(trainer.parameters().theta().data(), trainer.data(), all, gradient.data());
  for (const double g : gradient) end.gradient = std::max(end.gradient, std::abs(g));
  return end;
}

}  // namespace

void TestPlateaus::stuckRunsEndOnThePlateaus_data() {
  QTest::addColumn<Activation>("hidden");
  QTest::addColumn<bool>("zeroOne");
  for (const Activation hidden : {Activation::Tanh, Activation::Sigmoid, Activation::Relu})
    for (const bool zeroOne : {true, false}) {
      const std::string name = std::string(nameOf(hidden)) + (zeroOne ? ", 0/1" : ", ±1");
      QTest::newRow(name.c_str()) << hidden << zeroOne;
    }
}

void TestPlateaus::stuckRunsEndOnThePlateaus() {
  QFETCH(Activation, hidden);
  QFETCH(bool, zeroOne);
  const double unit = zeroOne ? 1 : 4;
  const std::array<double, 3> plateaus{unit / 4, unit / 3, unit / 2};
  std::array<int, 3> stuckAt{};
  int solved = 0;
  int moving = 0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const End end = train(corners(hidden, zeroOne, seed), 6'000);
    if (end.lossSum < 0.01 * unit) {
      ++solved;
    } else if (end.gradient > 1e-3 * unit) {
      ++moving;
    } else {
      const auto nearest =
          std::ranges::min_element(plateaus, {}, [&](double plateau) { return std::abs(plateau - end.lossSum); });
      QVERIFY2(
          std::abs(*nearest - end.lossSum) < 0.02 * unit,
          qPrintable(QStringLiteral("seed %1 stuck at %2, gradient %3").arg(seed).arg(end.lossSum).arg(end.gradient)));
      ++stuckAt[static_cast<std::size_t>(nearest - plateaus.begin())];
    }
  }
  const QString counts = QStringLiteral("solved %1, moving %2, at 1/4: %3, 1/3: %4, 1/2: %5")
                             .arg(solved)
                             .arg(moving)
                             .arg(stuckAt[0])
                             .arg(stuckAt[1])
                             .arg(stuckAt[2]);
  // A ReLU that dies joins corners for good; smooth units nearly always leave all but the first plateau.
  const bool isRelu = hidden == Activation::Relu;
  QVERIFY2(solved >= (isRelu ? kSeeds / 6 : kSeeds * 3 / 4), qPrintable(counts));
  QVERIFY2(stuckAt[0] >= 10, qPrintable(counts));
  QVERIFY2(!isRelu || (stuckAt[1] >= 5 && stuckAt[2] >= 5), qPrintable(counts));
  QVERIFY2(moving <= kSeeds / 20, qPrintable(counts));
}

QTEST_GUILESS_MAIN(TestPlateaus)
#include "tst_plateaus.moc"
