#include <QAbstractButton>
#include <QCheckBox>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "app/compare_lab.h"
#include "app/session_file.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/same_bits.h"
#include "tests/support/shown_window.h"
#include "ui/panels/data_panel.h"
#include "ui/panels/initialization_panel.h"
#include "ui/panels/training_panel.h"
#include "ui/views/cure_row.h"
#include "ui/views/delta_view.h"
#include "ui/views/network_view.h"
#include "ui/views/pass_view.h"
#include "ui/widgets/segmented_switch.h"

using namespace backscope;
using namespace backscope::test;

namespace {

/// The window with what a comparison shows.
class ShownRuns : public ShownWindow {
 public:
  using ShownWindow::ShownWindow;

  const Runs& runs() { return (*this)->runs(); }
  CompareBar& bar() { return (*this)->workbench().compareBar(); }
  bool hasBoard() { return (*this)->workbench().isBoardShown(); }
  /// The instant of the run at this place; nothing until it has come.
  const Snapshot* at(int place) {
    const std::shared_ptr<const Snapshot> present = (*this)->snapshot();
    if (!present || place >= runs().count()) return nullptr;
    if (present->run == runs().numberAt(place)) return present.get();
    for (const std::shared_ptr<const Snapshot>& other : present->others)
      if (other->run == runs().numberAt(place)) return other.get();
    return nullptr;
  }
  std::int64_t iterationAt(int place) {
    const Snapshot* shown = at(place);
    return shown != nullptr ? shown->iteration : -1;
  }
  std::vector<double> theta(int place) {
    const Snapshot* shown = at(place);
    return shown != nullptr ? shown->parameters.theta() : std::vector<double>(1);
  }
  double scaleAt(int place) { return runs().sessionAt(place).initialization.scale; }
  void chooseScale(double scale) {
    InitializationSettings settings = (*this)->editor().session().initialization;
    settings.scale = scale;
    emit(*this)->workbench().initializationPanel().initializationChosen(settings);
  }
  void undo() { QTest::keyClick(focus(), Qt::Key_Z, Qt::ControlModifier); }
  void redo() { QTest::keyClick(focus(), Qt::Key_Y, Qt::ControlModifier); }
};

/// θ of this session after so many updates, trained alone.
std::vector<double> trainedAlone(Session session, std::int64_t iterations) {
  session.compare.clear();
  Trainer trainer(session);
  while (trainer.iteration() < iterations && trainer.stepBatch()) continue;
  return trainer.parameters().theta();
}

}  // namespace

class TestComparison : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-comparison")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  void aKeyComparesWithACopyInWhichSomethingIsChanged();
  void theRunsOfAComparisonTrainAsAlone();
  void anEditOfAnotherRunIsUndoneThere();
  void theDataIsForAllAndComesBackInAll();
  void runsAreCopiedSwappedAndRemoved();
  void theEditsOfARemovedRunAreGone();
  void aComparisonIsSavedAndGoesOnWithTheSameBits();
  void aCureOpensBesideTheRun();
  void workingByHandHidesTheOthers();
  void theRunThatDivergesIsNamed();
};

