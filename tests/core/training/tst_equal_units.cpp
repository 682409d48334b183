#include <QtTest>
#include <algorithm>
#include <array>

#include "core/analysis/unit_distance.h"
#include "core/analysis/unit_groups.h"
#include "core/training/trainer.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

/// Units that start identical stay exactly equal, whatever the kernels do with them; so XOR stays out of their reach.
class TestEqualUnits : public QObject {
  Q_OBJECT

 private slots:
  void equalUnitsStayExactlyEqual_data();
  void equalUnitsStayExactlyEqual();
  void equalUnitsStayAtDistanceZeroForALongTime_data();
  void equalUnitsStayAtDistanceZeroForALongTime();
  void equalUnitsNeverGetBelowAThird_data();
  void equalUnitsNeverGetBelowAThird();
};

namespace {

Session identicalSession(int width, Activation activation, OptimizerKind kind, int batchSize) {
  Session session = test::sampleSession({{width, activation}, {width + 1, activation}, {1, Activation::Identity}});
  session.initialization.identical = true;
  session.training.optimizer.kind = kind;
  session.training.optimizer.learningRate = kind == OptimizerKind::Sgd ? 0.02 : 0.002;
  session.training.optimizer.momentum = batchSize > 1 ? 0.5 : 0;
  session.training.l2 = 1e-4;
  session.training.batchSize = batchSize;
  return session;
}

/// Every unit of a hidden layer has the first unit's incoming weights, bias and outgoing weights.
bool unitsAreEqual(const Parameters& parameters) {
  for (int l = 1; l < parameters.architecture().outputLayer(); ++l) {
    const auto W = parameters.W(l);
    const auto next = parameters.W(l + 1);
    const std::span<const double> row(W.data(), static_cast<std::size_t>(W.cols()));
    for (Eigen::Index j = 1; j < W.rows(); ++j) {
      const std::span<const double> other(W.data() + j * W.cols(), static_cast<std::size_t>(W.cols()));
      if (!test::sameBits(row, other)) return false;
      if (!test::sameBits({parameters.b(l).data(), 1}, {parameters.b(l).data() + j, 1})) return false;
      for (Eigen::Index k = 0; k < next.rows(); ++k)
        if (!test::sameBits(std::array{next(k, 0)}, std::array{next(k, j)})) return false;
    }
  }
  return true;
}

/// The corners with targets in 0/1 or ±1, for an output without a bound.
Session corners(int width, Activation activation, bool zeroOne, std::uint64_t seed) {
  Session session;
  session.network.layers = {{width, activation}, {1, Activation::Identity}};
  const double low = zeroOne ? 0 : -1;
  session.data.source = PointList{{-1, -1, -1, 1, 1, -1, 1, 1}, {low, 1, 1, low}};
  session.initialization.identical = true;
  session.initialization.seed = seed;
  session.training.batchSize = 4;
  session.training.optimizer.learningRate = activation == Activation::Tanh ? 0.2 : 0.1;
  return session;
}

}  // namespace

void TestEqualUnits::equalUnitsStayExactlyEqual_data() {
  QTest::addColumn<Session>("session");
  const std::vector<Activation> activations{Activation::Tanh, Activation::Sigmoid, Activation::Relu,
                                            Activation::Gelu, Activation::Sine,    Activation::Softplus};
  const std::vector<int> batchSizes{1, 7, 10, 64, 100, 280};
  std::size_t k = 0;
  for (const Activation activation : activations)
    for (int width = 2; width <= 7; ++width, ++k) {
      const OptimizerKind kind = kOptimizers[k % 3];
      const int batch = batchSizes[(k + k / 6) % 6];
      const std::string name = std::string(nameOf(activation)) + " × " + std::to_string(width) + ", " +
                               std::string(nameOf(kind)) + ", batches of " + std::to_string(batch);
      QTest::newRow(name.c_str()) << identicalSession(width, activation, kind, batch);
    }
}

