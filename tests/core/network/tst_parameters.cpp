#include <QTest>
#include <numeric>

#include "core/network/parameters.h"

using namespace backscope;

namespace {

Architecture someArchitecture(bool bias) {
  return {3, bias, {{4, Activation::Tanh}, {2, Activation::Relu}, {5, Activation::Softmax}}};
}

}  // namespace

class TestParameters : public QObject {
  Q_OBJECT

 private slots:
  void layersAreCountedAsInTheNotes() {
    const Architecture architecture = someArchitecture(true);
    QCOMPARE(architecture.hiddenLayers(), 2);
    QCOMPARE(architecture.outputLayer(), 3);
    QCOMPARE(architecture.unitsOf(0), 3);
    QCOMPARE(architecture.unitsOf(1), 4);
    QCOMPARE(architecture.unitsOf(3), 5);
    QVERIFY(architecture.activationOf(2) == Activation::Relu);
    QCOMPARE(architecture.outputs(), 5);
  }

  void countsAddUp() {
    QCOMPARE(weightCount(someArchitecture(true)), std::size_t{12 + 8 + 10});
    QCOMPARE(biasCount(someArchitecture(true)), std::size_t{4 + 2 + 5});
    QCOMPARE(biasCount(someArchitecture(false)), std::size_t{0});
    QCOMPARE(ParameterLayout(someArchitecture(true)).size(), std::size_t{41});
    QCOMPARE(ParameterLayout(someArchitecture(false)).size(), std::size_t{30});
  }

  void weightsAndBiasesFollowOneAnotherLayerByLayer() {
    const ParameterLayout layout(someArchitecture(true));
    QCOMPARE(layout.weightOffset(1), std::size_t{0});
    QCOMPARE(layout.biasOffset(1), std::size_t{12});
    QCOMPARE(layout.weightOffset(2), std::size_t{16});
    QCOMPARE(layout.biasOffset(2), std::size_t{24});
    QCOMPARE(layout.weightOffset(3), std::size_t{26});
    QCOMPARE(layout.biasOffset(3), std::size_t{36});
    QCOMPARE(layout.weightIndex(3, 4, 1), std::size_t{35});
    QCOMPARE(layout.biasIndex(3, 4), std::size_t{40});
    const ParameterLayout bare(someArchitecture(false));
    QCOMPARE(bare.weightOffset(3), std::size_t{20});
  }

  void viewsShowTheFlatVector() {
    const Architecture architecture = someArchitecture(true);
    std::vector<double> theta(41);
    std::iota(theta.begin(), theta.end(), 0.0);
    Parameters parameters(architecture, theta);
    for (int l = 1; l <= 3; ++l) {
      QCOMPARE(parameters.W(l).rows(), Eigen::Index{architecture.unitsOf(l)});
      QCOMPARE(parameters.W(l).cols(), Eigen::Index{architecture.unitsOf(l - 1)});
      for (int j = 0; j < architecture.unitsOf(l); ++j) {
        QCOMPARE(parameters.b(l)(j), static_cast<double>(parameters.layout().biasIndex(l, j)));
        for (int i = 0; i < architecture.unitsOf(l - 1); ++i)
          QCOMPARE(parameters.W(l)(j, i), static_cast<double>(parameters.layout().weightIndex(l, j, i)));
      }
    }
    parameters.W(2)(1, 3) = -7;
    parameters.b(3)(0) = -8;
    QCOMPARE(parameters.theta()[23], -7.0);
    QCOMPARE(parameters.theta()[36], -8.0);
    const Parameters& unchanging = parameters;
    QCOMPARE(unchanging.W(2)(1, 3), -7.0);
    QCOMPARE(unchanging.b(3)(0), -8.0);
  }

  void aCopyHasItsOwnNumbers() {
    Parameters first(someArchitecture(true));
    const Parameters second = first;
    first.W(1)(0, 0) = 1;
    QCOMPARE(second.W(1)(0, 0), 0.0);
  }

  void withoutBiasesTheirViewsAreEmpty() {
    Parameters parameters(someArchitecture(false));
    const Parameters& unchanging = parameters;
    QCOMPARE(parameters.b(1).size(), Eigen::Index{0});
    QCOMPARE(unchanging.b(3).size(), Eigen::Index{0});
    QCOMPARE(parameters.theta().size(), std::size_t{30});
  }

  void aNetworkWithoutHiddenLayersIsOneMatrix() {
    const Parameters parameters({2, true, {{1, Activation::Identity}}});
    QCOMPARE(parameters.theta(), std::vector<double>(3, 0.0));
    QCOMPARE(parameters.W(1).cols(), Eigen::Index{2});
  }
};

QTEST_GUILESS_MAIN(TestParameters)
#include "tst_parameters.moc"
