#include "app/landscape.h"

#include <QSettings>
#include <QTest>
#include <algorithm>
#include <limits>

#include "app/edits.h"
#include "app/engine_bridge.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "ui/views/surface_map.h"
#include "ui/views/surface_view.h"

using namespace backscope;
using namespace backscope::test;

class TestLandscape : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-landscape")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }
  void aMoveIsUndone();
  void aRunThatTrainsIsHeldOrGoesOn();
  void aStepIsFromWhereTheRunStands();
  void whatCannotBeIsRefused();
  void theSurfaceIsThatOfTheRun();
  void aPlaceOfTheMapIsGoneTo();
};

namespace {

const std::vector<double>& theta(ShownWindow& window) { return window->snapshot()->parameters.theta(); }

Edits& edits(ShownWindow& window) { return *window->findChild<Edits*>(); }
Landscape& landscape(ShownWindow& window) { return *window->findChild<Landscape*>(); }

std::vector<double> ones(ShownWindow& window, double value) { return std::vector<double>(theta(window).size(), value); }

bool isUpToDate(ShownWindow& window) {
  return window->snapshot()->commands >= window->findChild<EngineBridge*>()->sent();
}

void trainAtFullSpeed(ShownWindow& window) {
  for (int k = 0; k < 20; ++k) window.press(Qt::Key_Plus);
  window.press(Qt::Key_Space);
}

}  // namespace

void TestLandscape::aMoveIsUndone() {
  ShownWindow window;
  QTRY_COMPARE(window.iteration(), 0);
  const std::vector<double> before = theta(window);
  landscape(window).moveTo(ones(window, 0.25), QStringLiteral("there"));
  QTRY_COMPARE(theta(window), ones(window, 0.25));
  QCOMPARE(edits(window).undoText(), QStringLiteral("there"));
  window.chooseByKey(Qt::Key_Z);
  QTRY_COMPARE(theta(window), before);
}

void TestLandscape::aRunThatTrainsIsHeldOrGoesOn() {
  ShownWindow window;
  trainAtFullSpeed(window);
  QTRY_VERIFY(window.iteration() > 10);
  landscape(window).moveTo(ones(window, 0.25), QStringLiteral("there"));
  QTRY_COMPARE(theta(window), ones(window, 0.25));
  QVERIFY(!window->snapshot()->running);
  window.press(Qt::Key_Space);
  QTRY_VERIFY(theta(window) != ones(window, 0.25));
  const std::int64_t iteration = window.iteration();
  landscape(window).rollFrom(ones(window, 0.5), QStringLiteral("elsewhere"));
  QTRY_VERIFY(window.iteration() > iteration + 10);
  QVERIFY(window->snapshot()->running);
  // Where it was moved to, to the bit.
  window.chooseByKey(Qt::Key_Z);
  QTRY_VERIFY(!window->snapshot()->running);
  edits(window).redo();
  QTRY_COMPARE(theta(window), ones(window, 0.5));
}

/// Not from where the last picture was: what it was just before differs by the step, to the bit.
void TestLandscape::aStepIsFromWhereTheRunStands() {
  ShownWindow window;
  trainAtFullSpeed(window);
  QTRY_VERIFY(window.iteration() > 10);
  landscape(window).moveBy(ones(window, 0.25), QStringLiteral("a step"));
  QTRY_COMPARE(edits(window).undoText(), QStringLiteral("a step"));
  QTRY_VERIFY(isUpToDate(window));
  const std::shared_ptr<const Snapshot> stood = window->snapshot();
  QVERIFY(!stood->running);
  window.chooseByKey(Qt::Key_Z);
  QTRY_VERIFY(isUpToDate(window));
  QCOMPARE(window.iteration(), stood->iteration);
  for (std::size_t k = 0; k < theta(window).size(); ++k)
    QCOMPARE(stood->parameters.theta()[k], theta(window)[k] + 0.25);
}

void TestLandscape::whatCannotBeIsRefused() {
  ShownWindow window;
  QTRY_COMPARE(window.iteration(), 0);
  const std::vector<double> before = theta(window);
  int refusals = 0;
  connect(&landscape(window), &Landscape::refused, this, [&] { ++refusals; });
  landscape(window).moveTo(ones(window, std::numeric_limits<double>::quiet_NaN()), QStringLiteral("there"));
  QCOMPARE(refusals, 1);
  landscape(window).moveTo({1, 2}, QStringLiteral("there"));
  QVERIFY(edits(window).undoText().isEmpty());
  QCOMPARE(theta(window), before);
}

/// Also once the network is another one.
void TestLandscape::theSurfaceIsThatOfTheRun() {
  ShownWindow window;
  window.press(Qt::Key_F6);
  const SurfaceScene& scene = window->workbench().analyses().surface().scene();
  QTRY_VERIFY(scene.hasSurface() && !scene.picture->isWorking);
  QCOMPARE(scene.picture->iteration, 0);
  trainAtFullSpeed(window);
  QTRY_VERIFY(scene.picture->iteration > 100);
  window.press(Qt::Key_Space);
  QTRY_VERIFY(isUpToDate(window) && scene.picture->iteration == window.iteration() && !scene.picture->isWorking);
  QCOMPARE(scene.picture->here.loss, window->snapshot()->train.loss);
  QVERIFY(!scene.picture->path.empty());
  const Session other = sampleSession({{3, Activation::Sigmoid}, {1, Activation::Sigmoid}});
  emit landscape(window).sessionChosen(other);
  QTRY_VERIFY(isUpToDate(window) && scene.picture->iteration == 0 && scene.picture->path.empty());
  QTRY_COMPARE(scene.picture->here.loss, window->snapshot()->train.loss);
}

void TestLandscape::aPlaceOfTheMapIsGoneTo() {
  ShownWindow window;
  window.press(Qt::Key_F6);
  SurfaceView& view = window->workbench().analyses().surface();
  QTRY_VERIFY(view.scene().hasSurface());
  const std::vector<double> before = theta(window);
  view.map().setFocus();
  for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Return}) window.press(key);
  QTRY_VERIFY(theta(window) != before);
  QVERIFY(theta(window)[0] > before[0]);
  QVERIFY(std::equal(before.begin() + 1, before.end(), theta(window).begin() + 1));
  window.chooseByKey(Qt::Key_Z);
  QTRY_COMPARE(theta(window), before);
}

QTEST_MAIN(TestLandscape)
#include "tst_landscape.moc"