void TestComparison::aKeyComparesWithACopyInWhichSomethingIsChanged() {
  ShownRuns window;
  QTRY_COMPARE(window.iteration(), 0);
  QVERIFY(!window.bar().isVisible());
  window.press(Qt::Key_C);
  QCOMPARE(window.runs().count(), 2);
  QCOMPARE(window.runs().present(), 1);
  QVERIFY(window.bar().isVisible() && window.hasBoard());
  QTRY_VERIFY(window.at(0) != nullptr && window.at(1) != nullptr);
  window.chooseScale(0.5);
  QCOMPARE(window.scaleAt(0), 1.0);
  QCOMPARE(window.scaleAt(1), 0.5);
  QTRY_COMPARE(window.theta(1).front(), 0.5 * window.theta(0).front());
  QVERIFY2(window.bar().differencesText().contains(QStringLiteral("0.5")), qPrintable(window.bar().differencesText()));
  QVERIFY(window->isUnsaved());
  window.press(Qt::Key_C);
  QCOMPARE(window.runs().present(), 0);
  QCOMPARE(numberNamed(*window, QStringLiteral("scale"))->value(), 1.0);
  QTRY_COMPARE(window->snapshot()->run, window.runs().number());
  QTest::keyClick(window.focus(), Qt::Key_C, Qt::ShiftModifier);
  QVERIFY(!window.hasBoard());
  QCOMPARE(window.bar().shown(), CompareShown::Ghost);
  emit window.bar().endRequested();
  QVERIFY(!window.bar().isVisible());
  QTRY_VERIFY(window->snapshot()->others.empty());
  QCOMPARE(window.scaleAt(0), 1.0);
}

void TestComparison::theRunsOfAComparisonTrainAsAlone() {
  ShownRuns window;
  QTRY_COMPARE(window.iteration(), 0);
  window.press(Qt::Key_C);
  window.chooseScale(0.5);
  window.press(Qt::Key_S);
  QTRY_COMPARE(window.iterationAt(0), 28);
  QTRY_COMPARE(window.iterationAt(1), 28);
  for (const int place : {0, 1})
    QVERIFY(sameBits(window.theta(place), trainedAlone(window.runs().sessionAt(place), 28)));
  window.press(Qt::Key_Home);
  QTRY_VERIFY(window.iterationAt(0) == 0 && window.iterationAt(1) == 0);
  QVERIFY(sameBits(window.theta(1), trainedAlone(window.runs().sessionAt(1), 0)));
}

void TestComparison::anEditOfAnotherRunIsUndoneThere() {
  ShownRuns window;
  QTRY_COMPARE(window.iteration(), 0);
  const double before = window.theta(0)[1];
  emit window->workbench().network().parameterChosen(1, 0.5);
  QTRY_COMPARE(window.theta(0)[1], 0.5);
  window.press(Qt::Key_C);
  QTRY_VERIFY(window.at(1) != nullptr);
  QTRY_COMPARE(window.theta(1)[1], 0.5);
  window.chooseScale(2);
  QTRY_COMPARE(window.theta(1)[1], 2 * before);
  window.press(Qt::Key_C);
  QCOMPARE(window.runs().present(), 0);
  window.undo();
  QCOMPARE(window.runs().present(), 1);
  QCOMPARE(window.scaleAt(1), 1.0);
  QTRY_COMPARE(window.theta(1)[1], 0.5);
  window.undo();
  QCOMPARE(window.runs().present(), 0);
  QTRY_COMPARE(window.theta(0)[1], before);
  QCOMPARE(window.theta(1)[1], 0.5);
  window.redo();
  window.redo();
  QCOMPARE(window.runs().present(), 1);
  QTRY_COMPARE(window.theta(0)[1], 0.5);
  QTRY_COMPARE(window.theta(1)[1], 2 * before);
}

