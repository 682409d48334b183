#include "core/analysis/common_slips.h"

#include <QtTest>
#include <cmath>

#include "core/training/lone_example.h"
#include "tests/support/random_session.h"

using namespace backscope;
using Kind = AskedQuantity::Kind;

class TestCommonSlips : public QObject {
  Q_OBJECT

 private slots:
  void slipsOfTheForwardPass();
  void slipsOfTheDeltas();
  void slipsOfTheGradients();
  void slipsOfTheUpdate();
  void aNeedlessSlopeIsNamedWithCrossEntropy();
  void noSlipGivesTheRightNumber();
};

namespace {

/// 2-2-1 with tanh, whose numbers below were worked out by hand from these.
class Exercise {
 public:
  Exercise() {
    m_session.network.layers = {{2, Activation::Tanh}, {1, Activation::Identity}};
    // W⁽¹⁾ row by row, b⁽¹⁾, W⁽²⁾, b⁽²⁾
    m_session.parameters = {0.1, 0.2, 0.3, 0.4, 0.05, -0.05, 0.5, 0.6, 0.2};
    m_session.data.source = PointList{{1, -1}, {1}};
    m_session.training.batchSize = 1;
    m_session.training.optimizer.learningRate = 0.5;
    Trainer trainer(m_session);
    m_instant = makeInstant(trainer, 0);
  }
  const LayerTrace& layer(int l) const { return m_instant.trace.layers[static_cast<std::size_t>(l - 1)]; }
  const PassInstant& instant() const { return m_instant; }
  /// What this slip would give; nothing where it is not thought of.
  std::vector<double> values(Slip slip, const AskedQuantity& asked) const {
    std::vector<double> found;
    for (const SlipValue& each : slipsOf(m_instant, m_session, asked))
      if (each.slip == slip) found.push_back(each.value);
    return found;
  }
  bool has(Slip slip, const AskedQuantity& asked, double value) const {
    return std::ranges::any_of(values(slip, asked), [value](double each) { return std::abs(each - value) < 1e-14; });
  }

 private:
  Session m_session;
  PassInstant m_instant;
};

}  // namespace

void TestCommonSlips::slipsOfTheForwardPass() {
  const Exercise exercise;
  // a = 0.1 − 0.2 + 0.05 = −0.05
  QVERIFY(exercise.has(Slip::ForgotBias, {Kind::A, 1, 0}, -0.1));
  // The column of W⁽¹⁾ in place of its row: 0.1 − 0.3 + 0.05
  QVERIFY(exercise.has(Slip::Transposed, {Kind::A, 1, 0}, -0.15));
  QVERIFY(exercise.has(Slip::WrongSign, {Kind::A, 1, 0}, 0.05));
  const double a1 = -0.05;
  const double a2 = 0.3 - 0.4 - 0.05;
  QVERIFY(exercise.has(Slip::PreActivation, {Kind::A, 2, 0}, 0.5 * a1 + 0.6 * a2 + 0.2));
  QVERIFY(exercise.has(Slip::ForgotActivation, {Kind::Z, 1, 1}, a2));
  QVERIFY(exercise.has(Slip::SlopeOfOutput, {Kind::Slope, 1, 1}, 1 - std::pow(std::tanh(std::tanh(a2)), 2)));
  const double yhat = 0.5 * std::tanh(a1) + 0.6 * std::tanh(a2) + 0.2;
  QVERIFY(exercise.has(Slip::ForgotHalf, {Kind::Loss, 2, 0}, (1 - yhat) * (1 - yhat)));
}

void TestCommonSlips::slipsOfTheDeltas() {
  const Exercise exercise;
  const double yhat = 0.5 * std::tanh(-0.05) + 0.6 * std::tanh(-0.15) + 0.2;
  const double delta = yhat - 1;
  QVERIFY(exercise.has(Slip::WrongSign, {Kind::Delta, 2, 0}, 1 - yhat));
  QVERIFY(exercise.has(Slip::ForgotHalf, {Kind::Delta, 2, 0}, 2 * delta));
  QVERIFY(exercise.has(Slip::ForgotSlope, {Kind::Delta, 1, 1}, 0.6 * delta));
  const double slope = 1 - std::pow(std::tanh(-0.15), 2);
  const double newWeight = 0.6 - 0.5 * delta * std::tanh(-0.15);
  QVERIFY(exercise.has(Slip::NewWeights, {Kind::Delta, 1, 1}, slope * newWeight * delta));
  QVERIFY(exercise.has(Slip::NewWeights, {Kind::BackSum, 1, 1}, newWeight * delta));
  QVERIFY(exercise.has(Slip::OutputForSlope, {Kind::Delta, 1, 1}, std::tanh(-0.15) * 0.6 * delta));
}

