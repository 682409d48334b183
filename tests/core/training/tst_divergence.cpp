#include <QtTest>
#include <algorithm>
#include <cmath>
#include <fstream>

#include "core/session/session_json.h"
#include "core/training/trainer.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using Where = Divergence::Where;

/// The first number that is not finite stops a run, and says where it stood.
class TestDivergence : public QObject {
  Q_OBJECT

 private slots:
  void theLessonAtARateOfAMillionEndsInDivergence();
  void aDivergedRunStaysStopped();
  void theCauseIsNamed_data();
  void theCauseIsNamed();
  void anOverflowingAverageIsADivergence_data();
  void anOverflowingAverageIsADivergence();
  void resetAndEditsClearADivergence();
};

namespace {

Session lesson() {
  std::ifstream file(BACKSCOPE_SOURCE_DIR "/resources/lessons/xor.backscope");
  return readSession(file).value();
}

Session fastLesson() {
  Session session = lesson();
  session.training.optimizer.learningRate = 1e6;
  return session;
}

bool allFinite(const std::vector<double>& values) {
  return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

/// 1-1-1 with identities and without biases: ŷ = w₂ w₁ x.
Session chain(double w1, double w2, double x, double y, double rate = 0.1) {
  Session session;
  session.network.inputs = 1;
  session.network.bias = false;
  session.network.layers = {{1, Activation::Identity}, {1, Activation::Identity}};
  session.parameters = std::vector<double>{w1, w2};
  session.data.source = PointList{{x}, {y}};
  session.training.batchSize = 1;
  session.training.optimizer.learningRate = rate;
  return session;
}

}  // namespace

Q_DECLARE_METATYPE(Where)

void TestDivergence::theLessonAtARateOfAMillionEndsInDivergence() {
  Trainer trainer(fastLesson());
  std::vector<double> before;
  int updates = 0;
  do {
    before = trainer.parameters().theta();
    QVERIFY(++updates < 10'000);
  } while (trainer.stepBatch());
  QVERIFY(trainer.divergence());
  QCOMPARE(trainer.divergence()->iteration, trainer.iteration() + 1);
  QVERIFY(trainer.divergence()->layer >= 1 && trainer.divergence()->layer <= 3);
  QVERIFY(allFinite(trainer.parameters().theta()));
  QVERIFY(test::sameBits(trainer.parameters().theta(), before));
}

void TestDivergence::aDivergedRunStaysStopped() {
  Trainer trainer(fastLesson());
  QVERIFY(!trainer.stepEpoch() || !trainer.stepEpoch());
  const Session stopped = trainer.capture();
  const Divergence divergence = *trainer.divergence();
  QVERIFY(!trainer.stepExample());
  QVERIFY(!trainer.stepBatch());
  QVERIFY(!trainer.stepEpoch());
  QVERIFY(trainer.capture() == stopped);
  QVERIFY(*trainer.divergence() == divergence);
  QVERIFY(readSession(writeSession(stopped)).value() == stopped);
}

void TestDivergence::theCauseIsNamed_data() {
  QTest::addColumn<Session>("session");
  QTest::addColumn<Where>("where");
  QTest::addColumn<int>("layer");
  QTest::newRow("a of layer 1: 1e200 · 1e200") << chain(1e200, 1, 1e200, 0) << Where::PreActivation << 1;
  QTest::newRow("a of layer 2: 1e200 · 1e200") << chain(1e200, 1e200, 1, 0) << Where::PreActivation << 2;
  QTest::newRow("the loss: ½ (1e200)²") << chain(1, 1e200, 1, 0) << Where::Loss << 2;
  Session two = chain(1, 0, 1, 1.5e154);
  two.data.source = PointList{{1, 1}, {1.5e154, -1.5e154}};
  two.training.batchSize = 2;
  QTest::newRow("the mean of two losses of 1.1e308") << two << Where::Loss << 2;
  QTest::newRow("δ of layer 1: 1e250 · 1e100") << chain(1, 1e250, 1e-150, 0) << Where::Delta << 1;
  QTest::newRow("∂L/∂W of layer 2: 1e100 · 1e250") << chain(1e250, 0, 1, 1e100) << Where::Gradient << 2;
  QTest::newRow("∂L/∂W of layer 1: 1e100 · 1e150 · 1e100") << chain(0, 1e150, 1e100, 1e100) << Where::Gradient << 1;
  QTest::newRow("θ of layer 2: 1e300 · 1e100") << chain(1, 0, 1, 1e100, 1e300) << Where::Parameter << 2;
  QTest::newRow("θ of layer 1: 1e300 · 1e100") << chain(0, 1, 1, 1e100, 1e300) << Where::Parameter << 1;
}

void TestDivergence::theCauseIsNamed() {
  QFETCH(Session, session);
  QFETCH(Where, where);
  QFETCH(int, layer);
  Trainer trainer(session);
  QVERIFY(!trainer.stepBatch());
  QVERIFY(trainer.divergence());
  QCOMPARE(static_cast<int>(trainer.divergence()->where), static_cast<int>(where));
  QCOMPARE(trainer.divergence()->layer, layer);
  QCOMPARE(trainer.divergence()->iteration, 1);
  QCOMPARE(trainer.iteration(), 0);
  QVERIFY(test::sameBits(trainer.parameters().theta(), *session.parameters));
}

void TestDivergence::anOverflowingAverageIsADivergence_data() {
  QTest::addColumn<OptimizerKind>("kind");
  QTest::newRow("rmsprop") << OptimizerKind::RmsProp;
  QTest::newRow("adam") << OptimizerKind::Adam;
}

/// g² = ∞ would hold its parameter still for ever, and could not be written into a file.
void TestDivergence::anOverflowingAverageIsADivergence() {
  QFETCH(OptimizerKind, kind);
  Session session = chain(0, 1e100, 1e70, 1e50);
  session.training.optimizer.kind = kind;
  Trainer trainer(session);
  QVERIFY(!trainer.stepBatch());
  QVERIFY(trainer.divergence());
  QCOMPARE(static_cast<int>(trainer.divergence()->where), static_cast<int>(Where::Parameter));
  QCOMPARE(trainer.divergence()->layer, 1);
  QVERIFY(allFinite(trainer.capture().state->optimizer.meanSquare));
}

void TestDivergence::resetAndEditsClearADivergence() {
  Trainer trainer(chain(1, 1e200, 1, 0));
  QVERIFY(!trainer.stepBatch());
  trainer.setParameter(1, 0.5);
  QVERIFY(!trainer.divergence());
  QVERIFY(trainer.stepBatch());
  QCOMPARE(trainer.iteration(), 1);
  trainer.reset();
  QVERIFY(!trainer.divergence());
  QVERIFY(!trainer.stepBatch());
  trainer.setTraining(trainer.session().training);
  QVERIFY(!trainer.divergence());
}

QTEST_GUILESS_MAIN(TestDivergence)
#include "tst_divergence.moc"
