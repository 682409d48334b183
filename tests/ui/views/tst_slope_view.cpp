#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "core/passes/example_trace.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"
#include "ui/text/notation.h"
#include "ui/text/number_format.h"
#include "ui/views/slope_canvas.h"
#include "ui/views/slope_text.h"
#include "ui/views/slope_view.h"
#include "ui/widgets/choice_box.h"

using namespace backscope;

namespace {

using Kind = NetworkItem::Kind;

std::shared_ptr<const Snapshot> snapshotOf(const Session& session, const LayerPart& part, int updates = 50) {
  Trainer trainer(session);
  SnapshotNeeds needs;
  needs.plane = planeFor(trainer.session(), trainer.data());
  needs.boundaryResolution = 0;
  needs.unitMapResolution = 0;
  needs.slopes = part;
  return test::sampleSnapshot(trainer, updates, needs);
}

/// 2-4-2-1 of tanh.
std::shared_ptr<const Snapshot> snapshotOf(const LayerPart& part) { return snapshotOf(test::sampleSession(), part); }

/// Units of layer 1 whose biases are these, without weights.
std::shared_ptr<const Snapshot> constantUnits(Activation activation, const std::vector<double>& biases) {
  Session session = test::sampleSession({{static_cast<int>(biases.size()), activation}, {1, Activation::Identity}});
  session.initialization.scale = 0;
  Trainer trainer(session);
  const ParameterLayout layout(session.network);
  for (std::size_t j = 0; j < biases.size(); ++j)
    trainer.setParameter(layout.biasIndex(1, static_cast<int>(j)), biases[j]);
  SnapshotNeeds needs;
  needs.boundaryResolution = 0;
  needs.unitMapResolution = 0;
  needs.slopes = LayerPart{.layer = 1};
  return makeSnapshot(trainer, needs);
}

QString sentenceOf(const Snapshot& snapshot) {
  return slopeSentence(snapshot.parameters.architecture(), *snapshot.slopes);
}

struct ShownView {
  SlopeView view;
  explicit ShownView(const std::shared_ptr<const Snapshot>& snapshot, QSize size = {720, 280}) {
    view.resize(size);
    view.setSnapshot(snapshot);
    view.show();
    view.activateWindow();
    view.setFocus();
  }
  const SlopeCanvas& canvas() const { return view.canvas(); }
  ChoiceBox& box(const QString& name) const {
    for (ChoiceBox* candidate : view.findChildren<ChoiceBox*>())
      if (candidate->accessibleName().startsWith(name)) return *candidate;
    qFatal("no such box");
  }
  void press(Qt::Key key) { QTest::keyClick(&view, key); }
};

}  // namespace

