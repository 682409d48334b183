#include "ui/views/gradient_view.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/gradient_snapshot.h"
#include "ui/text/number_format.h"
#include "ui/views/gradient_check_panel.h"
#include "ui/views/gradient_items.h"
#include "ui/views/gradient_strips.h"

using namespace backscope;

namespace {

using Kind = NetworkItem::Kind;

const NetworkItem kWeight{Kind::Weight, {1, 2}, 1};
const IndexRange kFirstLayer{0, 9};
/// Of 2-3-3-1: x, three units, three units, ŷ, ℓ, δ^(3), its gradients, then δ of layer 2.
constexpr int kUntilOutputDelta = 10;

struct ShownView {
  GradientView view;
  explicit ShownView(const std::shared_ptr<const Snapshot>& snapshot, QSize size = {720, 260}) {
    view.resize(size);
    view.setSnapshot(snapshot);
    view.show();
    view.activateWindow();
  }
};

}  // namespace

class TestGradientView : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void cleanup() { m_warnings.check(); }

  void untilSomethingIsChosenItFollowsTheStep() {
    ShownView shown(test::gradientSnapshot(1, kFirstLayer));
    QCOMPARE(shown.view.item(), (NetworkItem{Kind::Weight, {1, 0}, 0}));
    for (int steps = 2; steps < 16; ++steps) {
      const auto snapshot = test::gradientSnapshot(steps, kFirstLayer);
      shown.view.setSnapshot(snapshot);
      const auto expected = itemOfStep(snapshot->parameters.architecture(), *snapshot->pass->last());
      if (expected) QCOMPARE(shown.view.item(), *expected);
    }
    QVERIFY(shown.view.followsSteps());
  }

  void whatIsPointedAtStaysChosen() {
    ShownView shown(test::gradientSnapshot(3, kFirstLayer));
    shown.view.choose(kWeight);
    shown.view.choose(std::nullopt);
    shown.view.choose(NetworkItem{Kind::Unit, {0, 1}, 0});  // an input has no gradient
    shown.view.setSnapshot(test::gradientSnapshot(12, kFirstLayer));
    QCOMPARE(shown.view.item(), kWeight);
    QVERIFY(!shown.view.followsSteps());
    QTest::keyClick(&shown.view, Qt::Key_Escape);
    QVERIFY(shown.view.followsSteps());
    QVERIFY(shown.view.item() != kWeight);
  }

  void whatAnotherNetworkDoesNotHaveIsForgotten() {
    ShownView shown(test::gradientSnapshot(3, kFirstLayer));
    shown.view.choose(NetworkItem{Kind::Unit, {3, 0}, 0});
    shown.view.setSnapshot(test::gradientSnapshot(0, {0, 3}, 10, {}, {{1, Activation::Tanh}}));
    QVERIFY(shown.view.followsSteps());
    QCOMPARE(shown.view.item().unit.layer, 1);
  }

  void theNumbersAreTheSnapshots() {
    const auto snapshot = test::gradientSnapshot(kUntilOutputDelta, kFirstLayer);
    ShownView shown(snapshot);
    shown.view.choose(kWeight);
    const std::size_t index = parameterIndex(snapshot->parameters.layout(), kWeight);
    QVERIFY2(shown.view.batchSentence().contains(formatNumber(snapshot->spread->mean[index])),
             qPrintable(shown.view.batchSentence()));
    QVERIFY(shown.view.check().text().numbers.contains(formatNumber(snapshot->trace.layers[0].dW(2, 1))));
    const QString description = shown.view.accessibleDescription();
    QVERIFY(description.contains(QLatin1String("weight from unit 2 of layer 0 to unit 3 of layer 1")));
    QVERIFY(description.contains(shown.view.batchSentence()) &&
            description.contains(shown.view.check().text().finding));
  }

  void arrowsGoThroughTheParametersAndLightThem() {
    ShownView shown(test::gradientSnapshot(3, kFirstLayer));
    shown.view.choose(kWeight);
    QSignalSpy pointed(&shown.view, &GradientView::itemPointed);
    shown.view.setFocus();
    QTRY_VERIFY(shown.view.hasFocus());
    QCOMPARE(pointed.last().front().value<std::optional<NetworkItem>>(), std::optional(kWeight));
    QTest::keyClick(&shown.view, Qt::Key_Down);
    QCOMPARE(shown.view.item(), (NetworkItem{Kind::Bias, {1, 2}, 0}));
    QCOMPARE(pointed.last().front().value<std::optional<NetworkItem>>(), std::optional(shown.view.item()));
    QTest::keyClick(&shown.view, Qt::Key_Right);
    QCOMPARE(shown.view.item(), (NetworkItem{Kind::Bias, {2, 0}, 0}));
    shown.view.clearFocus();
    QCOMPARE(pointed.last().front().value<std::optional<NetworkItem>>(), std::nullopt);
  }

  void aWholeLayerIsShownWhereItHasRoom() {
    ShownView shown(test::gradientSnapshot(3, kFirstLayer), {720, 180});
    shown.view.choose(kWeight);
    QCOMPARE(shown.view.strips().rows().rows.size(), std::size_t{3});
    shown.view.resize(720, 700);
    QTRY_COMPARE(shown.view.strips().rows().rows.size(), std::size_t{9});
  }

  void itAsksForTheLayerOfItsItem() {
    ShownView shown(test::gradientSnapshot(3, kFirstLayer));
    QSignalSpy changed(&shown.view, &GradientView::itemChanged);
    shown.view.choose(NetworkItem{Kind::Weight, {2, 0}, 0});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(shown.view.wantedSpread(), (IndexRange{9, 21}));
  }

  void workedOutByHandItGivesNoAnswer() {
    const auto snapshot = test::gradientSnapshot(kUntilOutputDelta, kFirstLayer);
    ShownView shown(snapshot);
    shown.view.choose(kWeight);
    const QString numbers = shown.view.check().text().numbers;
    const std::size_t rows = shown.view.strips().rows().rows.size();
    QVERIFY(!numbers.isEmpty() && rows > 0);
    shown.view.setByHand(true);
    QVERIFY(shown.view.strips().rows().rows.empty());
    QVERIFY(shown.view.batchSentence().contains(QLatin1String("by hand")));
    QVERIFY(!shown.view.accessibleDescription().contains(formatNumber(snapshot->trace.layers[0].dW(2, 1))));
    shown.view.setByHand(false);
    QCOMPARE(shown.view.check().text().numbers, numbers);
    QCOMPARE(shown.view.strips().rows().rows.size(), rows);
  }

  void atFullSpeedItSaysHowToSeeIt() {
    const auto snapshot = test::gradientSnapshot(3, kFirstLayer);
    snapshot->pass.reset();
    snapshot->spread.reset();
    snapshot->running = true;
    snapshot->examplesPerSecond = 1000;
    ShownView shown(snapshot);
    QVERIFY(shown.view.batchSentence().contains(QLatin1String("full speed")));
    QVERIFY(shown.view.check().text().numbers.startsWith(QLatin1String("Pause")));
    QVERIFY(shown.view.strips().rows().rows.empty());
  }

  void aLargeNetworkIsCheckedOnlyWhenItStandsStill() {
    const auto layers = test::sampleLayers(4, 128, Activation::Tanh);
    const auto running = test::gradientSnapshot(3, {0, 2}, 1, {}, layers);
    running->running = true;
    ShownView shown(running);
    QVERIFY(shown.view.check().text().finding.isEmpty());
    QTest::qWait(200);
    QVERIFY(shown.view.check().text().finding.isEmpty());
    shown.view.setSnapshot(test::gradientSnapshot(3, {0, 2}, 1, {}, layers));
    QTRY_VERIFY(!shown.view.check().text().finding.isEmpty());
  }

  void whileHiddenNothingIsComputed() {
    GradientView view;
    view.setSnapshot(test::gradientSnapshot(3, kFirstLayer));
    QVERIFY(view.check().text().numbers.isEmpty());
    view.show();
    QTRY_VERIFY(!view.check().text().numbers.isEmpty());
  }
};

QTEST_MAIN(TestGradientView)
#include "tst_gradient_view.moc"
