#include "ui/views/example_bar.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/sample_snapshot.h"
#include "ui/widgets/button.h"
#include "ui/widgets/number_edit.h"

using namespace backscope;

class TestExampleBar : public QObject {
  Q_OBJECT

 private slots:
  void itShowsTheExamplesValues();
  void aTypedValueMakesAnExampleOfItsOwn();
  void theNeighboursGoRoundTheEnds();
  void ofManyInputsItShowsTheNumberAlone();
};

namespace {

std::shared_ptr<const Snapshot> snapshotOf(const Session& session, const SelectExample& chosen) {
  Trainer trainer(session);
  SnapshotContext context;
  context.chosen = chosen;
  return makeSnapshot(trainer, test::sampleNeeds(trainer), context);
}

}  // namespace

void TestExampleBar::itShowsTheExamplesValues() {
  ExampleBar bar;
  const auto snapshot = snapshotOf(test::sampleSession(), {12});
  bar.setSnapshot(*snapshot);
  QVERIFY(bar.caption().contains(QLatin1String("12")));
  QCOMPARE(bar.inputFields().size(), std::size_t{2});
  QCOMPARE(bar.inputFields()[1]->value(), snapshot->data->inputOf(12)[1]);
  QCOMPARE(bar.targetFields()[0]->value(), snapshot->data->targetOf(12)[0]);
}

void TestExampleBar::aTypedValueMakesAnExampleOfItsOwn() {
  ExampleBar bar;
  bar.show();
  QApplication::setActiveWindow(&bar);
  const auto snapshot = snapshotOf(test::sampleSession(), {12});
  bar.setSnapshot(*snapshot);
  std::optional<TypedExample> typed;
  connect(&bar, &ExampleBar::valuesTyped, this, [&typed](const TypedExample& example) { typed = example; });
  NumberEdit* field = bar.inputFields()[0];
  field->setFocus();
  field->selectAll();
  QTest::keyClicks(field, QStringLiteral("1/3"));
  QTest::keyClick(field, Qt::Key_Return);
  QVERIFY(typed.has_value());
  QCOMPARE(typed->x[0], 1.0 / 3);
  QCOMPARE(typed->x[1], snapshot->data->inputOf(12)[1]);
  QCOMPARE(typed->y[0], snapshot->data->targetOf(12)[0]);
  bar.setSnapshot(*snapshotOf(test::sampleSession(), {{}, typed}));
  QVERIFY(bar.caption().contains(QLatin1String("typed")));
  QCOMPARE(bar.inputFields()[0]->value(), 1.0 / 3);
}

void TestExampleBar::theNeighboursGoRoundTheEnds() {
  ExampleBar bar;
  QSignalSpy chosen(&bar, &ExampleBar::exampleChosen);
  const int count = snapshotOf(test::sampleSession(), {})->data->count();
  const auto press = [&bar](const QString& name) {
    for (Button* button : bar.findChildren<Button*>())
      if (button->accessibleName() == name) button->click();
  };
  bar.setSnapshot(*snapshotOf(test::sampleSession(), {count - 1}));
  press(QStringLiteral("Next example"));
  bar.setSnapshot(*snapshotOf(test::sampleSession(), {0}));
  press(QStringLiteral("Previous example"));
  bar.setSnapshot(*snapshotOf(test::sampleSession(), {{}, TypedExample{{1, 2}, {1}}}));
  press(QStringLiteral("Next example"));
  QCOMPARE(chosen.size(), 3);
  QCOMPARE(chosen[0][0].toInt(), 0);
  QCOMPARE(chosen[1][0].toInt(), count - 1);
  QCOMPARE(chosen[2][0].toInt(), 0);
}

void TestExampleBar::ofManyInputsItShowsTheNumberAlone() {
  Session session = test::sampleSession();
  session.network.inputs = 6;
  session.data.source = PointList{{1, 2, 3, 4, 5, 6}, {1}};
  session.data.testFraction = 0;
  ExampleBar bar;
  bar.setSnapshot(*snapshotOf(session, {0}));
  QVERIFY(bar.inputFields().empty());
  QVERIFY(!bar.caption().isEmpty());
}

QTEST_MAIN(TestExampleBar)
#include "tst_example_bar.moc"
