#include "app/symmetry_lab.h"

#include <QRadioButton>
#include <QSettings>
#include <QTest>

#include "app/edits.h"
#include "core/analysis/unit_groups.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_network.h"
#include "tests/support/shown_window.h"
#include "tests/support/symmetry_snapshot.h"
#include "ui/views/symmetry_view.h"

using namespace backscope;
using namespace backscope::test;

class TestSymmetryLab : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-symmetry-lab")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }
  void theKeyOpensTheLabAndNudgesThere();
  void aNudgeIsUndone();
  void aRunThatTrainsIsNudgedWhereItStands();
  void aHastyHandNudgesToo();
  void theWeightPointedAtInTheNetworkIsNudged();
  void anotherStartBeginsTheRunAnew();
  void symmetryIsBrokenAndXorIsLearned();
};

namespace {

const std::vector<double>& theta(ShownWindow& window) { return window->snapshot()->parameters.theta(); }

void trainAtFullSpeed(ShownWindow& window) {
  for (int k = 0; k < 20; ++k) window.press(Qt::Key_Plus);
  window.press(Qt::Key_Space);
}

int differentIn(ShownWindow& window) { return differentUnits(window->snapshot()->parameters, 1); }

}  // namespace

void TestSymmetryLab::theKeyOpensTheLabAndNudgesThere() {
  ShownWindow window(equalCorners());
  QTRY_COMPARE(window.iteration(), 0);
  const double before = theta(window)[0];
  window.press(Qt::Key_N);
  QCOMPARE(window->workbench().tab(), Workbench::Tab::Symmetry);
  QTest::qWait(50);
  QCOMPARE(theta(window)[0], before);
  window.press(Qt::Key_N);
  QTRY_COMPARE(theta(window)[0], before + 1e-6);
  QTRY_VERIFY(window->workbench().symmetry().text().contains(QLatin1String("2 of 2")));
}

void TestSymmetryLab::aNudgeIsUndone() {
  ShownWindow window(equalCorners());
  QTRY_COMPARE(window.iteration(), 0);
  const std::vector<double> before = theta(window);
  window.chooseByKey(Qt::Key_7);
  window.press(Qt::Key_N);
  QTRY_COMPARE(differentIn(window), 2);
  window.chooseByKey(Qt::Key_Z);
  QTRY_COMPARE(differentIn(window), 1);
  QCOMPARE(theta(window), before);
}

/// The weight is that of now, not that of the last picture: what it was just before differs by ε to the bit. Seed 3's
/// weights never come to rest.
void TestSymmetryLab::aRunThatTrainsIsNudgedWhereItStands() {
  ShownWindow window(equalCorners(3));
  QTRY_COMPARE(window.iteration(), 0);
  window.chooseByKey(Qt::Key_7);
  trainAtFullSpeed(window);
  QTRY_VERIFY(window.iteration() > 5000);
  window.press(Qt::Key_N);
  QTRY_VERIFY(window->snapshot()->series->edits.size() == 2 && window.isRunning());
  window.press(Qt::Key_Space);
  QTRY_VERIFY(!window.isRunning());
  const std::int64_t place = window->snapshot()->series->edits.back();
  Trainer alone(equalCorners(3));
  while (alone.iteration() < place) alone.stepBatch();
  alone.setParameter(0, alone.parameters().theta()[0] + 1e-6);
  while (alone.iteration() < window.iteration()) alone.stepBatch();
  QCOMPARE(theta(window), alone.parameters().theta());
}

/// Paused, nudged and trained on before a picture of the pause has come.
void TestSymmetryLab::aHastyHandNudgesToo() {
  ShownWindow window(equalCorners(3));
  QTRY_COMPARE(window.iteration(), 0);
  window.chooseByKey(Qt::Key_7);
  trainAtFullSpeed(window);
  QTRY_VERIFY(window.iteration() > 1000);
  for (const Qt::Key key : {Qt::Key_Space, Qt::Key_N, Qt::Key_Space}) window.press(key);
  QTRY_VERIFY(window->snapshot()->series->edits.size() == 2 && window.isRunning());
  QCOMPARE(differentIn(window), 2);
  // Once, not again at the next pause.
  window.press(Qt::Key_Space);
  QTRY_VERIFY(!window.isRunning());
  QTest::qWait(50);
  QCOMPARE(window->snapshot()->series->edits.size(), std::size_t{2});
}

void TestSymmetryLab::theWeightPointedAtInTheNetworkIsNudged() {
  ShownWindow window(equalCorners());
  QTRY_COMPARE(window.iteration(), 0);
  window.chooseByKey(Qt::Key_7);
  NetworkView& network = window->workbench().network();
  QTRY_VERIFY(!network.edges().empty());
  const std::size_t edge = network.edges().size() - 1;
  const std::size_t index = network.edges()[edge].index;
  const double before = theta(window)[index];
  QTest::mouseMove(&network, clearPlaceOn(network, edge).toPoint());
  QTRY_VERIFY(network.litItem());
  QTest::mouseMove(&network, QPoint(1, 1));
  window.press(Qt::Key_N);
  QTRY_COMPARE(theta(window)[index], before + 1e-6);
}

void TestSymmetryLab::anotherStartBeginsTheRunAnew() {
  ShownWindow window(equalCorners());
  QTRY_COMPARE(window.iteration(), 0);
  window.chooseByKey(Qt::Key_7);
  QCOMPARE(differentIn(window), 1);
  widgetNamed<QRadioButton>(window->workbench().symmetry(), QStringLiteral("Start of the run: random"))->click();
  QTRY_COMPARE(differentIn(window), 2);
  QVERIFY(!window->editor().session().initialization.identical);
  widgetNamed<QRadioButton>(window->workbench().symmetry(), QStringLiteral("Start of the run: zero"))->click();
  QTRY_COMPARE(theta(window), std::vector<double>(theta(window).size(), 0.0));
}

/// The lecturer's way, with keys alone: train on the plateau, pause, nudge, train.
void TestSymmetryLab::symmetryIsBrokenAndXorIsLearned() {
  ShownWindow window(equalCorners());
  QTRY_COMPARE(window.iteration(), 0);
  window.chooseByKey(Qt::Key_7);
  trainAtFullSpeed(window);
  QTRY_VERIFY(window.iteration() > 20'000);
  window.press(Qt::Key_Space);
  QTRY_VERIFY(!window.isRunning());
  const SymmetryView& lab = window->workbench().symmetry();
  QTRY_VERIFY(lab.text().contains(QStringLiteral("Plateau, now at Σℓ\u00a0=\u00a02.0000")));
  QVERIFY(lab.text().contains(QLatin1String("exactly 0")));
  window.press(Qt::Key_N);
  QTRY_COMPARE(differentIn(window), 2);
  window.press(Qt::Key_Space);
  QTRY_VERIFY(window->snapshot()->train.loss < 0.01);
  QTRY_VERIFY(lab.text().contains(QStringLiteral("The distance grew ×1.01")));
}

QTEST_MAIN(TestSymmetryLab)
#include "tst_symmetry_lab.moc"
