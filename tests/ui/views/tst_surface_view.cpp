#include "ui/views/surface_view.h"

#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "tests/support/sample_surface.h"
#include "ui/text/notation.h"
#include "ui/theme/theme.h"
#include "ui/views/surface_controls.h"
#include "ui/views/surface_map.h"
#include "ui/views/surface_relief.h"
#include "ui/views/surface_text.h"
#include "ui/widgets/choice_box.h"

using namespace backscope;

namespace {

std::shared_ptr<const Snapshot> snapshotOf(const Session& session) {
  Trainer trainer(session);
  return test::sampleSnapshot(trainer, 0, test::sampleNeeds(trainer));
}

struct Shown {
  SurfaceView view;
  QSignalSpy choices{&view, &SurfaceView::choiceChanged};

  explicit Shown(const Session& session = test::sampleSession()) {
    view.setSnapshot(snapshotOf(session));
    view.setPicture(test::samplePicture());
    view.resize(700, 300);
    view.show();
    QApplication::setActiveWindow(&view);
    choices.clear();
  }
  ChoiceBox* box(const QString& name) const {
    for (ChoiceBox* box : view.findChildren<ChoiceBox*>())
      if (box->accessibleName() == name) return box;
    return nullptr;
  }
  void choose(const QString& name, int index) const {
    box(name)->setCurrentIndex(index);
    emit box(name)->activated(index);
  }
};

}  // namespace

