#include "ui/values/values_view.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/text/number_format.h"
#include "ui/views/parameter_editor.h"

using namespace backscope;

class TestValuesView : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }
  void aNumberIsThereOnceItsStepWasTaken();
  void everyNumberIsThatOfTheTrace();
  void whatTheLastStepComputedActsAndIsInView();
  void aStepByLayerMakesTheWholeLayerStandOut();
  void withoutPassesAllOfTheTraceIsThere();
  void theChangeIsThatOfTheUpdate();
  void rowsAndItemsBelongTogether_data();
  void rowsAndItemsBelongTogether();
  void whatIsGivenByHandIsEditedInPlace();
  void aWrongEntryChangesNothing();
  void arrowsInTheEditorTryTheirStepsAtOnce();
  void copyingTakesTheSelectionOrAll();
  void aRowIsPointedAtAndLit();
  void aLargeNetworkIsShownAtOnce();
  void aFrozenWeightIsMarkedAndDoesNotChange();
};

namespace {

std::shared_ptr<const Snapshot> snapshotAfter(int steps, const Session& session) {
  PassCursor cursor(session);
  for (int k = 0; k < steps; ++k) cursor.advance(StepSize::Unit);
  SnapshotContext context;
  context.step = cursor.step();
  context.pass = std::make_shared<const PassInstant>(cursor.instant());
  return makeSnapshot(cursor.trainer(), test::sampleNeeds(cursor.trainer()), context);
}

Session twoTwoOne() {
  Session session = test::sampleSession({{2, Activation::Tanh}, {1, Activation::Identity}});
  session.training.batchSize = 1;
  return session;
}

/// 2-2-1: the inputs, four units forward, ŷ, ℓ, δ and ∂ℓ/∂w of the output, δ of two, ∂ℓ/∂w of two, sum, mean, θ.
constexpr int kStepsOfTwoTwoOne = 14;

QString shown(const ValueTable& table, int row, int column) {
  return table.model()->index(row, column).data().toString();
}

void choose(ValueTable& table, int row, int column) {
  table.setFocus();
  table.setCurrentIndex(table.model()->index(row, column));
}

/// Shown, so that it can have the keyboard.
struct ShownValues {
  ValuesView view;
  explicit ShownValues(const std::shared_ptr<const Snapshot>& snapshot) {
    view.resize(800, 300);
    view.show();
    view.activateWindow();
    QApplication::setActiveWindow(&view);
    view.setSnapshot(snapshot);
  }
};

}  // namespace

void TestValuesView::aNumberIsThereOnceItsStepWasTaken() {
  ValuesView view;
  view.setSnapshot(snapshotAfter(2, twoTwoOne()));
  const ValueTable& units = view.units();
  QVERIFY(shown(units, 0, 0).isEmpty());
  QVERIFY(shown(units, 0, 1) != QLatin1String("–"));
  QVERIFY(shown(units, 2, 0) != QLatin1String("–"));
  QCOMPARE(shown(units, 3, 0), QStringLiteral("–"));
  QCOMPARE(shown(units, 2, 2), QStringLiteral("–"));
  QCOMPARE(shown(units, 2, 3), QStringLiteral("–"));
  QCOMPARE(shown(view.weights(), 0, 1), QStringLiteral("–"));
  QVERIFY(shown(view.weights(), 0, 0) != QLatin1String("–"));
}

void TestValuesView::everyNumberIsThatOfTheTrace() {
  ValuesView view;
  const auto snapshot = snapshotAfter(kStepsOfTwoTwoOne, twoTwoOne());
  view.setSnapshot(snapshot);
  const LayerTrace& hidden = snapshot->pass->trace.layers[0];
  QCOMPARE(shown(view.units(), 3, 0), formatNumber(hidden.a(1)));
  QCOMPARE(shown(view.units(), 3, 1), formatNumber(hidden.z(1)));
  QCOMPARE(shown(view.units(), 3, 2), formatNumber(hidden.slope(1)));
  QCOMPARE(shown(view.units(), 3, 3), formatNumber(hidden.delta(1)));
  QCOMPARE(shown(view.weights(), 4, 1), formatNumber(hidden.dW(1, 1)));
  QCOMPARE(shown(view.weights(), 5, 1), formatNumber(hidden.db(1)));
}

void TestValuesView::whatTheLastStepComputedActsAndIsInView() {
  Session session = test::sampleSession(test::sampleLayers(2, 40, Activation::Tanh));
  ShownValues shownValues(snapshotAfter(72, session));
  const ValueTable& units = shownValues.view.units();
  const int row = units.values().rowOf({NetworkItem::Kind::Unit, {2, 30}, 0});
  QVERIFY(units.values().valueAt(units.model()->index(row, 0)).acts);
  QVERIFY(!units.values().valueAt(units.model()->index(row - 1, 0)).acts);
  QVERIFY(units.viewport()->rect().intersects(units.visualRect(units.model()->index(row, 0))));
}

