#include "ui/views/gradient_check_panel.h"

#include <QTest>
#include <algorithm>
#include <cmath>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/gradient_snapshot.h"
#include "ui/text/number_format.h"
#include "ui/views/gradient_check_plot.h"

using namespace backscope;

namespace {

using Kind = NetworkItem::Kind;

const CheckPlotTexts kTexts{.lineHeight = 14, .tickWidth = 34};
const QSizeF kSize(340, 180);

/// Errors of 10 ε² and 10⁻¹⁵ / ε together.
DifferenceCurve vCurve() {
  DifferenceCurve curve;
  curve.given = 0.5;
  for (double decade = -1; decade >= -12; decade -= 0.25) {
    const double epsilon = std::pow(10, decade);
    curve.points.push_back({epsilon, 0.5, 10 * epsilon * epsilon + 1e-15 / epsilon, false});
  }
  const auto best = std::ranges::min_element(curve.points, {}, &DifferencePoint::error);
  curve.best = static_cast<std::size_t>(best - curve.points.begin());
  return curve;
}

DifferenceCurve curveWith(double given, double quotient, double error) {
  DifferenceCurve curve;
  curve.given = given;
  curve.points = {{1e-5, quotient, error, false}};
  return curve;
}

/// One relu unit that stands exactly at a = 0 for x = (1, 1).
std::shared_ptr<Snapshot> atTheKink() {
  const auto snapshot = test::gradientSnapshot(3, {0, 2}, 1, {}, {{2, Activation::Relu}, {1, Activation::Identity}});
  auto pass = std::make_shared<PassInstant>(*snapshot->pass);
  // W^(1) = (1 2; 1 −1), b^(1) = 0, w^(2) = (1 1), b^(2) = 0.
  pass->parameters.theta() = {1, 2, 1, -1, 0, 0, 1, 1, 0};
  const std::vector<double> x{1, 1};
  const std::vector<double> y{1};
  snapshot->trace = traceExample(pass->parameters, snapshot->session->loss, x, y);
  pass->trace = snapshot->trace;
  snapshot->pass = std::move(pass);
  return snapshot;
}

}  // namespace

