#include <QtTest>

#include "core/passes/gradient_check.h"
#include "tests/support/random_network.h"

using namespace backscope;

/// Back-propagation against differences of the loss, for networks of every kind.
class TestGradientCheck : public QObject {
  Q_OBJECT

 private slots:
  void tenThousandRandomNetworksAgreeWithDifferences();
  void aWrongGradientIsFoundWhereItIs();
  void layersOfManyUnitsAgreeToo();
};

void TestGradientCheck::tenThousandRandomNetworksAgreeWithDifferences() {
  Random random(20260101, RandomStream::Data);
  std::size_t compared = 0;
  std::size_t skipped = 0;
  for (int k = 0; k < 10'000; ++k) {
    const RandomCase drawn = drawCase(random, 3, 4, 9);
    const GradientCheck check = checkGradient(drawn.parameters, drawn.loss, drawn.data, drawn.batch);
    compared += check.compared;
    skipped += check.skippedAtKinks;
    QVERIFY2(check.worstError <= 1e-7,
             qPrintable(QStringLiteral("network %1: layer %2, w(%3, %4): %5 against %6, error %7")
                            .arg(k)
                            .arg(check.worstLayer)
                            .arg(check.worstRow)
                            .arg(check.worstColumn)
                            .arg(check.given, 0, 'g', 17)
                            .arg(check.difference, 0, 'g', 17)
                            .arg(check.worstError)));
  }
  QVERIFY(compared > 150'000);
  QVERIFY2(skipped < compared / 10, "too much was skipped to mean anything");
}

void TestGradientCheck::aWrongGradientIsFoundWhereItIs() {
  Random random(7, RandomStream::Data);
  Architecture architecture;
  architecture.layers = {{3, Activation::Tanh}, {2, Activation::Identity}};
  Parameters parameters(architecture);
  for (double& theta : parameters.theta()) theta = random.normal();
  Dataset data;
  data.outputs = 2;
  data.x = {0.3, -0.7};
  data.y = {1, -1};
  data.train = {0};
  const Parameters right = batchGradient(parameters, Loss::Square, data, data.train);
  for (std::size_t p = 0; p < parameters.theta().size(); ++p) {
    Parameters wrong = right;
    wrong.theta()[p] = wrong.theta()[p] * 1.00001 + 1e-6;
    const GradientCheck check = compareGradient(wrong, parameters, Loss::Square, data, data.train);
    QVERIFY(check.worstError > 1e-7);
    QCOMPARE(check.worstParameter, p);
    const ParameterLayout& layout = parameters.layout();
    const std::size_t named = check.worstColumn < 0
                                  ? layout.biasIndex(check.worstLayer, check.worstRow)
                                  : layout.weightIndex(check.worstLayer, check.worstRow, check.worstColumn);
    QCOMPARE(named, p);
  }
}

void TestGradientCheck::layersOfManyUnitsAgreeToo() {
  Random random(5, RandomStream::Data);
  Architecture architecture;
  architecture.layers = {{17, Activation::Tanh}, {9, Activation::Gelu}, {3, Activation::Softmax}};
  Parameters parameters(architecture);
  for (double& theta : parameters.theta()) theta = 0.5 * random.normal();
  Dataset data;
  data.outputs = 3;
  for (int n = 0; n < 130; ++n) {  // more than two blocks
    data.x.insert(data.x.end(), {random.normal(), random.normal()});
    for (int k = 0; k < 3; ++k) data.y.push_back(k == n % 3 ? 1.0 : 0.0);
    data.train.push_back(n);
  }
  const GradientCheck check = checkGradient(parameters, Loss::CrossEntropy, data, data.train);
  QVERIFY2(check.worstError <= 1e-7, qPrintable(QString::number(check.worstError)));
}

QTEST_GUILESS_MAIN(TestGradientCheck)
#include "tst_gradient_check.moc"
