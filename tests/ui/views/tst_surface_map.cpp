#include "ui/views/surface_map.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <cmath>
#include <functional>
#include <limits>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_surface.h"
#include "ui/theme/theme.h"
#include "ui/views/surface_painter.h"
#include "ui/views/surface_text.h"

using namespace backscope;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

ScaledSurface scaled(const LossSurface& surface, bool isLog) {
  const SurfaceScale scale = scaleOfSurface(surface, isLog);
  return {&surface, scale, surfaceCoordinates(surface, scale)};
}

struct Shown {
  SurfacePicture picture;
  SurfaceMap map;

  explicit Shown(SurfacePicture shown = test::samplePicture()) : picture(std::move(shown)) {
    map.resize(420, 300);
    map.setScene(sceneOf(picture, {}));
    map.show();
    QApplication::setActiveWindow(&map);
  }
  QPointF at(double alpha, double beta) const { return map.currentLayout().placeOf(alpha, beta); }
};

}  // namespace

class TestSurfaceMap : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { Theme::instance().setMode(Theme::Mode::Light); }
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void lossesOfANearlyFlatSurfaceAreToldApart() {
    const auto surface = test::surfaceOf([](double a, double) { return 0.125 + 1e-4 * a; });
    for (const bool isLog : {false, true}) {
      const std::vector<AxisTick> levels = surfaceLevels(scaleOfSurface(*surface, isLog), 5);
      QVERIFY(levels.size() >= 2);
      for (std::size_t k = 1; k < levels.size(); ++k) QVERIFY(levels[k].label != levels[k - 1].label);
    }
  }

  void aLogarithmHasAFloorWhereTheLossIsZero() {
    const auto surface = test::surfaceOf([](double a, double) { return a < 0 ? 0 : a > 1.9 ? kInfinity : a + 0.5; });
    const SurfaceScale scale = scaleOfSurface(*surface, true);
    QVERIFY(scale.isLowCut);
    QCOMPARE(scale.coordinateOf(0), scale.low);
    QCOMPARE(scale.low, std::log10(0.5));
    QVERIFY(std::isnan(scale.coordinateOf(kInfinity)));
    QCOMPARE(surfaceScaleTicks(scale, {}).front().label, QStringLiteral("≤ 0.50"));
    QVERIFY(!scaleOfSurface(*surface, false).isLowCut);
  }

  void losses_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<bool>("isLog");
    QTest::newRow("decades") << 1e-9 << 1e3 << true;
    QTest::newRow("a decade") << 0.03 << 0.4 << true;
    QTest::newRow("nearly equal") << 0.5 << 0.501 << true;
    QTest::newRow("linear") << 0.0 << 3.7 << false;
    QTest::newRow("equal") << 2.0 << 2.0 << false;
  }

  void losses() {
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(bool, isLog);
    const auto surface = test::surfaceOf([&](double a, double) { return low + (high - low) * (a + 2) / 4; });
    const SurfaceScale scale = scaleOfSurface(*surface, isLog);
    QVERIFY(scale.high > scale.low);
    const std::vector<AxisTick> levels = surfaceLevels(scale, 9);
    QVERIFY(levels.size() <= 12);
    if (high > low) QVERIFY2(levels.size() >= 3, qPrintable(QString::number(levels.size())));
    QStringList labels;
    for (const AxisTick& level : levels) {
      QVERIFY(level.coordinate >= scale.low - 1e-9 && level.coordinate <= scale.high + 1e-9);
      QVERIFY2(!labels.contains(level.label), qPrintable(level.label));
      labels.append(level.label);
    }
  }

  void theRasterIsTheSurface() {
    // Bilinear in α and β, so that nothing is lost between the points.
    const auto surface = test::surfaceOf([](double a, double b) { return 3 + a + b * a; }, 5);
    const ScaledSurface linear = scaled(*surface, false);
    QCOMPARE(lossBetween(linear, 0.3, -1.7), 3 + 0.3 - 1.7 * 0.3);
    QVERIFY(std::isnan(lossBetween(linear, 2.1, 0)));
    const SurfaceColors& colors = surfaceColors(Theme::instance().colors());
    const QImage image = surfaceImage(linear, {-2, 4, -2, 2}, {60, 40}, colors);
    // The middle of the pixel at column 10, row 30: α = −0.95, β = −1.05.
    const double share = linear.scale.shareOf(3 - 0.95 + 1.05 * 0.95);
    QCOMPARE(image.pixel(10, 30), surfaceColor(colors, share));
    QCOMPARE(qAlpha(image.pixel(50, 20)), 0);
  }

  void whatIsNoNumberIsLeftOut() {
    const auto surface = test::surfaceOf([](double a, double b) { return a > 0.5 ? kNaN : 1 + a * a + b; }, 9);
    const ScaledSurface log = scaled(*surface, true);
    const QImage image = surfaceImage(log, surface->window, {80, 80}, surfaceColors(Theme::instance().colors()));
    QCOMPARE(qAlpha(image.pixel(75, 40)), 0);
    // Up to half a step beyond the last number.
    QCOMPARE(qAlpha(image.pixel(52, 40)), 255);
    QCOMPARE(qAlpha(image.pixel(56, 40)), 0);
  }

  void contoursCarryTheirLosses() {
    Shown shown;
    const SurfaceMapShape& shape = shown.map.shape();
    QVERIFY(shape.contours.labels.size() >= 3);
    for (const ContourLabel& label : shape.contours.labels) {
      QVERIFY(shape.layout.area.contains(label.bounds));
      const double alpha = shape.layout.alphaAt(label.center.x());
      const double beta = shape.layout.betaAt(label.center.y());
      // As the colours have it between the grid's points; a bent line passes a little beside the middle.
      const double ratio = lossBetween(sceneOf(shown.picture, {}).scaled, alpha, beta) / label.text.toDouble();
      QVERIFY2(ratio > 0.75 && ratio < 1.3, qPrintable(label.text));
      for (const ContourLabel& other : shape.contours.labels)
        QVERIFY(&other == &label || !other.bounds.intersects(label.bounds));
      for (const QRectF& taken : shape.marks.taken) QVERIFY(!taken.intersects(label.bounds));
    }
  }

  void pointsFarOffThePlaneLookFarOff() {
    const Shown shown;
    const SurfaceScene scene = sceneOf(shown.picture, {});
    const MarkLook start = lookOf(scene, shown.picture.path.front().mark);
    const MarkLook middle = lookOf(scene, shown.picture.path[15].mark);
    QVERIFY(start.isOff && middle.isOff && start.strength < middle.strength);
    QVERIFY(!lookOf(scene, shown.picture.here).isOff);
    const SurfaceMarks marks = layoutMarks(scene, shown.map.currentLayout());
    QStringList tags;
    for (const MarkTag& tag : marks.tags) tags.append(tag.text);
    QCOMPARE(tags, QStringList({QStringLiteral("L = 0.0076"), QStringLiteral("start, 1.5 off")}));
  }

  void theStartThatIsASavedPointIsNamedOnce() {
    Shown shown;
    SurfacePicture picture = shown.picture;
    picture.points.push_back({{.kind = SavedPoint::Kind::Start}, picture.path.front().mark});
    QStringList tags;
    for (const MarkTag& tag : layoutMarks(sceneOf(picture, {}), shown.map.currentLayout()).tags) tags.append(tag.text);
    QCOMPARE(tags, QStringList({QStringLiteral("L = 0.0076"), QStringLiteral("the start, 1.5 off")}));
  }

  void besideTheWindowNoSurfaceIsBelowThePath() {
    Shown shown;
    SurfacePicture picture = shown.picture;
    QVERIFY(pathSentence(sceneOf(picture, {})).contains(QLatin1String("below it 0.67")));
    picture.path.front().mark.place.alpha = 100;
    const QString sentence = pathSentence(sceneOf(picture, {}));
    QVERIFY2(sentence.endsWith(QLatin1String("iteration 0, where L is 1.1.")), qPrintable(sentence));
  }

  void theReadingTellsPathAndSurfaceApart() {
    Shown shown;
    QTest::mouseMove(&shown.map, shown.at(-0.2, 1.7).toPoint());
    const QString start = shown.map.reading();
    QVERIFY2(start.startsWith(QLatin1String("Iteration 0: L = 1.12")), qPrintable(start));
    QVERIFY2(start.contains(QLatin1String("the surface below has 0.67")) &&
                 start.endsWith(QLatin1String("1.5 off the plane.")),
             qPrintable(start));
    QTest::mouseMove(&shown.map, shown.at(1, -1).toPoint());
    QVERIFY2(shown.map.reading().contains(QStringLiteral("L ≈ 0.2")), qPrintable(shown.map.reading()));
  }

  void theKeyboardReadsZoomsAndMoves() {
    Shown shown;
    QSignalSpy windows(&shown.map, &SurfaceMap::windowChosen);
    QSignalSpy fits(&shown.map, &SurfaceMap::fitRequested);
    shown.map.setFocus();
    QTRY_VERIFY(shown.map.hasFocus());
    QTest::keyClick(&shown.map, Qt::Key_Left);
    QVERIFY2(shown.map.reading().startsWith(QLatin1String("Now, iteration 400: L = 0.0076")),
             qPrintable(shown.map.reading()));
    QTest::keyClick(&shown.map, Qt::Key_Plus);
    const auto zoomed = windows.takeFirst().at(0).value<SurfaceWindow>();
    QCOMPARE(zoomed.alphaHigh - zoomed.alphaLow, 4 / 1.25);
    // What is read stays where it is.
    QCOMPARE((0.9 - zoomed.alphaLow) / (zoomed.alphaHigh - zoomed.alphaLow), 2.9 / 4);
    QTest::keyClick(&shown.map, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(windows.takeFirst().at(0).value<SurfaceWindow>(), (SurfaceWindow{-1.6, 2.4, -2, 2}));
    QTest::keyClick(&shown.map, Qt::Key_Home);
    QCOMPARE(fits.size(), 1);
    QTest::keyClick(&shown.map, Qt::Key_Escape);
    QVERIFY(shown.map.reading().isEmpty());
  }

  void theMouseMovesAndZooms() {
    Shown shown;
    QSignalSpy windows(&shown.map, &SurfaceMap::windowChosen);
    const QPoint from = shown.at(0, 0).toPoint();
    QTest::mousePress(&shown.map, Qt::LeftButton, {}, from);
    QTest::mouseMove(&shown.map, shown.at(1, 0).toPoint());
    QTest::mouseRelease(&shown.map, Qt::LeftButton, {}, shown.at(1, 0).toPoint());
    QVERIFY(std::abs(windows.takeLast().at(0).value<SurfaceWindow>().alphaLow + 3) < 0.03);
    QWheelEvent wheel(shown.at(1, 1), shown.map.mapToGlobal(shown.at(1, 1)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&shown.map, &wheel);
    const auto zoomed = windows.takeLast().at(0).value<SurfaceWindow>();
    QVERIFY(std::abs(zoomed.alphaLow - (1 - 3 / 1.25)) < 0.02);
    // Never so far that nothing is left.
    QCOMPARE(backscope::zoomed({1, 1 + 1e-6, 0, 1}, 2, 1, 0), (SurfaceWindow{1, 1 + 1e-6, 0, 1}));
  }

  void anythingCanBeDrawn() {
    SurfacePicture picture = test::samplePicture();
    for (const auto& loss :
         {std::function<double(double, double)>([](double, double) { return kNaN; }),
          std::function<double(double, double)>([](double, double) { return 0.0; }),
          std::function<double(double, double)>([](double a, double) { return std::exp(300 * a); })}) {
      picture.surface = test::surfaceOf(loss, 3);
      picture.path[3].mark = {{kNaN, 1e300, kInfinity}, kNaN};
      picture.here.loss = kInfinity;
      for (const bool isLog : {true, false}) {
        QImage image(700, 300, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        SurfaceLook look;
        look.isLog = isLog;
        paintSurface(painter, image.rect(), picture, look);
        QVERIFY(image.pixelColor(2, 2) == Theme::instance().colors().card);
      }
    }
  }
};

QTEST_MAIN(TestSurfaceMap)
#include "tst_surface_map.moc"
