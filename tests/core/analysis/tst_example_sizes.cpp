#include "core/analysis/example_sizes.h"

#include <QTest>
#include <algorithm>
#include <cmath>

#include "core/passes/example_trace.h"
#include "tests/support/random_network.h"

using namespace backscope;

/// The spread of the single examples' δ, against their traces.
class TestExampleSizes : public QObject {
  Q_OBJECT

 private slots:
  void theSpreadIsThatOfTheExamplesTraces();
  void deadUnitsGiveExactZeros();
  void whatIsNoNumberHasNoQuantiles();
};

namespace {

/// ‖δ^(l)‖₂ of every example, sorted.
std::vector<double> lengthsOf(const RandomCase& drawn, int l) {
  std::vector<double> lengths;
  for (const int n : drawn.batch)
    lengths.push_back(traceExample(drawn.parameters, drawn.loss, drawn.data.inputOf(n), drawn.data.targetOf(n))
                          .layers[static_cast<std::size_t>(l - 1)]
                          .delta.norm());
  std::ranges::sort(lengths);
  return lengths;
}

}  // namespace

void TestExampleSizes::theSpreadIsThatOfTheExamplesTraces() {
  Random random(8, RandomStream::Data);
  for (int k = 0; k < 100; ++k) {
    const RandomCase drawn = drawCase(random, 3, 4, 90);
    const std::vector<ExampleSizes> spreads =
        spreadExamples(drawn.parameters, drawn.loss, drawn.data, drawn.batch, DeltaSize::Length);
    for (int l = 1; l <= drawn.parameters.architecture().outputLayer(); ++l) {
      const std::vector<double> lengths = lengthsOf(drawn, l);
      const ExampleSizes& spread = spreads[static_cast<std::size_t>(l - 1)];
      const double slack = 1e-12 * lengths.back();
      QCOMPARE(spread.examples, static_cast<int>(lengths.size()));
      QCOMPARE(spread.zeros, static_cast<int>(std::ranges::count(lengths, 0.0)));
      QVERIFY(std::abs(spread.least - lengths.front()) <= slack);
      QVERIFY(std::abs(spread.largest - lengths.back()) <= slack);
      for (std::size_t q = 0; q < kExampleShares.size(); ++q) {
        const double place = kExampleShares[q] * static_cast<double>(lengths.size() - 1);
        const double low = lengths[static_cast<std::size_t>(std::floor(place))];
        const double high = lengths[static_cast<std::size_t>(std::ceil(place))];
        QVERIFY(std::abs(spread.quantiles[q] - std::lerp(low, high, place - std::floor(place))) <= slack);
      }
    }
  }
}

/// x = −2 is on the flat side of the only ReLU, x = 1 … 3 are not.
void TestExampleSizes::deadUnitsGiveExactZeros() {
  const Architecture network{1, false, {{1, Activation::Relu}, {1, Activation::Identity}}};
  const Parameters parameters(network, {1.0, 0.5});
  Dataset data;
  data.inputs = data.outputs = 1;
  data.x = {-2, 1, 2, 3};
  data.y = {0, 0, 0, 0};
  const std::vector<int> all{0, 1, 2, 3};
  const ExampleSizes hidden = spreadExamples(parameters, Loss::Square, data, all, DeltaSize::Mean)[0];
  // ŷ = x / 2 and δ^(1) = ŷ / 2.
  QCOMPARE(hidden.zeros, 1);
  QCOMPARE(hidden.least, 0.0);
  QCOMPARE(hidden.largest, 0.75);
  QCOMPARE(hidden.quantiles[2], 0.375);
}

void TestExampleSizes::whatIsNoNumberHasNoQuantiles() {
  const Parameters parameters(Architecture{1, false, {{1, Activation::Identity}}}, {1e200});
  Dataset data;
  data.inputs = data.outputs = 1;
  data.x = {1, 1e200};
  data.y = {HUGE_VAL, 0};
  const std::vector<int> all{0, 1};
  const ExampleSizes spread = spreadExamples(parameters, Loss::Square, data, all, DeltaSize::Mean)[0];
  QVERIFY(std::isinf(spread.largest));
  data.y = {std::nan(""), 0};
  QVERIFY(std::isnan(spreadExamples(parameters, Loss::Square, data, all, DeltaSize::Mean)[0].quantiles[2]));
}

QTEST_GUILESS_MAIN(TestExampleSizes)
#include "tst_example_sizes.moc"
