#include "app/run_edit.h"

#include <QSettings>
#include <QTest>
#include <functional>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/same_bits.h"
#include "tests/support/shown_window.h"
#include "ui/panels/data_panel.h"
#include "ui/panels/initialization_panel.h"
#include "ui/panels/network_panel.h"
#include "ui/views/network_view.h"
#include "ui/widgets/slider.h"

using namespace backscope;
using namespace backscope::test;

class TestRunEdit : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-run-edit")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  void aTurnOfTheDialIsUndoneAndRedone();
  void aDragIsOneEdit();
  void arrowsOnTheDialAreOneEdit();
  void everyChoiceThatBeginsAnewIsUndone_data();
  void everyChoiceThatBeginsAnewIsUndone();
  void theTrainedRunComesBackWithItsSettings();
  void editsBeforeAndAfterItAreUndoneInTurn();
  void aResetIsUndone();
  void anotherSessionHasNoEdits();
  void theMenuSaysWhatIsUndone();
};

namespace {

const std::vector<double>& theta(ShownWindow& window) { return window->snapshot()->parameters.theta(); }
void undo(ShownWindow& window) { QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier); }
void redo(ShownWindow& window) { QTest::keyClick(window.focus(), Qt::Key_Y, Qt::ControlModifier); }

QAction* undoAction(ShownWindow& window) {
  for (QAction* action : window->actions())
    if (action->shortcut() == QKeySequence(QKeySequence::Undo)) return action;
  qFatal("no undo");
}

Slider* dialOf(ShownWindow& window) {
  return widgetNamed<Slider>(window->workbench().initializationPanel(), QStringLiteral("scale, slider"));
}

InitializationSettings startOf(ShownWindow& window) { return window->editor().session().initialization; }

void chooseScale(ShownWindow& window, double scale) {
  typeInto(*numberNamed(window->workbench().initializationPanel(), QStringLiteral("scale")), QString::number(scale));
}

}  // namespace

void TestRunEdit::aTurnOfTheDialIsUndoneAndRedone() {
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr);
  const std::vector<double> before = theta(window);
  chooseScale(window, 0.5);
  QTRY_COMPARE(theta(window).front(), 0.5 * before.front());
  undo(window);
  QTRY_VERIFY(sameBits(theta(window), before));
  QCOMPARE(startOf(window).scale, 1.0);
  QCOMPARE(numberNamed(*window, QStringLiteral("scale"))->value(), 1.0);
  redo(window);
  QTRY_COMPARE(theta(window).front(), 0.5 * before.front());
  QCOMPARE(numberNamed(*window, QStringLiteral("scale"))->value(), 0.5);
}

void TestRunEdit::aDragIsOneEdit() {
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr);
  const std::vector<double> before = theta(window);
  const auto drag = [&window](int from, int to) {
    Slider* dial = dialOf(window);
    const auto place = [dial](int percent) { return QPoint(dial->width() * percent / 100, dial->height() / 2); };
    QTest::mousePress(dial, Qt::LeftButton, {}, place(from));
    for (int percent = from; percent <= to; percent += 3) QTest::mouseMove(dial, place(percent));
    QTest::mouseRelease(dial, Qt::LeftButton, {}, place(to));
  };
  drag(10, 40);
  const double first = startOf(window).scale;
  drag(40, 90);
  QVERIFY(startOf(window).scale > first);
  // Both were chosen before the engine had said anything: neither may be lost on the way.
  undo(window);
  QCOMPARE(startOf(window).scale, first);
  QTRY_COMPARE(theta(window).front(), first * before.front());
  undo(window);
  QTRY_VERIFY(sameBits(theta(window), before));
  QVERIFY(!undoAction(window)->isEnabled());
}

void TestRunEdit::arrowsOnTheDialAreOneEdit() {
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr);
  const std::vector<double> before = theta(window);
  dialOf(window)->setFocus();
  for (int k = 0; k < 5; ++k) QTest::keyClick(dialOf(window), Qt::Key_Left);
  QVERIFY(startOf(window).scale < 1);
  undo(window);
  QTRY_VERIFY(sameBits(theta(window), before));
  QVERIFY(!undoAction(window)->isEnabled());
}

void TestRunEdit::everyChoiceThatBeginsAnewIsUndone_data() {
  QTest::addColumn<std::function<void(Workbench&, Session)>>("choose");
  using Choice = std::function<void(Workbench&, Session)>;
  QTest::newRow("data") << Choice([](Workbench& workbench, Session session) {
    std::get<GeneratorSettings>(session.data.source).noise = 0.5;
    emit workbench.dataPanel().dataChosen(session.data);
  });
  QTest::newRow("three classes") << Choice([](Workbench& workbench, Session session) {
    std::get<GeneratorSettings>(session.data.source).generator = Generator::ThreeClass;
    emit workbench.dataPanel().dataChosen(session.data);
  });
  QTest::newRow("network") << Choice([](Workbench& workbench, Session session) {
    session.network.layers.front().units = 7;
    emit workbench.networkPanel().networkChosen(session.network);
  });
  QTest::newRow("loss") << Choice(
      [](Workbench& workbench, Session) { emit workbench.networkPanel().lossChosen(Loss::CrossEntropy); });
  QTest::newRow("start") << Choice([](Workbench& workbench, Session session) {
    session.initialization.identical = true;
    emit workbench.initializationPanel().initializationChosen(session.initialization);
  });
}

