#include "ui/text/place_text.h"

#include <QTest>

using namespace backscope;

namespace {

PlaceSpectrum placeOf(const Eigen::VectorXd& eigenvalues, int negative, int zero, double gradient = 0) {
  PlaceSpectrum place;
  place.parameters = static_cast<std::size_t>(eigenvalues.size());
  place.curvature.eigenvalues = eigenvalues;
  place.curvature.gradient = Eigen::VectorXd::Constant(1, gradient);
  place.curvature.criticalBelow = 1e-8;
  place.curvature.negative = negative;
  place.curvature.zero = zero;
  place.curvature.positive = static_cast<int>(eigenvalues.size()) - negative - zero;
  return place;
}

}  // namespace

class TestPlaceText : public QObject {
  Q_OBJECT

 private slots:
  void everyKindHasItsHeadline() {
    QCOMPARE(placeHeadline(placeOf(Eigen::Vector2d(1, 2), 0, 0, 0.1)), QStringLiteral("Not a critical point"));
    QCOMPARE(placeHeadline(placeOf(Eigen::Vector2d(1, 2), 0, 0)), QStringLiteral("Strict minimum"));
    QCOMPARE(placeHeadline(placeOf(Eigen::Vector2d(-2, -1), 2, 0)), QStringLiteral("Strict maximum"));
    QCOMPARE(placeHeadline(placeOf(Eigen::Vector3d(-2, 0, 1), 1, 1)), QStringLiteral("Saddle of index 1"));
    QCOMPARE(placeHeadline(placeOf(Eigen::Vector2d(0, 1), 0, 1)), QStringLiteral("Degenerate"));
    QCOMPARE(placeHeadline(placeOf(Eigen::Vector2d(0, std::nan("")), 0, 1)), QStringLiteral("No second derivatives"));
  }

  void ofTheEndsAloneNoMinimumIsSaid() {
    PlaceSpectrum place = placeOf(Eigen::Vector2d(1, 2), 0, 0);
    place.parameters = 2000;
    place.ends.emplace();
    place.ends->gradient = Eigen::VectorXd::Zero(1);
    place.ends->ends = {{RitzPair{1, 0, {}}}, {RitzPair{2, 0, {}}}, 0, true};
    QCOMPARE(placeHeadline(place), QStringLiteral("Critical point"));
    QVERIFY(!placeSentences(place).contains(QLatin1String("strict")));
    QVERIFY(placeSentences(place).contains(QLatin1String("Lanczos")));
    place.ends->ends.lowest[0].value = -1;
    QCOMPARE(placeHeadline(place), QStringLiteral("Saddle"));
  }

  void zerosAreExplainedAsFarAsTheyAre() {
    PlaceSpectrum place = placeOf(Eigen::Vector3d(0, 0, 1), 0, 2);
    place.flat.explained = 1;
    place.flat.reasons = {{.kind = FlatReason::Kind::EqualUnits, .layer = 1, .unit = 2, .other = 0, .count = 1}};
    QCOMPARE(flatText(place),
             QStringLiteral("For 1 of 2 zero eigenvalues there are reasons:\n1 · Units 1 and 3 of layer 1 "
                            "do the same: what leaves one can be given to another."));
    for (int layer = 2; layer < 8; ++layer)
      place.flat.reasons.push_back({.kind = FlatReason::Kind::DeadUnit, .layer = layer, .count = 1});
    QVERIFY(flatText(place).endsWith(QLatin1String("And 3 reasons more.")));
    QCOMPARE(flatText(placeOf(Eigen::Vector2d(1, 2), 0, 0)), QString());
  }

  void theStableRateIsComparedWithPlainDescentAlone() {
    const PlaceSpectrum place = placeOf(Eigen::Vector2d(1, 4), 0, 0);
    OptimizerSettings optimizer;
    optimizer.learningRate = 0.1;
    QVERIFY(stableRateText(place, optimizer, true)
                .contains(QStringLiteral("2/λmax = 0.5: the present rate 0.1 lies below")));
    optimizer.learningRate = 0.7;
    QVERIFY(stableRateText(place, optimizer, true).contains(QLatin1String("leaves along the stiffest")));
    QVERIFY(stableRateText(place, optimizer, false).contains(QLatin1String("trains otherwise")));
    QVERIFY(stableRateText(placeOf(Eigen::Vector2d(-1, 0), 1, 1), optimizer, true)
                .startsWith(QLatin1String("No eigenvalue")));
  }
};

QTEST_GUILESS_MAIN(TestPlaceText)
#include "tst_place_text.moc"
