#include <QtTest>

#include "core/session/session_json.h"
#include "core/training/trainer.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::sameBits;

/// A captured session goes on with the same bits, in memory and from its file's text.
class TestResume : public QObject {
  Q_OBJECT

 private slots:
  void aCapturedRunGoesOnWithTheSameBits_data();
  void aCapturedRunGoesOnWithTheSameBits();
  void theMiddleOfTheThirdEpochIsFoundAgain();
  void aRunResumedAtEveryBatchIsTheRunItself();
  void parametersChangedByHandAreCapturedToo();
};

namespace {

OptimizerSettings optimizer(OptimizerKind kind, double rate, double momentum = 0, bool nesterov = false) {
  OptimizerSettings settings;
  settings.kind = kind;
  settings.learningRate = rate;
  settings.momentum = momentum;
  settings.nesterov = nesterov;
  return settings;
}

Session throughText(const Session& session) {
  Result<Session> read = readSession(writeSession(session));
  if (!read) qFatal("%s: %s", read.problem().path.c_str(), read.problem().found.c_str());
  return read.value();
}

void step(Trainer& trainer, int updates) {
  for (int k = 0; k < updates; ++k) trainer.stepBatch();
}

}  // namespace

void TestResume::aCapturedRunGoesOnWithTheSameBits_data() {
  QTest::addColumn<OptimizerSettings>("settings");
  QTest::addColumn<int>("batchSize");
  QTest::addColumn<bool>("shuffle");
  const std::vector<std::pair<const char*, OptimizerSettings>> optimizers{
      {"sgd", optimizer(OptimizerKind::Sgd, 0.03)},
      {"momentum", optimizer(OptimizerKind::Sgd, 0.01, 0.9)},
      {"nesterov", optimizer(OptimizerKind::Sgd, 0.01, 0.9, true)},
      {"rmsprop", optimizer(OptimizerKind::RmsProp, 0.003)},
      {"adam", optimizer(OptimizerKind::Adam, 0.01)}};
  for (const auto& [name, settings] : optimizers)
    for (const int size : {1, 10, 100})
      for (const bool shuffle : {true, false})
        QTest::newRow(qPrintable(QStringLiteral("%1, batches of %2%3")
                                     .arg(QLatin1String(name))
                                     .arg(size)
                                     .arg(QLatin1String(shuffle ? ", shuffled" : ""))))
            << settings << size << shuffle;
}

void TestResume::aCapturedRunGoesOnWithTheSameBits() {
  QFETCH(OptimizerSettings, settings);
  QFETCH(int, batchSize);
  QFETCH(bool, shuffle);
  Session session = test::sampleSession();
  session.training.optimizer = settings;
  session.training.batchSize = batchSize;
  session.training.shuffle = shuffle;
  session.training.l2 = 0.001;
  Trainer straight(session);
  step(straight, 777);
  for (int k = 0; k < batchSize / 2; ++k) straight.stepExample();
  const Session captured = straight.capture();
  const Session read = throughText(captured);
  QVERIFY(read == captured);
  Trainer resumed(captured);
  Trainer reopened(read);
  QCOMPARE(resumed.exampleInBatch(), straight.exampleInBatch());
  QCOMPARE(reopened.nextExample(), straight.nextExample());
  for (Trainer* trainer : {&straight, &resumed, &reopened}) step(*trainer, 500);
  QVERIFY(straight.capture() == resumed.capture());
  QVERIFY(straight.capture() == reopened.capture());
  QVERIFY(sameBits(straight.parameters().theta(), reopened.parameters().theta()));
}

void TestResume::theMiddleOfTheThirdEpochIsFoundAgain() {
  Trainer straight(test::sampleSession());
  while (straight.epoch() < 2 || straight.position() < 140) QVERIFY(straight.stepExample());
  Trainer resumed(throughText(straight.capture()));
  QCOMPARE(resumed.epoch(), 2);
  QCOMPARE(resumed.position(), 140);
  for (int n = 0; n < 1000; ++n) {
    QCOMPARE(resumed.nextExample(), straight.nextExample());
    QVERIFY(straight.stepExample() && resumed.stepExample());
  }
  QVERIFY(sameBits(straight.parameters().theta(), resumed.parameters().theta()));
}

void TestResume::aRunResumedAtEveryBatchIsTheRunItself() {
  Session session = test::sampleSession();
  session.training.optimizer.kind = OptimizerKind::Adam;
  session.training.batchSize = 33;
  Trainer straight(session);
  Trainer hopping(session);
  for (int update = 0; update < 60; ++update) {
    QVERIFY(straight.stepBatch() && hopping.stepBatch());
    hopping = Trainer(hopping.capture());
    QVERIFY(hopping.capture() == straight.capture());
  }
}

void TestResume::parametersChangedByHandAreCapturedToo() {
  Trainer trainer(test::sampleSession());
  trainer.setParameter(3, 0.1 + 0.2);
  Trainer reopened(throughText(trainer.capture()));
  QVERIFY(sameBits(reopened.parameters().theta(), trainer.parameters().theta()));
  QCOMPARE(reopened.parameters().theta()[3], 0.1 + 0.2);
  reopened.reset();
  QVERIFY(sameBits(reopened.parameters().theta(), startOf(test::sampleSession()).theta()));
}

QTEST_GUILESS_MAIN(TestResume)
#include "tst_resume.moc"