void TestRunEdit::everyChoiceThatBeginsAnewIsUndone() {
  QFETCH(std::function<void(Workbench&, Session)>, choose);
  ShownWindow window;
  QTRY_COMPARE(window.iteration(), 0);
  window.press(Qt::Key_S);
  QTRY_COMPARE(window.iteration(), 28);
  const Session before = window->editor().session();
  const std::vector<double> trained = theta(window);
  choose(window->workbench(), before);
  QTRY_COMPARE(window.iteration(), 0);
  QVERIFY(window->editor().session() != before);
  undo(window);
  QTRY_COMPARE(window.iteration(), 28);
  QVERIFY(sameBits(theta(window), trained));
  QVERIFY(window->editor().session() == before);
  QCOMPARE(window->snapshot()->history->end, 28);
  QVERIFY(!window->snapshot()->series->trainLoss.empty());
  window.press(Qt::Key_Home);
  QTRY_COMPARE(window.iteration(), 0);
}

void TestRunEdit::theTrainedRunComesBackWithItsSettings() {
  ShownWindow window;
  QTRY_COMPARE(window.iteration(), 0);
  typeInto(*numberNamed(*window, QStringLiteral("learning rate")), QStringLiteral("0.5"));
  window.press(Qt::Key_Space);
  QTRY_VERIFY(window.iteration() > 100);
  chooseScale(window, 3);
  typeInto(*numberNamed(*window, QStringLiteral("learning rate")), QStringLiteral("0.125"));
  undo(window);
  QTRY_VERIFY(window.iteration() > 100 && !window.isRunning());
  QCOMPARE(window->snapshot()->session->training.optimizer.learningRate, 0.5);
  QCOMPARE(numberNamed(*window, QStringLiteral("learning rate"))->value(), 0.5);
  redo(window);
  QTRY_COMPARE(window->snapshot()->session->initialization.scale, 3.0);
  QCOMPARE(window->snapshot()->session->training.optimizer.learningRate, 0.125);
  QCOMPARE(numberNamed(*window, QStringLiteral("learning rate"))->value(), 0.125);
}

void TestRunEdit::editsBeforeAndAfterItAreUndoneInTurn() {
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr);
  const std::vector<double> before = theta(window);
  emit window->workbench().network().parameterChosen(1, 0.5);
  QTRY_COMPARE(theta(window)[1], 0.5);
  chooseScale(window, 2);
  QTRY_COMPARE(theta(window)[1], 2 * before[1]);
  emit window->workbench().network().parameterChosen(1, -4);
  QTRY_COMPARE(theta(window)[1], -4.0);
  undo(window);
  QTRY_COMPARE(theta(window)[1], 2 * before[1]);
  undo(window);
  QTRY_COMPARE(theta(window)[1], 0.5);
  undo(window);
  QTRY_VERIFY(sameBits(theta(window), before));
  for (int k = 0; k < 3; ++k) redo(window);
  QTRY_COMPARE(theta(window)[1], -4.0);
  QCOMPARE(startOf(window).scale, 2.0);
}

void TestRunEdit::aResetIsUndone() {
  ShownWindow window;
  QTRY_COMPARE(window.iteration(), 0);
  window.press(Qt::Key_S);
  QTRY_COMPARE(window.iteration(), 28);
  const std::vector<double> trained = theta(window);
  window.press(Qt::Key_R);
  QTRY_COMPARE(window.iteration(), 0);
  undo(window);
  QTRY_COMPARE(window.iteration(), 28);
  QVERIFY(sameBits(theta(window), trained));
}

void TestRunEdit::anotherSessionHasNoEdits() {
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr);
  chooseScale(window, 2);
  undo(window);
  chooseScale(window, 3);
  QVERIFY(undoAction(window)->isEnabled());
  undo(window);
  window->open(QStringLiteral("moons"));
  QTRY_VERIFY(window->editor().session().title != sampleSession().title);
  QVERIFY(!undoAction(window)->isEnabled());
}

void TestRunEdit::theMenuSaysWhatIsUndone() {
  Session before = sampleSession();
  Session after = before;
  after.initialization.scale = 0.01;
  QCOMPARE(describeRunChange(before, after), QStringLiteral("scale of the start 1 → 0.01"));
  after.initialization.scale = 1;
  after.initialization.seed = 8;
  QCOMPARE(describeRunChange(before, after), QStringLiteral("seed of the weights 3 → 8"));
  after = before;
  after.training.batchSize = 3;
  QCOMPARE(describeRunChange(before, after), QStringLiteral("the session"));
  after.initialization.layers = {{}, {.scale = 3}};
  QCOMPARE(describeRunChange(before, after),
           QStringLiteral("start of layer 2 Glorot uniform × 1 → Glorot uniform × 3"));
  after.initialization.identical = true;
  QCOMPARE(describeRunChange(before, after), QStringLiteral("the start"));
  after.loss = Loss::CrossEntropy;
  QCOMPARE(describeRunChange(before, after), QStringLiteral("the loss"));
  after.network.bias = false;
  QCOMPARE(describeRunChange(before, after), QStringLiteral("the network"));
  after.data.testFraction = 0.5;
  QCOMPARE(describeRunChange(before, after), QStringLiteral("the data"));
  ShownWindow window;
  QTRY_VERIFY(window->snapshot() != nullptr);
  chooseScale(window, 0.1);
  QCOMPARE(undoAction(window)->text().remove(QLatin1Char('&')), QStringLiteral("Undo: scale of the start 1 → 0.1"));
}

QTEST_MAIN(TestRunEdit)
#include "tst_run_edit.moc"