void TestCommonSlips::slipsOfTheGradients() {
  const Exercise exercise;
  const double delta = exercise.layer(1).delta(1);
  QVERIFY(exercise.has(Slip::OwnLayersOutput, {Kind::WeightGradient, 1, 1, 0}, delta * std::tanh(-0.15)));
  QVERIFY(exercise.has(Slip::Transposed, {Kind::WeightGradient, 1, 1, 0}, exercise.layer(1).delta(0) * -1));
  QVERIFY(exercise.has(Slip::ForgotSlope, {Kind::WeightGradient, 1, 1, 0}, 0.6 * exercise.layer(2).delta(0)));
  QVERIFY(exercise.has(Slip::PreActivation, {Kind::WeightGradient, 2, 0, 1}, exercise.layer(2).delta(0) * -0.15));
  QVERIFY(exercise.has(Slip::WrongSign, {Kind::BiasGradient, 1, 1}, -delta));
}

void TestCommonSlips::slipsOfTheUpdate() {
  const Exercise exercise;
  const double gradient = exercise.layer(2).dW(0, 1);
  const AskedQuantity asked{Kind::NewParameter, 2, 0, 1};
  QVERIFY(exercise.has(Slip::WrongDirection, asked, 0.6 + 0.5 * gradient));
  QVERIFY(exercise.has(Slip::StepAlone, asked, -0.5 * gradient));
  QVERIFY(exercise.has(Slip::ForgotRate, asked, 0.6 - gradient));
}

void TestCommonSlips::aNeedlessSlopeIsNamedWithCrossEntropy() {
  Session session;
  session.network.layers = {{1, Activation::Sigmoid}};
  session.loss = Loss::CrossEntropy;
  session.parameters = {0.5, -0.25, 0.1};
  session.data.source = PointList{{1, 2}, {1}};
  session.training.batchSize = 1;
  Trainer trainer(session);
  const PassInstant instant = makeInstant(trainer, 0);
  const double yhat = instant.trace.yhat()(0);
  const std::vector<SlipValue> slips = slipsOf(instant, session, {Kind::Delta, 1, 0});
  QCOMPARE(slips.front().slip, Slip::NeedlessSlope);
  QVERIFY(std::abs(slips.front().value - (yhat - 1) * yhat * (1 - yhat)) < 1e-15);
}

void TestCommonSlips::noSlipGivesTheRightNumber() {
  Random random(31, RandomStream::Data);
  int found = 0;
  for (int k = 0; k < 200; ++k) {
    const Session session = test::drawSession(random);
    Trainer trainer(session);
    trainer.moveToExample(static_cast<std::int64_t>(trainer.batch().size()) - 1);
    const PassInstant instant = makeInstant(trainer, 0);
    const int l = drawInt(random, 1, session.network.outputLayer());
    const int j = drawInt(random, 0, session.network.unitsOf(l) - 1);
    const int i = drawInt(random, 0, session.network.unitsOf(l - 1) - 1);
    const LayerTrace& layer = instant.trace.layers[static_cast<std::size_t>(l - 1)];
    const std::vector<std::pair<AskedQuantity, double>> asked{{{Kind::A, l, j}, layer.a(j)},
                                                              {{Kind::Z, l, j}, layer.z(j)},
                                                              {{Kind::Slope, l, j}, layer.slope(j)},
                                                              {{Kind::Delta, l, j}, layer.delta(j)},
                                                              {{Kind::WeightGradient, l, j, i}, layer.dW(j, i)},
                                                              {{Kind::Loss, l, j}, instant.trace.loss}};
    for (const auto& [quantity, right] : asked)
      for (const SlipValue& slip : slipsOf(instant, session, quantity)) {
        QVERIFY(slip.value != right);
        ++found;
      }
  }
  QVERIFY(found > 1000);
}

QTEST_GUILESS_MAIN(TestCommonSlips)
#include "tst_common_slips.moc"