void TestValuesView::aStepByLayerMakesTheWholeLayerStandOut() {
  ValuesView view;
  view.setSnapshot(snapshotAfter(3, twoTwoOne()));
  const auto acts = [&view](int row) {
    return view.units().values().valueAt(view.units().model()->index(row, 0)).acts;
  };
  QVERIFY(!acts(2) && acts(3));
  view.setStepSize(StepSize::Layer);
  QVERIFY(acts(2) && acts(3) && !acts(4));
}

void TestValuesView::withoutPassesAllOfTheTraceIsThere() {
  ValuesView view;
  const auto snapshot = test::sampleSnapshot(twoTwoOne(), 5);
  view.setSnapshot(snapshot);
  QCOMPARE(shown(view.units(), 4, 3), formatNumber(snapshot->trace.layers[1].delta(0)));
  QVERIFY(shown(view.weights(), 0, 2).isEmpty());
  QVERIFY(view.caption().contains(QString::number(snapshot->example)));
}

void TestValuesView::theChangeIsThatOfTheUpdate() {
  ValuesView view;
  const auto snapshot = snapshotAfter(kStepsOfTwoTwoOne + 1, twoTwoOne());
  QCOMPARE(snapshot->iteration, 1);
  view.setSnapshot(snapshot);
  const PassInstant& pass = *snapshot->pass;
  QCOMPARE(shown(view.weights(), 0, 2), formatNumber(pass.update->theta[0] - pass.parameters.theta()[0]));
  QCOMPARE(shown(view.weights(), 0, 0), formatNumber(pass.update->theta[0]));
}

void TestValuesView::rowsAndItemsBelongTogether_data() {
  QTest::addColumn<bool>("bias");
  QTest::newRow("with biases") << true;
  QTest::newRow("without") << false;
}

void TestValuesView::rowsAndItemsBelongTogether() {
  QFETCH(bool, bias);
  Session session = test::sampleSession();
  session.network.bias = bias;
  ValuesView view;
  view.setSnapshot(test::sampleSnapshot(session, 0));
  for (const ValueTable* table : {&view.units(), &view.weights()})
    for (int row = 0; row < table->model()->rowCount(); ++row)
      QCOMPARE(table->values().rowOf(table->values().itemAt(row)), row);
  const ValueModel& weights = view.weights().values();
  QCOMPARE(weights.rowCount(), static_cast<int>(test::sampleSnapshot(session, 0)->parameters.theta().size()));
}

void TestValuesView::whatIsGivenByHandIsEditedInPlace() {
  ShownValues shownValues(snapshotAfter(3, twoTwoOne()));
  QSignalSpy parameters(&shownValues.view, &ValuesView::parameterChosen);
  QSignalSpy inputs(&shownValues.view, &ValuesView::inputEdited);
  ValueTable& weights = shownValues.view.weights();
  choose(weights, 3, 0);
  QTest::keyClick(&weights, Qt::Key_1);
  auto* editor = weights.findChild<ParameterEditor*>();
  QVERIFY(editor != nullptr);
  QTest::keyClicks(editor, QStringLiteral("/4"));
  QTest::keyClick(editor, Qt::Key_Return);
  QCOMPARE(parameters.size(), 1);
  // Behind two weights and b of the first unit stands w₂₁; in θ b comes behind all weights.
  QCOMPARE(parameters[0][0].value<std::size_t>(), std::size_t{2});
  QCOMPARE(parameters[0][1].toDouble(), 0.25);
  ValueTable& units = shownValues.view.units();
  choose(units, 1, 1);
  QTest::keyClick(&units, Qt::Key_F2);
  editor = units.findChild<ParameterEditor*>();
  QVERIFY(editor != nullptr);
  editor->setText(QStringLiteral("0,5"));
  QTest::keyClick(editor, Qt::Key_Return);
  QCOMPARE(inputs.size(), 1);
  QCOMPARE(inputs[0][0].toInt(), 1);
  QCOMPARE(inputs[0][1].toDouble(), 0.5);
  choose(units, 3, 1);
  QTest::keyClick(&units, Qt::Key_F2);
  QVERIFY(units.findChild<ParameterEditor*>(QString(), Qt::FindChildrenRecursively) == nullptr ||
          !units.findChild<ParameterEditor*>()->isVisible());
}

void TestValuesView::aWrongEntryChangesNothing() {
  ShownValues shownValues(snapshotAfter(3, twoTwoOne()));
  QSignalSpy parameters(&shownValues.view, &ValuesView::parameterChosen);
  ValueTable& weights = shownValues.view.weights();
  choose(weights, 0, 0);
  QTest::keyClick(&weights, Qt::Key_Return);
  auto* editor = weights.findChild<ParameterEditor*>();
  editor->setText(QStringLiteral("half"));
  QTest::keyClick(editor, Qt::Key_Return);
  QVERIFY(editor->isRejected());
  QTest::keyClick(editor, Qt::Key_Escape);
  QCOMPARE(parameters.size(), 0);
  QVERIFY(weights.hasFocus());
}