class TestGradientCheckPanel : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void cleanup() { m_warnings.check(); }

  void epsilonFallsToTheLeft() {
    const DifferenceCurve curve = vCurve();
    const CheckPlotLayout layout = layoutCheckPlot(curve, kSize, kTexts);
    QVERIFY(std::abs(layout.points.front()->x() - layout.area.right()) < 1e-6);
    QVERIFY(std::abs(layout.points.back()->x() - layout.area.left()) < 1e-6);
    for (std::size_t k = 1; k < layout.points.size(); ++k) QVERIFY(layout.points[k]->x() < layout.points[k - 1]->x());
  }

  void theBestPointIsTheLowest() {
    const DifferenceCurve curve = vCurve();
    const CheckPlotLayout layout = layoutCheckPlot(curve, kSize, kTexts);
    for (const std::optional<QPointF>& point : layout.points) {
      QVERIFY(point->y() <= layout.points[curve.best]->y());
      QVERIFY(layout.area.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(*point));
    }
  }

  void theHintsHaveTheSlopesOfTheCauses() {
    const CheckPlotLayout layout = layoutCheckPlot(vCurve(), kSize, kTexts);
    QVERIFY(layout.truncation && layout.rounding);
    const double x = layout.area.width() / 11;
    const double y = layout.area.height() / (layout.high - layout.low);
    QVERIFY(std::abs(-layout.truncation->dy() / y / (layout.truncation->dx() / x) - 2) < 1e-9);
    QVERIFY(std::abs(-layout.rounding->dy() / y / (layout.rounding->dx() / x) + 1) < 1e-9);
    // The curve's own ends lie on them.
    const DifferenceCurve curve = vCurve();
    const double right = layout.truncation->y1() + (layout.points.front()->x() - layout.truncation->x1()) *
                                                       layout.truncation->dy() / layout.truncation->dx();
    QVERIFY(std::abs(right - layout.points.front()->y()) < 0.5);
  }

  void errorsThatAreAllAlikeStandOffTheAxis() {
    DifferenceCurve curve = vCurve();
    for (DifferencePoint& point : curve.points) point.error = 1;
    const CheckPlotLayout layout = layoutCheckPlot(curve, kSize, kTexts);
    for (const std::optional<QPointF>& point : layout.points) QVERIFY(point->y() < layout.area.bottom() - 10);
  }

  void errorsOfZeroHaveALane() {
    DifferenceCurve curve = vCurve();
    QVERIFY(layoutCheckPlot(curve, kSize, kTexts).lane.isNull());
    curve.points[10].error = 0;
    curve.points[11].error = std::nan("");
    const CheckPlotLayout layout = layoutCheckPlot(curve, kSize, kTexts);
    QVERIFY(layout.lane.contains(*layout.points[10]));
    QVERIFY(!layout.points[11]);
    QVERIFY(layout.lane.bottom() + 2 * kTexts.lineHeight <= kSize.height());
  }

  void howWellTheyAgreeIsSaid_data() {
    QTest::addColumn<double>("given");
    QTest::addColumn<double>("quotient");
    QTest::addColumn<double>("error");
    QTest::addColumn<QString>("finding");
    QTest::newRow("well") << 0.5 << 0.5 << 3.2e-10 << "They agree to 9 digits (relative error 3.2·10⁻¹⁰).";
    QTest::newRow("one digit") << 0.5 << 0.51 << 0.02 << "They agree to 1 digit (relative error 0.020).";
    QTest::newRow("not") << 0.5 << 0.9 << 0.44 << "They do not agree: the relative error is 0.44.";
    QTest::newRow("wholly") << 0.5 << 0.5 << 0.0 << "They agree to the last digit.";
    QTest::newRow("dead") << 0.0 << 0.0 << 0.0 << "Both are exactly 0: nothing depends on it here.";
    QTest::newRow("not a number") << 0.5 << std::nan("") << std::nan("")
                                  << "These are no numbers any more: the weights have grown beyond what can be "
                                     "computed with.";
  }

  void howWellTheyAgreeIsSaid() {
    QFETCH(double, given);
    QFETCH(double, quotient);
    QFETCH(double, error);
    QTEST(checkText(curveWith(given, quotient, error)).finding, "finding");
  }

  void bothNumbersAreTheCurves() {
    const auto snapshot = test::gradientSnapshot(5, {0, 9});
    const DifferenceCurve curve = checkGradient(*snapshot, {Kind::Weight, {1, 2}, 1});
    QCOMPARE(curve.given, snapshot->trace.layers[0].dW(2, 1));
    const CheckText text = checkText(curve);
    QVERIFY(text.numbers.contains(formatNumber(snapshot->trace.layers[0].dW(2, 1))));
    QVERIFY(text.numbers.contains(formatNumber(curve.points[curve.best].quotient)));
    QCOMPARE(checkGradient(*snapshot, {Kind::Unit, {2, 1}, 0}).given, snapshot->trace.layers[1].delta(1));
    QCOMPARE(checkGradient(*snapshot, {Kind::Bias, {2, 1}, 0}).given, snapshot->trace.layers[1].db(1));
    QVERIFY(text.kink.isEmpty());
    const CheckText apart = checkText(curveWith(0.5, 0.625, 0.2));
    QVERIFY(apart.numbers.contains(QLatin1String("back-propagated 0.5000")));
    QVERIFY(apart.numbers.contains(QLatin1String("difference 0.6250")));
  }

  void aUnitAtItsKinkIsNamed() {
    const CheckText text = checkText(checkGradient(*atTheKink(), {Kind::Weight, {1, 1}, 0}));
    QCOMPARE(text.kink, QStringLiteral("Layer 1, unit 2 stands exactly at its kink (a = 0): there is no derivative; "
                                       "back-propagation takes that of the negative side."));
    DifferenceCurve crossed = vCurve();
    crossed.kink = Kink{2, 0, false};
    QVERIFY(checkText(crossed).kink.startsWith(QLatin1String("Layer 2, unit 1 crosses its kink")));
  }

  void theDescriptionIsTheTextAndTheCurve() {
    GradientCheckPanel check;
    check.setCurve(vCurve());
    const QString description = check.accessibleDescription();
    QVERIFY(description.contains(check.text().numbers) && description.contains(check.text().finding));
    QVERIFY(description.contains(QStringLiteral("at ε = 10⁻¹")));
    check.setReason(QStringLiteral("Pause."));
    QCOMPARE(check.accessibleDescription(), QStringLiteral("Pause."));
  }
};

QTEST_MAIN(TestGradientCheckPanel)
#include "tst_gradient_check_panel.moc"