void TestEqualUnits::equalUnitsStayExactlyEqual() {
  QFETCH(Session, session);
  const int updates = session.training.batchSize > 60 ? 2'000 : 10'000;
  Trainer trainer(session);
  const std::vector<double> start = trainer.parameters().theta();
  QVERIFY(unitsAreEqual(trainer.parameters()));
  for (int k = 0; k < updates; ++k) {
    QVERIFY(trainer.stepBatch());
    if (k % 100 == 0 || k + 1 == updates) QVERIFY2(unitsAreEqual(trainer.parameters()), qPrintable(QString::number(k)));
  }
  QVERIFY(trainer.parameters().theta() != start);
}

void TestEqualUnits::equalUnitsStayAtDistanceZeroForALongTime_data() {
  QTest::addColumn<OptimizerSettings>("optimizer");
  QTest::addColumn<int>("batchSize");
  for (const int batchSize : {1, 4, 10}) {
    QTest::addRow("sgd, %d", batchSize) << OptimizerSettings{} << batchSize;
    QTest::addRow("momentum, %d", batchSize) << OptimizerSettings{.learningRate = 0.01, .momentum = 0.9} << batchSize;
    QTest::addRow("nesterov, %d", batchSize)
        << OptimizerSettings{.learningRate = 0.01, .momentum = 0.9, .nesterov = true} << batchSize;
    QTest::addRow("rmsprop, %d", batchSize)
        << OptimizerSettings{.kind = OptimizerKind::RmsProp, .learningRate = 0.001} << batchSize;
    QTest::addRow("adam, %d", batchSize) << OptimizerSettings{.kind = OptimizerKind::Adam, .learningRate = 0.001}
                                         << batchSize;
  }
}

/// In weights, outputs and δ, as the window shows them.
void TestEqualUnits::equalUnitsStayAtDistanceZeroForALongTime() {
  QFETCH(OptimizerSettings, optimizer);
  QFETCH(int, batchSize);
  Session session = identicalSession(3, Activation::Tanh, optimizer.kind, batchSize);
  session.training.optimizer = optimizer;
  Trainer trainer(session);
  UnitMeter meter(session.network, session.loss);
  while (trainer.iteration() < 100'000) {
    QVERIFY(trainer.stepBatch());
    if (trainer.iteration() % 500 != 0) continue;
    for (const UnitDistance& distance : meter.measure(trainer.parameters(), trainer.data()))
      QVERIFY(distance.weights == 0 && distance.output == 0 && distance.delta == 0);
    QCOMPARE(differentUnits(trainer.parameters()), (std::vector<int>{1, 1}));
  }
}

void TestEqualUnits::equalUnitsNeverGetBelowAThird_data() {
  QTest::addColumn<int>("width");
  QTest::addColumn<Activation>("activation");
  QTest::addColumn<bool>("zeroOne");
  for (const bool zeroOne : {true, false})
    for (const Activation activation : {Activation::Tanh, Activation::Sigmoid, Activation::Relu, Activation::Softplus})
      for (const int width : {1, 2, 3, 5, 8}) {
        const std::string name =
            std::string(nameOf(activation)) + " × " + std::to_string(width) + (zeroOne ? ", 0/1" : ", ±1");
        QTest::newRow(name.c_str()) << width << activation << zeroOne;
      }
}

/// One monotonic unit orders the corners along a line: it can part one corner from three at best, and three values that
/// ought to be 0, 1, 1 cost ½ · 2/3. In ±1 coding all is four times that.
void TestEqualUnits::equalUnitsNeverGetBelowAThird() {
  QFETCH(int, width);
  QFETCH(Activation, activation);
  QFETCH(bool, zeroOne);
  const double floor = (zeroOne ? 1.0 : 4.0) / 3;
  double lowest = 4;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Trainer trainer(corners(width, activation, zeroOne, seed));
    while (trainer.iteration() < 3'000) {
      BatchReport report;
      QVERIFY(trainer.stepBatch(&report));
      lowest = std::min(lowest, 4 * report.loss);
    }
  }
  QVERIFY2(lowest >= floor - 1e-9, qPrintable(QString::number(lowest, 'g', 17)));
  QVERIFY2(lowest < 1.55 * floor, qPrintable(QString::number(lowest, 'g', 17)));
}

QTEST_GUILESS_MAIN(TestEqualUnits)
#include "tst_equal_units.moc"
