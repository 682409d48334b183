#include "core/analysis/unit_groups.h"

#include <QtTest>

#include "tests/support/sample_snapshot.h"

using namespace backscope;

/// Which units of a layer are the same.
class TestUnitGroups : public QObject {
  Q_OBJECT

 private slots:
  void unitsThatStartIdenticalAreOne();
  void unitsThatAreDrawnAreAllDifferent();
  void oneWeightMakesAUnitDifferent_data();
  void oneWeightMakesAUnitDifferent();
  void everyGroupIsNamedByItsFirstUnit();
  void theSignOfAZeroMakesNoDifference();
};

namespace {

Parameters identicalParameters(bool bias = true) {
  Architecture network{2, bias, {{4, Activation::Tanh}, {3, Activation::Tanh}, {2, Activation::Identity}}};
  return drawParameters(network, {.seed = 5, .identical = true});
}

}  // namespace

void TestUnitGroups::unitsThatStartIdenticalAreOne() {
  for (const bool bias : {true, false}) {
    QCOMPARE(equalUnits(identicalParameters(bias), 1), (std::vector<int>{0, 0, 0, 0}));
    QCOMPARE(differentUnits(identicalParameters(bias)), (std::vector<int>{1, 1}));
  }
}

void TestUnitGroups::unitsThatAreDrawnAreAllDifferent() {
  const Parameters parameters = drawParameters(test::sampleSession().network, {});
  QCOMPARE(equalUnits(parameters, 1), (std::vector<int>{0, 1, 2, 3}));
  QCOMPARE(differentUnits(parameters), (std::vector<int>{4, 2}));
}

void TestUnitGroups::oneWeightMakesAUnitDifferent_data() {
  QTest::addColumn<int>("place");
  const ParameterLayout layout(identicalParameters().architecture());
  QTest::newRow("the last incoming weight") << static_cast<int>(layout.weightIndex(1, 2, 1));
  QTest::newRow("the bias") << static_cast<int>(layout.biasIndex(1, 2));
  QTest::newRow("the last outgoing weight") << static_cast<int>(layout.weightIndex(2, 2, 2));
}

void TestUnitGroups::oneWeightMakesAUnitDifferent() {
  QFETCH(int, place);
  Parameters parameters = identicalParameters();
  double& weight = parameters.theta()[static_cast<std::size_t>(place)];
  weight = std::nextafter(weight, 10.0);
  QCOMPARE(equalUnits(parameters, 1), (std::vector<int>{0, 0, 2, 0}));
  QCOMPARE(differentUnits(parameters, 1), 2);
}

void TestUnitGroups::everyGroupIsNamedByItsFirstUnit() {
  Parameters parameters = identicalParameters();
  for (const int unit : {1, 3}) parameters.b(1)[unit] = 0.5;
  QCOMPARE(equalUnits(parameters, 1), (std::vector<int>{0, 1, 0, 1}));
  QCOMPARE(differentUnits(parameters, 1), 2);
}

void TestUnitGroups::theSignOfAZeroMakesNoDifference() {
  Parameters parameters(identicalParameters().architecture());
  parameters.b(1)[2] = -0.0;
  QCOMPARE(differentUnits(parameters, 1), 1);
}

QTEST_GUILESS_MAIN(TestUnitGroups)
#include "tst_unit_groups.moc"
