#include <QSettings>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "ui/views/boundary_text.h"
#include "ui/views/boundary_view.h"
#include "ui/views/example_bar.h"
#include "ui/views/pass_view.h"

using namespace backscope;
using namespace backscope::test;

class TestExamples : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void initTestCase();
  void init();
  void cleanup() { m_warnings.check(); }
  void theArrowKeysGoFromExampleToExample();
  void aDoubleClickTracesThatPlaceAndAClickEndsIt();
  void aTypedExampleIsSteppedThroughApartFromTheRun();
  void anImpossibleTargetIsNamedAndChangesNothing();
};

void TestExamples::initTestCase() { setUpWindowTests(QStringLiteral("backscope-examples")); }

void TestExamples::init() {
  m_warnings.watch();
  QSettings().clear();
}

void TestExamples::theArrowKeysGoFromExampleToExample() {
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr);
  const int first = window->snapshot()->example;
  window.press(Qt::Key_Down);
  QTRY_COMPARE(window->snapshot()->example, first + 1);
  QVERIFY(window->snapshot()->isExampleChosen);
  window.press(Qt::Key_Up);
  QTRY_COMPARE(window->snapshot()->example, first);
}

void TestExamples::aDoubleClickTracesThatPlaceAndAClickEndsIt() {
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr && !window->snapshot()->boundary.maps.empty());
  BoundaryView& boundary = window->workbench().boundary();
  // Beyond the data, in a corner.
  const PlotMap map = boundary.plotMapNow();
  const QPointF corner = boundary.boundaryLayout().plot.topLeft() + QPointF(3, 3);
  QTest::mouseDClick(&boundary, Qt::LeftButton, {}, corner.toPoint());
  QTRY_VERIFY(window->snapshot()->typed.has_value());
  QCOMPARE(window->snapshot()->typed->x[0], map.toValue(corner).x());
  QCOMPARE(window->snapshot()->trace.x(1), map.toValue(corner).y());
  QCOMPARE(window->snapshot()->example, -1);
  QCOMPARE(readoutOfTyped(*window->snapshot()).size(), std::size_t{4});
  QTest::mouseClick(&boundary, Qt::LeftButton, {}, corner.toPoint());
  QTRY_VERIFY(!window->snapshot()->isExampleChosen);
}

void TestExamples::aTypedExampleIsSteppedThroughApartFromTheRun() {
  ShownWindow window;
  window.press(Qt::Key_1);
  QTRY_VERIFY(window->snapshot() != nullptr && window->snapshot()->pass != nullptr);
  ExampleBar& bar = window->workbench().pass().exampleBar();
  typeInto(*bar.inputFields()[0], QStringLiteral("0,5"));
  QTRY_VERIFY(window->snapshot()->typed.has_value());
  QCOMPARE(window->snapshot()->pass->trace.x(0), 0.5);
  const int before = window->snapshot()->pass->done;
  window->workbench().setFocus();
  window.press(Qt::Key_S);
  QTRY_COMPARE(window->snapshot()->pass->done, before + 1);
  QCOMPARE(window->snapshot()->step, 0);
  QVERIFY(bar.caption().contains(QLatin1String("apart")));
}

void TestExamples::anImpossibleTargetIsNamedAndChangesNothing() {
  Session session = sampleSession();
  session.network.layers.back() = {1, Activation::Sigmoid};
  session.loss = Loss::CrossEntropy;
  ShownWindow window(session);
  window.press(Qt::Key_1);
  QTRY_VERIFY(window->snapshot() != nullptr && window->snapshot()->pass != nullptr);
  ExampleBar& bar = window->workbench().pass().exampleBar();
  const double y = window->snapshot()->trace.y(0);
  typeInto(*bar.targetFields()[0], QStringLiteral("7"));
  QVERIFY2(window.message().contains(QLatin1String("data.points[0].y[0]")), qPrintable(window.message()));
  QCOMPARE(bar.targetFields()[0]->value(), y);
  QVERIFY(!window->snapshot()->typed);
}

QTEST_MAIN(TestExamples)
#include "tst_examples.moc"
