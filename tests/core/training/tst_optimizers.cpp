#include <QtTest>
#include <cmath>

#include "core/session/session_json.h"
#include "core/training/trainer.h"
#include "tests/support/network_reference.h"
#include "tests/support/session_texts.h"

using namespace backscope;

/// Single updates against numbers from elsewhere.
class TestOptimizers : public QObject {
  Q_OBJECT

 private slots:
  void sixUpdatesAgreeWithTheReference_data();
  void sixUpdatesAgreeWithTheReference();
  void mazursStepGivesThePublishedWeights();
  void mazursStepIsNotMadeInPlace();
  void namesGoBothWays();
};

namespace {

OptimizerSettings optimizerOf(const QJsonObject& settings) {
  OptimizerSettings optimizer;
  optimizer.kind = *optimizerNamed(settings["name"].toString().toStdString());
  optimizer.learningRate = settings["learning_rate"].toDouble();
  optimizer.momentum = settings["momentum"].toDouble(optimizer.momentum);
  optimizer.nesterov = settings["nesterov"].toBool(optimizer.nesterov);
  optimizer.decay = settings["decay"].toDouble(optimizer.decay);
  optimizer.beta1 = settings["beta1"].toDouble(optimizer.beta1);
  optimizer.beta2 = settings["beta2"].toDouble(optimizer.beta2);
  optimizer.epsilon = settings["epsilon"].toDouble(optimizer.epsilon);
  return optimizer;
}

/// 2-3-1, tanh and identity, with all four examples in each batch.
Session sessionOf(const QJsonObject& reference) {
  const QJsonObject settings = reference["settings"].toObject();
  Session session;
  session.network.layers = {{3, Activation::Tanh}, {1, Activation::Identity}};
  session.parameters = flatNumbers(reference["theta"]);
  session.data.source = PointList{flatNumbers(reference["x"]), flatNumbers(reference["y"])};
  session.training.optimizer = optimizerOf(settings);
  session.training.l1 = settings["l1"].toDouble();
  session.training.l2 = settings["l2"].toDouble();
  session.training.batchSize = 4;
  session.training.shuffle = false;
  return session;
}

Trainer mazursTrainer() { return Trainer(readSession(test::sessionFileText("mazur.backscope")).value()); }

/// Mazur's network after one step, with the biases put back to where they were.
Trainer mazursTrainerWithFrozenBiases() {
  Trainer trainer = mazursTrainer();
  trainer.stepBatch();
  const ParameterLayout& layout = trainer.parameters().layout();
  for (int j = 0; j < 2; ++j) {
    trainer.setParameter(layout.biasIndex(1, j), .35);
    trainer.setParameter(layout.biasIndex(2, j), .60);
  }
  return trainer;
}

}  // namespace

void TestOptimizers::sixUpdatesAgreeWithTheReference_data() {
  QTest::addColumn<QJsonObject>("reference");
  const QJsonArray rows = networkReference()["optimizers"].toArray();
  QVERIFY(rows.size() >= 7);
  for (const QJsonValue& value : rows)
    QTest::newRow(qPrintable(value.toObject()["name"].toString())) << value.toObject();
}

void TestOptimizers::sixUpdatesAgreeWithTheReference() {
  QFETCH(QJsonObject, reference);
  Trainer trainer(sessionOf(reference));
  const QJsonArray path = reference["path"].toArray();
  QCOMPARE(path.size(), 6);
  for (const QJsonValue& step : path) {
    QVERIFY(trainer.stepBatch());
    const std::vector<double> expected = flatNumbers(step);
    const std::vector<double>& theta = trainer.parameters().theta();
    QCOMPARE(theta.size(), expected.size());
    for (std::size_t p = 0; p < theta.size(); ++p) {
      const double error = std::abs(theta[p] - expected[p]) / std::max(std::abs(expected[p]), 0.01);
      QVERIFY2(error <= 1e-13, qPrintable(QStringLiteral("update %1, parameter %2: %3 instead of %4")
                                              .arg(trainer.iteration())
                                              .arg(p)
                                              .arg(theta[p], 0, 'g', 17)
                                              .arg(expected[p], 0, 'g', 17)));
    }
  }
}

/// Matt Mazur, "A Step by Step Backpropagation Example" (2015); W² to more digits than the post prints. A weight's step
/// does not depend on that of the biases.
void TestOptimizers::mazursStepGivesThePublishedWeights() {
  Trainer trainer = mazursTrainer();
  QVERIFY(std::abs(trainer.scoreTrain().loss - 0.2983711087600027) < 1e-15);
  BatchReport report;
  QVERIFY(trainer.stepBatch(&report));
  QVERIFY(std::abs(report.loss - 0.2983711087600027) < 1e-15);
  QVERIFY(std::abs(report.deltaMean[1] - (0.13849856162855695 + 0.038098236516556236) / 2) < 1e-15);
  const double second[] = {0.35891647971788465, 0.4086661860762334, 0.5113012702387375, 0.5613701211079891};
  const double first[] = {0.149780716, 0.19956143, 0.24975114, 0.29950229};
  for (int k = 0; k < 4; ++k) {
    QVERIFY(std::abs(trainer.parameters().W(2)(k / 2, k % 2) - second[k]) < 1e-15);
    QVERIFY(std::abs(trainer.parameters().W(1)(k / 2, k % 2) - first[k]) < 1e-8);
  }
}

/// With biases left as they were. The post prints 0.291027924, which comes of using W² after its update for the step of
/// W¹.
void TestOptimizers::mazursStepIsNotMadeInPlace() {
  const double loss = mazursTrainerWithFrozenBiases().scoreTrain().loss;
  QVERIFY2(std::abs(loss - 0.29102777369359933) < 1e-15, qPrintable(QString::number(loss, 'g', 17)));
  QVERIFY(std::abs(loss - 0.291027924) > 1e-7);
}

void TestOptimizers::namesGoBothWays() {
  for (const OptimizerKind kind : kOptimizers) QVERIFY(optimizerNamed(nameOf(kind)) == kind);
  QVERIFY(!optimizerNamed("SGD"));
  QVERIFY(!optimizerNamed(""));
}

QTEST_GUILESS_MAIN(TestOptimizers)
#include "tst_optimizers.moc"