void TestValuesView::arrowsInTheEditorTryTheirStepsAtOnce() {
  ShownValues shownValues(snapshotAfter(3, twoTwoOne()));
  QSignalSpy nudges(&shownValues.view, &ValuesView::parameterNudged);
  QSignalSpy chosen(&shownValues.view, &ValuesView::parameterChosen);
  ValueTable& weights = shownValues.view.weights();
  choose(weights, 0, 0);
  QTest::keyClick(&weights, Qt::Key_Return);
  auto* editor = weights.findChild<ParameterEditor*>();
  editor->setText(QStringLiteral("0.2"));
  QTest::keyClick(editor, Qt::Key_Up);
  QTest::keyClick(editor, Qt::Key_Down, Qt::AltModifier);
  QCOMPARE(nudges.size(), 2);
  QCOMPARE(nudges[0][1].toDouble(), 0.3);
  QCOMPARE(nudges[1][1].toDouble(), 0.29);
  QTest::keyClick(editor, Qt::Key_Escape);
  QCOMPARE(nudges.size(), 3);
  QCOMPARE(nudges[2][1].toDouble(), shownValues.view.weights().values().values().snapshot()->parameters.theta()[0]);
  QCOMPARE(chosen.size(), 0);
}

void TestValuesView::copyingTakesTheSelectionOrAll() {
  ShownValues shownValues(snapshotAfter(kStepsOfTwoTwoOne, twoTwoOne()));
  ValueTable& units = shownValues.view.units();
  const QString all = shownValues.view.copied(ValuesView::Form::Csv);
  QCOMPARE(all.count(QLatin1Char('\n')), 1 + 5 + 1 + 1 + 9);
  choose(units, 2, 0);
  QTest::keyClick(&units, Qt::Key_Right, Qt::ShiftModifier);
  QTest::keyClick(&units, Qt::Key_Down, Qt::ShiftModifier);
  QCOMPARE(shownValues.view.copied(ValuesView::Form::Csv).count(QLatin1Char('\n')), 3);
  QTest::keyClick(&units, Qt::Key_C, Qt::ControlModifier);
  QCOMPARE(QGuiApplication::clipboard()->text(), shownValues.view.copied(ValuesView::Form::Text));
  QVERIFY(QGuiApplication::clipboard()->text().contains(shown(units, 3, 1)));
}

void TestValuesView::aRowIsPointedAtAndLit() {
  ShownValues shownValues(snapshotAfter(kStepsOfTwoTwoOne, twoTwoOne()));
  QSignalSpy pointed(&shownValues.view, &ValuesView::itemPointed);
  choose(shownValues.view.weights(), 3, 0);
  const NetworkItem expected{NetworkItem::Kind::Weight, {1, 1}, 0};
  QCOMPARE(pointed.back()[0].value<std::optional<NetworkItem>>(), std::optional(expected));
  shownValues.view.setLit(expected);
  QCOMPARE(shownValues.view.weights().litRow(), 3);
  QCOMPARE(shownValues.view.units().litRow(), -1);
  shownValues.view.setLit(std::nullopt);
  QCOMPARE(shownValues.view.weights().litRow(), -1);
}

void TestValuesView::aLargeNetworkIsShownAtOnce() {
  const Session session = test::sampleSession(test::sampleLayers(16, 128, Activation::Tanh));
  const auto snapshot = test::sampleSnapshot(session, 0);
  ShownValues shownValues(snapshot);
  QCOMPARE(shownValues.view.weights().model()->rowCount(), static_cast<int>(snapshot->parameters.theta().size()));
  shownValues.view.grab();
  QElapsedTimer timer;
  timer.start();
  for (int k = 0; k < 20; ++k) {
    shownValues.view.setSnapshot(snapshot);
    shownValues.view.grab();
  }
  // Far below what 245,000 rows would cost.
  QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

void TestValuesView::aFrozenWeightIsMarkedAndDoesNotChange() {
  Session session = twoTwoOne();
  session.training.frozen = {0};
  ValuesView view;
  view.resize(700, 300);
  view.setSnapshot(snapshotAfter(kStepsOfTwoTwoOne + 1, session));
  view.show();
  const QAbstractItemModel& model = *view.weights().model();
  const auto textOf = [&model](int row, int column) {
    return model.index(row, column).data(Qt::AccessibleTextRole).toString();
  };
  QVERIFY(textOf(0, 0).endsWith(QStringLiteral(", frozen")));
  QVERIFY(!textOf(1, 0).endsWith(QStringLiteral("frozen")) && !textOf(0, 1).endsWith(QStringLiteral("frozen")));
  QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole).toString(), QStringLiteral("Frozen: training leaves it as it is."));
  QCOMPARE(model.index(0, 2).data().toString(), formatNumber(0));
  QVERIFY(model.index(1, 2).data().toString() != formatNumber(0));
  const QRect cell = view.weights().visualRect(model.index(0, 0));
  const QImage frozen = view.weights().viewport()->grab(cell).toImage();
  session.training.frozen.clear();
  view.setSnapshot(snapshotAfter(kStepsOfTwoTwoOne + 1, session));
  QVERIFY(view.weights().viewport()->grab(cell).toImage() != frozen);
}

QTEST_MAIN(TestValuesView)
#include "tst_values_view.moc"
