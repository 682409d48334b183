#include "core/analysis/gradient_spread.h"

#include <QtTest>

#include "core/passes/example_trace.h"
#include "core/passes/gradient_check.h"
#include "tests/support/random_network.h"
#include "tests/support/same_bits.h"

using namespace backscope;
using test::sameBits;

class TestGradientSpread : public QObject {
  Q_OBJECT

 private slots:
  void everyExamplesGradientStandsAtItsPlace();
  void theMeanIsTheBatchGradient();
  void aRangeIsCutToTheta();
  void ofALargeBatchTheFirstExamplesAreShown();
};

void TestGradientSpread::everyExamplesGradientStandsAtItsPlace() {
  Random random(5, RandomStream::Data);
  for (int k = 0; k < 50; ++k) {
    const RandomCase drawn = drawCase(random, 3, 4, 8);
    const std::size_t size = drawn.parameters.theta().size();
    const GradientSpread spread = spreadGradients(drawn.parameters, drawn.loss, drawn.data, drawn.batch, {0, size});
    const int l = drawInt(random, 1, drawn.parameters.architecture().outputLayer());
    const int j = drawInt(random, 0, drawn.parameters.architecture().unitsOf(l) - 1);
    const int i = drawInt(random, 0, drawn.parameters.architecture().unitsOf(l - 1) - 1);
    for (std::size_t e = 0; e < drawn.batch.size(); ++e) {
      const int n = drawn.batch[e];
      const ExampleTrace trace =
          traceExample(drawn.parameters, drawn.loss, drawn.data.inputOf(n), drawn.data.targetOf(n));
      const LayerTrace& layer = trace.layers[static_cast<std::size_t>(l - 1)];
      QCOMPARE(spread.examples[e], n);
      QCOMPARE(spread.at(e, drawn.parameters.layout().weightIndex(l, j, i)), layer.dW(j, i));
      if (drawn.parameters.architecture().bias)
        QCOMPARE(spread.at(e, drawn.parameters.layout().biasIndex(l, j)), layer.db(j));
    }
  }
}

void TestGradientSpread::theMeanIsTheBatchGradient() {
  Random random(6, RandomStream::Data);
  for (int k = 0; k < 50; ++k) {
    const RandomCase drawn = drawCase(random, 3, 4, 8);
    const GradientSpread spread =
        spreadGradients(drawn.parameters, drawn.loss, drawn.data, drawn.batch, {0, drawn.parameters.theta().size()});
    QVERIFY(sameBits(spread.mean, batchGradient(drawn.parameters, drawn.loss, drawn.data, drawn.batch).theta()));
  }
}

void TestGradientSpread::aRangeIsCutToTheta() {
  Random random(7, RandomStream::Data);
  const RandomCase drawn = drawCase(random, 2, 4, 4);
  const std::size_t size = drawn.parameters.theta().size();
  const auto all = spreadGradients(drawn.parameters, drawn.loss, drawn.data, drawn.batch, {0, size});
  const auto end = spreadGradients(drawn.parameters, drawn.loss, drawn.data, drawn.batch, {size - 1, size + 9});
  QCOMPARE(end.width(), std::size_t{1});
  QCOMPARE(end.at(0, size - 1), all.at(0, size - 1));
  QCOMPARE(spreadGradients(drawn.parameters, drawn.loss, drawn.data, drawn.batch, {size + 1, size + 2}).width(),
           std::size_t{0});
}

void TestGradientSpread::ofALargeBatchTheFirstExamplesAreShown() {
  Random random(8, RandomStream::Data);
  RandomCase drawn = drawCase(random, 1, 2, 4);
  drawn.batch.assign(1000, 0);
  const auto spread = spreadGradients(drawn.parameters, drawn.loss, drawn.data, drawn.batch, {0, 1});
  QCOMPARE(spread.examples.size(), GradientSpread::kMostExamples);
  QCOMPARE(spread.batchSize, 1000);
}

QTEST_GUILESS_MAIN(TestGradientSpread)
#include "tst_gradient_spread.moc"
