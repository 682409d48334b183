#include "core/session/session_change.h"

#include <QTest>
#include <cmath>

#include "core/session/session_json.h"
#include "core/training/trainer.h"
#include "tests/support/random_session.h"
#include "tests/support/same_bits.h"

using namespace backscope;
using namespace backscope::test;

namespace {

void changeNetwork(Random& random, Session& session) {
  std::vector<LayerSpec>& layers = session.network.layers;
  const LayerSpec output = layers.back();
  layers.resize(static_cast<std::size_t>(drawInt(random, 0, 3)));
  for (LayerSpec& layer : layers)
    layer = {drawInt(random, 1, 4), drawInt(random, 0, 1) ? Activation::Relu : Activation::Sine};
  layers.push_back(output);
  session.network.bias = drawInt(random, 0, 1) == 1;
  session.parameters.reset();
  session.initialization.layers.clear();
  session.training.frozen.clear();
}

void changeStart(Random& random, Session& session) {
  session.initialization.scheme = kInitializationSchemes[static_cast<std::size_t>(drawInt(random, 0, 10))];
  session.initialization.bias = drawInt(random, 0, 1) == 1 ? -0.0 : 0.1;
  session.initialization.seed = random.bits();
  if (drawInt(random, 0, 1) == 1) session.initialization.layers = {{.scale = 0.5}};
  session.parameters.reset();
}

void changeTraining(Random& random, Session& session) {
  TrainingSettings& training = session.training;
  training.optimizer = {kOptimizers[static_cast<std::size_t>(drawInt(random, 0, 2))], 0.002};
  if (training.optimizer.kind == OptimizerKind::Sgd) training.optimizer.momentum = 0.5;
  if (training.optimizer.kind != OptimizerKind::Sgd) training.optimizer.epsilon = 1e-6;
  training.batchSize = drawInt(random, 1, 5);
  training.frozen.clear();
  if (drawInt(random, 0, 1) == 1) training.frozen.push_back(0);
}

/// As it stands after some updates and examples.
Session trained(Random& random, const Session& session) {
  Trainer trainer(session);
  for (int k = drawInt(random, 0, 5); k > 0; --k) trainer.stepBatch();
  for (int k = drawInt(random, 0, 2); k > 0; --k) trainer.stepExample();
  return trainer.capture();
}

Session drawFirst(Random& random) {
  Session session = drawSession(random);
  // What an optimizer does not use is not written.
  if (session.training.optimizer.kind != OptimizerKind::Sgd) {
    session.training.optimizer.momentum = 0;
    session.training.optimizer.nesterov = false;
  }
  if (drawInt(random, 0, 1) == 1) session.parameters.reset();
  return drawInt(random, 0, 1) == 1 ? trained(random, session) : session;
}

/// Another run on the first one's data, changed in some respects.
Session drawOther(Random& random, const Session& first) {
  Session other = first;
  other.state.reset();
  if (first.state) other.parameters = first.state->start;
  if (drawInt(random, 0, 3) == 0) other.title = "another";
  if (drawInt(random, 0, 2) == 0) changeNetwork(random, other);
  if (drawInt(random, 0, 2) == 0) changeStart(random, other);
  if (drawInt(random, 0, 2) == 0) changeTraining(random, other);
  if (drawInt(random, 0, 3) == 0) other.parameters.reset();
  if (drawInt(random, 0, 3) == 0) other.parameters = startOf(other).theta();
  return drawInt(random, 0, 1) == 1 ? trained(random, other) : other;
}

bool haveSameStart(const Session& left, const Session& right) {
  return sameBits(startOf(left).theta(), startOf(right).theta());
}

}  // namespace

class TestSessionChange : public QObject {
  Q_OBJECT

 private slots:
  void whatAnotherRunHasOfItsOwnMakesThatRun() {
    Random random(5, RandomStream::Data);
    int inherited = 0;
    for (int n = 0; n < 400; ++n) {
      const Session first = drawFirst(random);
      const Session other = drawOther(random, first);
      const SessionChange change = changeFrom(first, other);
      QVERIFY2(changed(first, change) == other, qPrintable(QString::number(n)));
      QVERIFY(haveSameStart(changed(first, change), other));
      inherited += change.parameters ? 0 : 1;
    }
    QVERIFY(inherited > 50);
  }

  void aComparisonIsReadAsItWasWritten() {
    Random random(6, RandomStream::Data);
    for (int n = 0; n < 200; ++n) {
      Session session = drawFirst(random);
      while (drawInt(random, 0, 3) > 0 && session.compare.size() < kMaxCompared)
        session.compare.push_back(changeFrom(session, drawOther(random, session)));
      const std::optional<Problem> problem = checkSession(session);
      QVERIFY2(!problem, problem ? problem->path.c_str() : "");
      const Result<Session> read = readSession(writeSession(session));
      QVERIFY2(bool(read), read ? "" : read.problem().path.c_str());
      QVERIFY2(read.value() == session, writeSession(session).c_str());
      for (std::size_t k = 0; k < session.compare.size(); ++k)
        QVERIFY(haveSameStart(changed(read.value(), read.value().compare[k]), changed(session, session.compare[k])));
    }
  }

  void howFarTheFirstRunIsTrainedMakesNoDifference_data() {
    QTest::addColumn<bool>("isGiven");
    QTest::newRow("drawn start") << false;
    QTest::newRow("given start") << true;
  }
  void howFarTheFirstRunIsTrainedMakesNoDifference() {
    QFETCH(bool, isGiven);
    Session session;
    if (isGiven) session.parameters = {1, 2, 3};
    Session other = session;
    other.training.batchSize = 3;
    session.compare = {changeFrom(session, other)};
    Trainer trainer(session);
    for (int k = 0; k < 7; ++k) QVERIFY(trainer.stepBatch());
    const Session captured = trainer.capture();
    QVERIFY(captured.compare == session.compare);
    QVERIFY(changed(captured, captured.compare[0]) == other);
  }

  void anotherNetworkKeepsWhatItStillHas() {
    Session first;
    first.network.layers = {{2, Activation::Tanh}, {1, Activation::Identity}};
    first.initialization.layers = {{.scale = 2}, {.scale = 3}};
    first.parameters = std::vector<double>(9, 0.5);
    first.training.frozen = {0, 8};
    SessionChange change;
    change.network = first.network;
    change.network->layers = {{3, Activation::Relu}, {2, Activation::Tanh}, {1, Activation::Identity}};
    const Session run = changed(first, change);
    QVERIFY(!run.parameters);
    QVERIFY(run.initialization.layers == (std::vector<LayerInitialization>{{.scale = 2}, {}, {.scale = 3}}));
    QCOMPARE(run.training.frozen, FrozenPlaces{0});
    QVERIFY(!checkSession(run));
  }

  void aDrawnStartBesideAGivenOneIsSaid() {
    Session first;
    first.parameters = {1, 2, 3};
    Session drawn = first;
    drawn.parameters.reset();
    const SessionChange change = changeFrom(first, drawn);
    QVERIFY(change.initialization.has_value() && !change.parameters);
    first.compare = {change};
    QVERIFY(writeSession(first).find(R"("compare": [{"initialization": {}}])") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestSessionChange)
#include "tst_session_change.moc"
