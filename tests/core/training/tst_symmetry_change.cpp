#include "core/training/symmetry_change.h"

#include <QTest>
#include <cmath>

#include "core/training/trainer.h"
#include "tests/support/random_session.h"
#include "tests/support/same_bits.h"

using namespace backscope;
using namespace backscope::test;
using Kind = Symmetry::Kind;

class TestSymmetryChange : public QObject {
  Q_OBJECT

 private slots:
  void trainingGoesOnAsTheMirrorImage_data();
  void trainingGoesOnAsTheMirrorImage();
  void onlyWhatIsAnotherValueIsNamed();
  void signsOfZeroCount();
  void whatIsNotFiniteIsNoChange();
};

namespace {

Session sessionWith(OptimizerKind kind, double momentum) {
  Session session;
  session.network = {.inputs = 2, .bias = true, .layers = {{5, Activation::Tanh}, {3, Activation::Sine}, {1}}};
  session.network.layers.back().activation = Activation::Identity;
  session.training.optimizer.kind = kind;
  session.training.optimizer.momentum = momentum;
  // A unit's locks go with it.
  session.training.frozen = placesOfUnit(session.network, 1, 0);
  session.training.optimizer.learningRate = 0.01;
  session.training.l2 = 1e-3;
  session.training.l1 = 1e-4;
  return session;
}

bool isNear(const std::vector<double>& left, const std::vector<double>& right) {
  for (std::size_t k = 0; k < left.size(); ++k)
    if (!(std::abs(left[k] - right[k]) <= 1e-9)) return false;
  return left.size() == right.size();
}

}  // namespace

void TestSymmetryChange::trainingGoesOnAsTheMirrorImage_data() {
  QTest::addColumn<Session>("session");
  QTest::newRow("sgd") << sessionWith(OptimizerKind::Sgd, 0);
  QTest::newRow("momentum") << sessionWith(OptimizerKind::Sgd, 0.9);
  QTest::newRow("rmsprop") << sessionWith(OptimizerKind::RmsProp, 0);
  QTest::newRow("adam") << sessionWith(OptimizerKind::Adam, 0);
}

/// Trained on both sides of the mirror: the image of where one comes to is where the other does.
void TestSymmetryChange::trainingGoesOnAsTheMirrorImage() {
  QFETCH(Session, session);
  for (const Symmetry& symmetry : {Symmetry{Kind::Move, 1, 4, 1}, Symmetry{Kind::Swap, 2, 0, 2},
                                   Symmetry{Kind::Flip, 1, 3}, Symmetry{Kind::Flip, 2, 1}}) {
    Trainer trainer(session);
    Trainer mirrored(session);
    for (int k = 0; k < 30; ++k) {
      trainer.stepBatch();
      mirrored.stepBatch();
    }
    mirrored.change(
        changeBy(symmetry, mirrored.parameters(), mirrored.optimizer(), mirrored.session().training.frozen).value());
    for (int k = 0; k < 30; ++k) {
      trainer.stepBatch();
      mirrored.stepBatch();
    }
    Parameters image = trainer.parameters();
    applyTo(image, symmetry);
    QVERIFY(!isNear(trainer.parameters().theta(), image.theta()));
    QVERIFY(isNear(mirrored.parameters().theta(), image.theta()));
  }
}

void TestSymmetryChange::onlyWhatIsAnotherValueIsNamed() {
  Parameters theta({.inputs = 1, .bias = true, .layers = {{3, Activation::Tanh}, {1, Activation::Identity}}});
  theta.theta() = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const ModelChange change = changeBy({Kind::Swap, 1, 0, 1}, theta, {}, {}).value();
  QCOMPARE(change.theta, (std::vector<ValueAt>{{0, 2}, {1, 1}, {3, 5}, {4, 4}, {6, 8}, {7, 7}}));
  QVERIFY(change.mean.empty() && change.meanSquare.empty());
}

void TestSymmetryChange::signsOfZeroCount() {
  Parameters theta({.inputs = 1, .bias = false, .layers = {{1, Activation::Tanh}, {1, Activation::Identity}}});
  const ModelChange change = changeBy({Kind::Flip, 1, 0}, theta, {}, {}).value();
  QCOMPARE(change.theta.size(), std::size_t{2});
  QVERIFY(std::signbit(change.theta[0].value) && std::signbit(change.theta[1].value));
}

void TestSymmetryChange::whatIsNotFiniteIsNoChange() {
  Parameters theta({.inputs = 1, .bias = false, .layers = {{1, Activation::Relu}, {1, Activation::Identity}}});
  theta.theta() = {1e200, 1};
  QVERIFY(!changeBy({Kind::Rescale, 1, 0, 0, 1e200}, theta, {}, {}));
  const OptimizerState state{.steps = 1, .mean = {1, 1}, .meanSquare = {1e-10, 1e-10}};
  QVERIFY(!changeBy({Kind::Rescale, 1, 0, 0, 1e-160}, theta, state, {}));
  QVERIFY(changeBy({Kind::Rescale, 1, 0, 0, 2}, theta, state, {}));
}

QTEST_GUILESS_MAIN(TestSymmetryChange)
#include "tst_symmetry_change.moc"