class TestSurfaceView : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { Theme::instance().setMode(Theme::Mode::Light); }
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void thePlaneIsChosen() {
    Shown shown;
    QCOMPARE(shown.view.choice().kind, PlaneKind::Weights);
    shown.choose(QStringLiteral("The plane"), static_cast<int>(PlaneKind::Path));
    QCOMPARE(shown.view.choice().kind, PlaneKind::Path);
    QCOMPARE(shown.choices.size(), 1);
    // Another window is one of this plane alone.
    emit shown.view.map().windowChosen({0, 1, 0, 1});
    QCOMPARE(shown.view.choice().window, (SurfaceWindow{0, 1, 0, 1}));
    QCOMPARE(shown.view.map().currentLayout().window, (SurfaceWindow{0, 1, 0, 1}));
    shown.choose(QStringLiteral("The plane"), static_cast<int>(PlaneKind::Random));
    QVERIFY(!shown.view.choice().window);
  }

  void edgesThatAreClickedBecomeTheAxes() {
    Shown shown;
    shown.view.choose({NetworkItem::Kind::Weight, {1, 2}, 1});
    shown.view.choose({NetworkItem::Kind::Bias, {2, 0}, 0});
    // w_{32}^{(1)} is the sixth of 8 weights, before 4 biases and 8 weights more.
    QCOMPARE(shown.view.choice().first, std::size_t{5});
    QCOMPARE(shown.view.choice().second, std::size_t{20});
    QCOMPARE(shown.box(QStringLiteral("The weight along the map"))->currentText(), QStringLiteral("w₃₂⁽¹⁾"));
    QCOMPARE(shown.box(QStringLiteral("The weight up the map"))->currentText(), QStringLiteral("b₁⁽²⁾"));
    shown.choose(QStringLiteral("The plane"), static_cast<int>(PlaneKind::Random));
    shown.view.choose({NetworkItem::Kind::Weight, {1, 0}, 0});
    QCOMPARE(shown.view.choice().first, std::size_t{5});
  }

  void aWideNetworkListsTheWeightsOfAUnit() {
    const Shown shown(test::sampleSession(test::sampleLayers(2, 64, Activation::Tanh)));
    QCOMPARE(shown.box(QStringLiteral("The weight up the map"))->count(), 3);
    Shown narrow;
    narrow.view.choose({NetworkItem::Kind::Bias, {3, 0}, 0});
    narrow.view.setSnapshot(snapshotOf(test::sampleSession({{1, Activation::Tanh}})));
    QVERIFY(narrow.view.choice().first != narrow.view.choice().second);
    QVERIFY(narrow.view.choice().first < 3 && narrow.view.choice().second < 3);
    QVERIFY(!narrow.choices.isEmpty());
  }

  void pointsAreChosen() {
    Shown shown;
    shown.view.setPoints({{SavedPoint::Kind::Now, 0, {}, {}},
                          {SavedPoint::Kind::Start, 0, {}, {}},
                          {SavedPoint::Kind::Bookmark, 0, "flat", {1.0}}});
    shown.choose(QStringLiteral("The plane"), static_cast<int>(PlaneKind::Points));
    const std::vector<SavedPoint>& points = shown.view.choice().points;
    QCOMPARE(points.size(), std::size_t{2});
    QCOMPARE(points[0].kind, SavedPoint::Kind::Start);
    QCOMPARE(points[1].name, std::string("flat"));
    QVERIFY(points[1].theta.empty());
    shown.choose(QStringLiteral("The third point"), 2);
    QCOMPARE(shown.view.choice().points.size(), std::size_t{3});
  }

  void theWordsSayWhatIsSeen() {
    Shown shown;
    shown.view.resize(900, 500);
    QVERIFY2(shown.view.words().contains(QLatin1String("two random directions")), qPrintable(shown.view.words()));
    QVERIFY2(shown.view.words().contains(QLatin1String("off the plane, by 1.5 at iteration 0, where L is 1.1")),
             qPrintable(shown.view.words()));
    QVERIFY2(shown.view.map().accessibleDescription().endsWith(
                 QStringLiteral("α, a random direction from −2 to 2, β, another one from −2 to 2.")),
             qPrintable(shown.view.map().accessibleDescription()));
    QVERIFY2(shown.view.words().contains(QLatin1String("Of the first 4 of 280 examples.")),
             qPrintable(shown.view.words()));
    emit shown.view.map().windowChosen({-2, 0, -2, 2});
    QVERIFY2(shown.view.words().contains(QLatin1String("Now, L = 0.0076, is beyond the map")),
             qPrintable(shown.view.words()));
    emit shown.view.map().fitRequested();
    for (int kind = 0; kind <= static_cast<int>(PlaneKind::Points); ++kind) {
      SurfacePicture picture = test::samplePicture();
      picture.kind = static_cast<PlaneKind>(kind);
      picture.path.clear();
      shown.view.setPicture(picture);
      QVERIFY2(shown.view.words().endsWith(QLatin1String("Ring: now, L = 0.0076.")), qPrintable(shown.view.words()));
      QVERIFY(!shown.view.grab().isNull());
    }
  }

  void whyThereIsNoPlaneIsSaid() {
    Shown shown;
    QStringList seen;
    for (int problem = 0; problem <= static_cast<int>(NoPlane::NotFinite); ++problem) {
      SurfacePicture picture;
      picture.problem = static_cast<NoPlane>(problem);
      shown.view.setPicture(picture);
      QVERIFY(!shown.view.map().isVisible() && !shown.view.relief().isVisible());
      QVERIFY(!seen.contains(shown.view.words()));
      seen.append(shown.view.words());
    }
    shown.view.setPicture({});
    QVERIFY2(shown.view.words().endsWith(QLatin1String("It is being measured.")), qPrintable(shown.view.words()));
  }

  void narrowPagesShowOneOfBoth() {
    Shown shown;
    QVERIFY(shown.view.map().isVisible() && shown.view.relief().isVisible());
    shown.view.resize(440, 320);
    QTRY_VERIFY(shown.view.map().isVisible() && !shown.view.relief().isVisible());
    QTRY_VERIFY(shown.view.map().width() > 400);
    QTRY_VERIFY(shown.view.controls().geometry().bottom() < shown.view.map().geometry().top());
  }

  void nothingIsClipped_data() {
    QTest::addColumn<int>("points");
    QTest::newRow("small type") << 9;
    QTest::newRow("large type") << 20;
    QTest::newRow("largest type") << 28;
  }

  void nothingIsClipped() {
    QFETCH(int, points);
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPointSize(points);
    QApplication::setFont(font);
    {
      Shown shown;
      shown.view.resize(shown.view.minimumSizeHint().expandedTo({330 + 20 * points, 26 * points}));
      QApplication::processEvents();
      for (const QWidget* child : shown.view.findChildren<QWidget*>()) {
        if (!child->isVisibleTo(&shown.view)) continue;
        const bool wraps = child->hasHeightForWidth();
        const QSize least = wraps ? QSize(0, child->heightForWidth(child->width())) : child->minimumSizeHint();
        QVERIFY2(child->width() >= least.width() && child->height() >= least.height(),
                 qPrintable(child->accessibleName() + QLatin1String(child->metaObject()->className())));
      }
      const SurfaceLayout layout = shown.view.map().currentLayout();
      QVERIFY(layout.area.height() > 50 && layout.area.width() > 50);
      QVERIFY(
          QRectF(shown.view.map().rect()).contains(layout.alphaName.united(layout.betaName).united(layout.barName)));
    }
    QApplication::setFont(before);
  }

  void theReliefTurns() {
    Shown shown;
    SurfaceRelief& relief = shown.view.relief();
    const QImage before = relief.grab().toImage();
    QTest::mousePress(&relief, Qt::LeftButton, {}, {50, 50});
    QTest::mouseMove(&relief, {90, 60});
    QTest::mouseRelease(&relief, Qt::LeftButton, {}, {90, 60});
    QVERIFY(relief.turn().azimuth > ReliefTurn().azimuth && relief.turn().elevation > ReliefTurn().elevation);
    QVERIFY(relief.grab().toImage() != before);
    relief.setFocus();
    QTest::keyClick(&relief, Qt::Key_Left);
    QTest::keyClick(&relief, Qt::Key_Home);
    QCOMPARE(relief.turn(), ReliefTurn());
  }

  void theLettersFollowTheNotation() {
    Shown shown;
    CurrentNotation::instance().set({.countsInput = true});
    QCOMPARE(shown.box(QStringLiteral("The weight along the map"))->currentText(), QStringLiteral("w₁₁⁽²⁾"));
    CurrentNotation::instance().set({});
    QCOMPARE(shown.box(QStringLiteral("The weight along the map"))->currentText(), QStringLiteral("w₁₁⁽¹⁾"));
  }
};

QTEST_MAIN(TestSurfaceView)
#include "tst_surface_view.moc"
