#include <QTest>
#include <cmath>

#include "tests/support/sample_runs.h"
#include "ui/compare/output_difference_map.h"

using namespace backscope;

namespace {

/// A classification whose answers over a plane of 2 × 2 points and for four examples are set by hand.
std::shared_ptr<Snapshot> answering(const std::vector<std::vector<float>>& maps, std::vector<double> yhat,
                                    TargetCoding coding = TargetCoding::PlusMinus) {
  auto snapshot = std::make_shared<Snapshot>();
  auto data = std::make_shared<Dataset>();
  data->inputs = 2;
  data->outputs = static_cast<int>(maps.size());
  data->coding = coding;
  snapshot->data = std::move(data);
  snapshot->boundary.resolution = 2;
  snapshot->boundary.rows = 2;
  snapshot->boundary.maps = {maps};
  snapshot->yhat = std::move(yhat);
  return snapshot;
}

}  // namespace

class TestOutputDifferenceMap : public QObject {
  Q_OBJECT

 private slots:
  void valuesAreTheFirstLessTheSecond() {
    const auto a = answering({{1.0F, -1.0F, 0.5F, -0.5F}}, {1, -1, 1, -1});
    const auto b = answering({{0.5F, 1.0F, 0.5F, -1.0F}}, {1, 1, 1, 1});
    const OutputDifferenceMap map = compareOutputs(*a, *b);
    QCOMPARE(map.values, (std::vector<float>{0.5F, -2.0F, 0.0F, 0.5F}));
    QCOMPARE(map.reach, 2.0);
    QCOMPARE(map.planeShare.value(), 0.25);
    QCOMPARE(map.examples.value(), 2);
  }

  void codingsAreMadeOneForTheDifference() {
    const auto a = answering({{1.0F, -1.0F, 0.0F, 0.4F}}, {1, -1, 1, -1});
    const auto b = answering({{1.0F, 0.0F, 0.5F, 0.2F}}, {1, 0, 1, 0}, TargetCoding::ZeroOne);
    const OutputDifferenceMap map = compareOutputs(*a, *b);
    QCOMPARE(map.values, (std::vector<float>{0.0F, 0.0F, 0.0F, 1.0F}));
    QCOMPARE(map.planeShare.value(), 0.25);  // 0.4 is one side of 0, 0.2 the other side of ½
    QCOMPARE(map.examples.value(), 0);
  }

  void ofSeveralOutputsTheFirstsClassCounts() {
    const TargetCoding coding = TargetCoding::ZeroOne;
    const auto a = answering({{0.7F, 0.2F, 0.9F, 0.4F}, {0.3F, 0.8F, 0.1F, 0.6F}}, {}, coding);
    const auto b = answering({{0.6F, 0.9F, 0.9F, 0.4F}, {0.4F, 0.1F, 0.1F, 0.6F}}, {}, coding);
    const OutputDifferenceMap map = compareOutputs(*a, *b);
    QVERIFY(std::abs(static_cast<double>(map.values[0]) - 0.1) < 1e-6);
    QVERIFY(std::abs(static_cast<double>(map.values[1]) - 0.7) < 1e-6);
    QCOMPARE(map.planeShare.value(), 0.25);
    QVERIFY(!map.examples);
  }

  void notANumberIsNoAnswer() {
    const auto a = answering({{std::nanf(""), 1.0F, 1.0F, std::nanf("")}}, {});
    const auto b = answering({{-1.0F, 1.0F, 1.0F, std::nanf("")}}, {});
    const OutputDifferenceMap map = compareOutputs(*a, *b);
    QVERIFY(std::isnan(map.values[0]));
    QCOMPARE(map.reach, 0.0);
    QCOMPARE(map.planeShare.value(), 0.25);  // two that say nothing say the same
  }

  void aRegressionHasNoClasses() {
    const auto a = answering({{1.0F, 2.0F, 3.0F, 4.0F}}, {1, 2, 3, 4}, TargetCoding::Real);
    const auto b = answering({{0.0F, 2.0F, 3.0F, 7.0F}}, {1, 2, 3, 4}, TargetCoding::Real);
    const OutputDifferenceMap map = compareOutputs(*a, *b);
    QCOMPARE(map.reach, 3.0);
    QVERIFY(!map.planeShare);
    QVERIFY(!map.examples);
  }

  void whatHasAnotherPlaneIsNotCompared() {
    const auto a = answering({{1.0F, 2.0F, 3.0F, 4.0F}}, {});
    auto b = answering({{1.0F, 2.0F, 3.0F, 4.0F}}, {});
    b->boundary.plane.high = 7;
    QVERIFY(compareOutputs(*a, *b).values.empty());
    b->boundary = {};
    QVERIFY(compareOutputs(*a, *b).values.empty());
  }

  void reachIsRoundedUp() {
    QCOMPARE(roundReach(0), 1.0);
    QCOMPARE(roundReach(1), 1.0);
    QCOMPARE(roundReach(1.1), 2.0);
    QCOMPARE(roundReach(0.021), 0.05);
    QCOMPARE(roundReach(6e-9), 1e-8);
    QCOMPARE(roundReach(HUGE_VAL), 1.0);
  }
};

QTEST_GUILESS_MAIN(TestOutputDifferenceMap)
#include "tst_output_difference_map.moc"