class TestSlopeView : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() {
    CurrentNotation::instance().set({});
    m_warnings.check();
  }

  void dotsLieOnTheDrawnCurveAtTheForwardPassesValues() {
    const auto snapshot = snapshotOf({.layer = 2});
    ShownView shown(snapshot);
    const SlopeLayout layout = shown.canvas().currentLayout();
    for (const SlopeDot& dot : snapshot->slopes->dots) {
      const ExampleTrace trace =
          traceExample(snapshot->parameters, snapshot->session->loss, snapshot->data->inputOf(dot.example),
                       snapshot->data->targetOf(dot.example));
      const double z = trace.layers[1].z[dot.unit];
      const double onCurve = valueOf(SlopeCurve::Value, snapshot->slopes->activation, dot.a);
      QVERIFY(test::sameBits({&z, 1}, {&onCurve, 1}));
      for (const SlopeCurve curve : {SlopeCurve::Value, SlopeCurve::Slope}) {
        const QPointF at = *shown.canvas().placeOf(layout, curve, dot);
        QCOMPARE(at.x(), layout.xAt(curve, dot.a));
        QCOMPARE(at.y(), layout.plot(curve).yAt(valueOf(curve, Activation::Tanh, dot.a)));
        QVERIFY(layout.plot(curve).area.adjusted(-0.5, -0.5, 0.5, 0.5).contains(at));
      }
    }
  }

  void whatIsSaturatedIsSaidInWords() {
    QCOMPARE(sentenceOf(*constantUnits(Activation::Tanh, {0.5, 5, -5, 9})),
             QStringLiteral("Layer 1, tanh: %1 of the values and 3 of 4 units saturated; h′ from %2 to %3, mean %4.")
                 .arg(formatPercent(0.75), formatTwoDigits(slopeAt(Activation::Tanh, 9)),
                      formatTwoDigits(slopeAt(Activation::Tanh, 0.5)),
                      formatTwoDigits((slopeAt(Activation::Tanh, 0.5) + 2 * slopeAt(Activation::Tanh, 5) +
                                       slopeAt(Activation::Tanh, 9)) /
                                      4)));
    QCOMPARE(sentenceOf(*constantUnits(Activation::Tanh, {0, 0})),
             QStringLiteral("Layer 1, tanh: %1 of the values saturated; h′ 1.0 throughout.").arg(formatPercent(0)));
  }

  void deadUnitsAreSaidInWords() {
    QCOMPARE(
        sentenceOf(*constantUnits(Activation::Relu, {-1, 1, 1})),
        QStringLiteral("Layer 1, ReLU: %1 of the values saturated, 1 of 3 units dead; h′ from 0 to 1.0, mean 0.67.")
            .arg(formatPercent(1.0 / 3)));
  }

  void aUnitsWordsAreAboutTheUnit() {
    const auto snapshot = snapshotOf({.layer = 2, .unit = 1});
    QVERIFY(sentenceOf(*snapshot).startsWith(QLatin1String("Layer 2, unit 2, tanh: ")));
    QVERIFY(sentenceOf(*snapshot).contains(QLatin1String(" of its values saturated")));
    QVERIFY(sentenceOf(*snapshotOf({.layer = 3})).startsWith(QLatin1String("Output layer, tanh: ")));
  }

  void itIsSaidHowManyExamplesHaveDots() {
    SlopeSample sample;
    sample.examples = 280;
    sample.shownExamples = 280;
    QCOMPARE(dotsNote(sample), QStringLiteral("280 examples"));
    sample.shownExamples = 128;
    QCOMPARE(dotsNote(sample), QStringLiteral("128 of 280 examples"));
  }

  void softmaxHasNoCurveAndSaysSo() {
    const Session session =
        test::sampleSession({{4, Activation::Tanh}, {3, Activation::Softmax}}, Generator::ThreeClass);
    ShownView shown(snapshotOf(session, {.layer = 1}));
    QVERIFY(shown.canvas().isVisible());
    shown.press(Qt::Key_Right);
    QVERIFY(!shown.canvas().isVisible());
    QVERIFY(shown.view.sentence().startsWith(QLatin1String("Softmax acts on the whole layer")));
    QCOMPARE(shown.view.accessibleDescription(), shown.view.sentence());
    shown.press(Qt::Key_Left);
    QVERIFY(shown.canvas().isVisible());
  }

  void arrowsChooseLayerAndUnit() {
    ShownView shown(snapshotOf({.layer = 1}));
    QSignalSpy changed(&shown.view, &SlopeView::partChanged);
    shown.press(Qt::Key_Down);
    shown.press(Qt::Key_Down);
    shown.press(Qt::Key_Down);
    QCOMPARE(shown.view.part(), (LayerPart{1, 2}));
    // Layer 2 has no third unit.
    shown.press(Qt::Key_Right);
    QCOMPARE(shown.view.part(), (LayerPart{2, 1}));
    shown.press(Qt::Key_Down);
    QCOMPARE(shown.view.part(), (LayerPart{2, 1}));
    shown.press(Qt::Key_Up);
    shown.press(Qt::Key_Up);
    shown.press(Qt::Key_Up);
    QCOMPARE(shown.view.part(), (LayerPart{.layer = 2}));
    shown.press(Qt::Key_Right);
    shown.press(Qt::Key_Right);
    QCOMPARE(shown.view.part(), (LayerPart{.layer = 3}));
    QCOMPARE(changed.count(), 7);
    QCOMPARE(shown.box(QStringLiteral("Layer")).currentText(), QStringLiteral("output: tanh"));
  }

  void boxesChooseThemToo() {
    ShownView shown(snapshotOf({.layer = 1}));
    ChoiceBox& layers = shown.box(QStringLiteral("Layer"));
    ChoiceBox& units = shown.box(QStringLiteral("Unit"));
    QCOMPARE(layers.count(), 3);
    QCOMPARE(units.count(), 5);
    QTest::keyClick(&units, Qt::Key_Down);
    QCOMPARE(shown.view.part(), (LayerPart{1, 0}));
    QTest::keyClick(&layers, Qt::Key_Down);
    QCOMPARE(shown.view.part(), (LayerPart{.layer = 2}));
    QCOMPARE(units.count(), 3);
    QCOMPARE(units.currentIndex(), 0);
  }

  void theUnitThatIsPointedAtStaysUntilEscape() {
    ShownView shown(snapshotOf({.layer = 1}));
    shown.view.choose(NetworkItem{Kind::Weight, {2, 1}, 3});
    QCOMPARE(shown.view.part(), (LayerPart{2, 1}));
    shown.view.choose(std::nullopt);
    shown.view.choose(NetworkItem{Kind::Unit, {0, 1}, 0});  // an input has no activation
    QCOMPARE(shown.view.part(), (LayerPart{2, 1}));
    shown.press(Qt::Key_Escape);
    QCOMPARE(shown.view.part(), (LayerPart{.layer = 2}));
  }

  void theFocusLightsTheUnit() {
    ShownView shown(snapshotOf({.layer = 1}));
    QTRY_VERIFY(shown.view.hasFocus());
    QSignalSpy pointed(&shown.view, &SlopeView::itemPointed);
    shown.press(Qt::Key_Down);
    QCOMPARE(pointed.count(), 1);
    QCOMPARE(pointed.takeLast().at(0).value<std::optional<NetworkItem>>(),
             std::optional(NetworkItem{Kind::Unit, {1, 0}, 0}));
    shown.press(Qt::Key_Escape);
    QCOMPARE(pointed.count(), 1);
    QCOMPARE(pointed.takeLast().at(0).value<std::optional<NetworkItem>>(), std::optional<NetworkItem>());
  }

  void whatAnotherNetworkDoesNotHaveIsForgotten() {
    ShownView shown(snapshotOf({.layer = 3}));
    shown.view.choose(NetworkItem{Kind::Unit, {3, 0}, 0});
    shown.view.setSnapshot(snapshotOf(test::sampleSession({{3, Activation::Relu}, {1, Activation::Identity}}), {}));
    QCOMPARE(shown.view.part(), (LayerPart{.layer = 2}));
    QCOMPARE(shown.box(QStringLiteral("Layer")).count(), 2);
  }

  void pageKeysGoFromDotToDot() {
    const auto snapshot = snapshotOf({.layer = 1, .unit = 0});
    ShownView shown(snapshot);
    shown.view.choose(NetworkItem{Kind::Unit, {1, 0}, 0});
    QVERIFY(!shown.canvas().pointed());
    shown.press(Qt::Key_PageDown);
    QVERIFY(shown.canvas().pointed());
    QCOMPARE(shown.canvas().pointed()->a, snapshot->slopes->aLow);
    shown.press(Qt::Key_PageDown);
    QVERIFY(shown.canvas().pointed()->a >= snapshot->slopes->aLow);
    QVERIFY(shown.view.accessibleDescription().startsWith(
        QStringLiteral("n = %1, unit 1, a = ").arg(shown.canvas().pointed()->example)));
    shown.press(Qt::Key_Escape);
    QVERIFY(!shown.canvas().pointed());
    shown.press(Qt::Key_PageUp);
    QCOMPARE(shown.canvas().pointed()->a, snapshot->slopes->aHigh);
  }

  void aDotThatIsPointedAtIsNamed() {
    const auto snapshot = snapshotOf({.layer = 1, .unit = 0});
    ShownView shown(snapshot);
    const SlopeDot dot = snapshot->slopes->dots[17];
    auto* canvas = shown.view.findChild<SlopeCanvas*>();
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    QTest::mouseMove(canvas, canvas->placeOf(canvas->currentLayout(), SlopeCurve::Slope, dot)->toPoint());
    QTRY_VERIFY(canvas->pointed());
    QVERIFY(std::abs(canvas->pointed()->a - dot.a) < 0.1);
    QCOMPARE(dotLines(dot),
             (QStringList{QStringLiteral("n = %1, unit 1").arg(dot.example),
                          QStringLiteral("a = ") + formatNumber(dot.a), QStringLiteral("h(a) = ") + formatNumber(dot.z),
                          QStringLiteral("h′(a) = ") + formatNumber(dot.slope)}));
    QSignalSpy followed(&shown.view, &SlopeView::exampleChosen);
    const int example = canvas->pointed()->example;
    const SlopeLayout layout = canvas->currentLayout();
    QTest::mouseClick(canvas, Qt::LeftButton, {},
                      canvas->placeOf(layout, SlopeCurve::Slope, *canvas->pointed())->toPoint());
    shown.press(Qt::Key_Return);
    QCOMPARE(followed.count(), 2);
    QCOMPARE(followed[1].at(0).toInt(), example);
    QTest::mouseClick(canvas, Qt::LeftButton, {}, QPoint(1, 1));
    QCOMPARE(followed.count(), 2);
    QTest::mouseMove(canvas, QPoint(1, 1));
    QTRY_VERIFY(!canvas->pointed());
  }

  void workedOutByHandNoExampleIsNamed() {
    ShownView shown(snapshotOf({.layer = 1}));
    shown.press(Qt::Key_PageDown);
    QVERIFY(shown.canvas().pointed());
    shown.view.setByHand(true);
    QVERIFY(!shown.canvas().pointed());
    shown.press(Qt::Key_PageDown);
    QVERIFY(!shown.canvas().pointed());
  }

  void lettersFollowTheNotation() {
    CurrentNotation::instance().set({.swapsLetters = true, .isMatrixForm = false, .countsInput = true});
    QVERIFY(dotLines({})[2].startsWith(QLatin1String("h(z) = ")));
    QVERIFY(sentenceOf(*snapshotOf({.layer = 1})).startsWith(QLatin1String("Layer 2, tanh")));
  }

  void everyActivationAndExtremesArePainted_data() {
    QTest::addColumn<int>("activation");
    QTest::addColumn<double>("bias");
    for (const Activation activation : kActivations)
      for (const double bias : {0.0, -1e6, 1e300})
        if (isElementwise(activation))
          QTest::addRow("%s, %g", nameOf(activation).data(), bias) << static_cast<int>(activation) << bias;
  }

  void everyActivationAndExtremesArePainted() {
    QFETCH(int, activation);
    QFETCH(double, bias);
    const auto snapshot = constantUnits(static_cast<Activation>(activation), {bias, 0.5});
    for (const QSize size : {QSize(720, 280), QSize(340, 420), QSize(10, 10)}) {
      ShownView shown(snapshot, size);
      QVERIFY(!shown.view.grab().isNull());
    }
  }
};

QTEST_MAIN(TestSlopeView)
#include "tst_slope_view.moc"
