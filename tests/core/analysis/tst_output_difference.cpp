#include "core/analysis/output_difference.h"

#include <QTest>
#include <cmath>
#include <vector>

using namespace backscope;

class TestOutputDifference : public QObject {
  Q_OBJECT

 private slots:
  void theLargestOfAllOutputsCounts() {
    const std::vector<double> before{1, -2, 3, 0.5};
    const std::vector<double> after{1.25, -2.5, 3, 0.5};
    const OutputDifference difference = compareOutputs(before, after, 2);
    QCOMPARE(difference.examples, 2);
    QCOMPARE(difference.largest, 0.5);
    QCOMPARE(difference.ulps, 0.5 / std::ldexp(1, -51));  // 3 is between 2 and 4
  }

  void neighboursAreOneUnitApart() {
    const std::vector<double> before{1.5};
    QCOMPARE(compareOutputs(before, std::vector{std::nextafter(1.5, 2.0)}, 1).ulps, 1.0);
    QCOMPARE(compareOutputs(before, before, 1), (OutputDifference{.examples = 1, .largest = 0, .ulps = 0}));
  }

  void zerosAreEqual() { QCOMPARE(compareOutputs(std::vector{0.0}, std::vector{-0.0}, 1).ulps, 0.0); }

  void notANumberIsSaid() {
    const OutputDifference difference = compareOutputs(std::vector{1.0, 2.0}, std::vector{std::nan(""), 2.0}, 1);
    QVERIFY(std::isnan(difference.largest) && std::isnan(difference.ulps));
    QCOMPARE(difference.examples, 2);
  }
};

QTEST_GUILESS_MAIN(TestOutputDifference)
#include "tst_output_difference.moc"