void TestComparison::theDataIsForAllAndComesBackInAll() {
  ShownRuns window;
  QTRY_COMPARE(window.iteration(), 0);
  window.press(Qt::Key_C);
  window.chooseScale(0.5);
  window.press(Qt::Key_S);
  QTRY_VERIFY(window.iterationAt(0) == 28 && window.iterationAt(1) == 28);
  const std::vector<double> trained[] = {window.theta(0), window.theta(1)};
  const std::vector<Session> before = window.runs().sessions();
  DataSettings data = before.front().data;
  std::get<GeneratorSettings>(data.source).generator = Generator::ThreeClass;
  emit window->workbench().dataPanel().dataChosen(data);
  for (const int place : {0, 1}) {
    QVERIFY(window.runs().sessionAt(place).data == data);
    QCOMPARE(window.runs().sessionAt(place).network.layers.back().units, 3);
  }
  QTRY_VERIFY(window.iterationAt(0) == 0 && window.iterationAt(1) == 0);
  QTRY_COMPARE(window.at(0)->parameters.architecture().layers.back().units, 3);
  // A run that came later has the data of then.
  window->comparison().addCopy();
  QTRY_VERIFY(window.at(2) != nullptr);
  window.undo();
  QVERIFY(window.runs().sessionAt(0) == before[0]);
  QVERIFY(window.runs().sessionAt(1) == before[1]);
  QVERIFY(window.runs().sessionAt(2).data == before[0].data);
  QTRY_VERIFY(sameBits(window.theta(0), trained[0]));
  QTRY_VERIFY(sameBits(window.theta(1), trained[1]));
  QTRY_COMPARE(window.at(2)->parameters.architecture().layers.back().units, 1);
  window.redo();
  for (const int place : {0, 1, 2}) QVERIFY(window.runs().sessionAt(place).data == data);
  QTRY_COMPARE(window.at(2)->parameters.architecture().layers.back().units, 3);
}

void TestComparison::runsAreCopiedSwappedAndRemoved() {
  ShownRuns window;
  QTRY_COMPARE(window.iteration(), 0);
  window.press(Qt::Key_C);
  window.chooseScale(0.5);
  window->comparison().addCopy();
  window.chooseScale(0.25);
  window->comparison().addCopy();
  QCOMPARE(window.runs().count(), 4);
  window->comparison().addCopy();
  QCOMPARE(window.runs().count(), 4);
  QVERIFY(!window.message().isEmpty());
  emit window.bar().swapRequested(0, 2);
  QCOMPARE(window.scaleAt(0), 0.25);
  QCOMPARE(window.scaleAt(2), 1.0);
  QCOMPARE(window.runs().present(), 3);
  emit window.bar().copyRequested(1, 3);
  QCOMPARE(window.scaleAt(3), 0.5);
  QTRY_VERIFY(window.at(3) != nullptr && sameBits(window.theta(3), window.theta(1)));
  emit window.bar().removeRequested(3);
  emit window.bar().removeRequested(1);
  QCOMPARE(window.runs().count(), 2);
  QCOMPARE(window.runs().present(), 0);
  QTRY_VERIFY(window.at(0) != nullptr && window.at(1) != nullptr);
  QTRY_COMPARE(window->snapshot()->others.size(), std::size_t{1});
  QTRY_COMPARE(window.theta(0).front(), 0.25 * window.theta(1).front());
}

void TestComparison::theEditsOfARemovedRunAreGone() {
  ShownRuns window;
  QTRY_COMPARE(window.iteration(), 0);
  window.chooseScale(0.5);
  window.press(Qt::Key_C);
  window.chooseScale(0.25);
  window.chooseScale(0.125);
  QTRY_VERIFY(window.at(1) != nullptr);
  emit window.bar().removeRequested(1);
  QCOMPARE(window.runs().count(), 1);
  window.undo();
  QCOMPARE(window.scaleAt(0), 1.0);
  window.redo();
  QCOMPARE(window.scaleAt(0), 0.5);
  QTRY_COMPARE(window->snapshot()->session->initialization.scale, 0.5);
}

void TestComparison::aComparisonIsSavedAndGoesOnWithTheSameBits() {
  const QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("two.backscope"));
  std::vector<double> trained[2];
  {
    ShownRuns window;
    QTRY_COMPARE(window.iteration(), 0);
    window.press(Qt::Key_C);
    window.chooseScale(0.5);
    window.press(Qt::Key_S);
    QTRY_VERIFY(window.iterationAt(0) == 28 && window.iterationAt(1) == 28);
    window->saveTo(file);
    QTRY_VERIFY(!window->isUnsaved());
    window.press(Qt::Key_S);
    QTRY_VERIFY(window.iterationAt(0) == 56 && window.iterationAt(1) == 56);
    QVERIFY(window->isUnsaved());
    for (const int place : {0, 1}) trained[place] = window.theta(place);
  }
  ShownRuns window;
  QTRY_COMPARE(window.iteration(), 0);
  window->open(file);
  QCOMPARE(window.runs().count(), 2);
  QVERIFY(window.bar().isVisible() && window.hasBoard());
  QTRY_VERIFY(window.iterationAt(0) == 28 && window.iterationAt(1) == 28);
  QVERIFY(!window->isUnsaved());
  window.press(Qt::Key_S);
  QTRY_VERIFY(window.iterationAt(0) == 56 && window.iterationAt(1) == 56);
  for (const int place : {0, 1}) QVERIFY(sameBits(window.theta(place), trained[place]));
  // One run alone is no comparison in the file either.
  emit window.bar().removeRequested(1);
  window->saveTo(file);
  QTRY_VERIFY(!window->isUnsaved());
  QVERIFY(openSession(file).session->compare.empty());
}

void TestComparison::aCureOpensBesideTheRun() {
  Session vanishing = sampleSession();
  vanishing.network.layers.assign(6, {8, Activation::Sigmoid});
  vanishing.network.layers.push_back({1, Activation::Identity});
  ShownRuns window(vanishing);
  QTRY_COMPARE(window.iteration(), 0);
  auto* choice = widgetNamed<SegmentedSwitch>(*window, QStringLiteral("Present deltas"));
  QTest::mouseClick(choice->findChildren<QAbstractButton*>().at(1), Qt::LeftButton);
  CureRow& row = window->workbench().analyses().deltas().cures();
  QTRY_VERIFY(row.isVisible());
  const DeltaCure cure = row.cures().front();
  row.findChildren<Button*>().at(1)->click();
  QCOMPARE(window.runs().count(), 2);
  QCOMPARE(window.runs().present(), 0);
  QVERIFY(window.hasBoard());
  QVERIFY(window.runs().sessionAt(1).network == cure.network);
  QVERIFY(window.runs().sessionAt(0).network == vanishing.network);
  QTRY_VERIFY(window.at(1) != nullptr);
  QVERIFY(window.at(1)->layers.front().delta.rms > 10 * window.at(0)->layers.front().delta.rms);
}

void TestComparison::workingByHandHidesTheOthers() {
  ShownRuns window;
  QTRY_COMPARE(window.iteration(), 0);
  window.press(Qt::Key_C);
  QTRY_VERIFY(window.at(1) != nullptr);
  QVERIFY(window.hasBoard());
  window.press(Qt::Key_H);
  QVERIFY(window->workbench().pass().isByHand());
  QVERIFY(!window.hasBoard());
  QCOMPARE(window.bar().shown(), CompareShown::Alone);
  QTest::keyClick(window.focus(), Qt::Key_C, Qt::ShiftModifier);
  QCOMPARE(window.bar().shown(), CompareShown::Alone);
  window.press(Qt::Key_H);
  QVERIFY(window.hasBoard());
}

void TestComparison::theRunThatDivergesIsNamed() {
  ShownRuns window(sampleSession({{4, Activation::Relu}, {1, Activation::Identity}}));
  QTRY_COMPARE(window.iteration(), 0);
  window.press(Qt::Key_C);
  TrainingSettings training = window->editor().session().training;
  training.optimizer.learningRate = 1e9;
  emit window->workbench().trainingPanel().trainingChosen(training);
  QCOMPARE(window.runs().sessionAt(0).training.optimizer.learningRate, 0.03);
  window.press(Qt::Key_S);
  QTRY_VERIFY2(window.message().startsWith(QStringLiteral("Run B ")), qPrintable(window.message()));
  QTRY_COMPARE(window.iterationAt(0), 28);
}

QTEST_MAIN(TestComparison)
#include "tst_comparison.moc"
