#include <QApplication>
#include <QTest>
#include <cmath>
#include <limits>

#include "core/training/run_recorder.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/text/number_format.h"
#include "ui/theme/theme.h"
#include "ui/views/delta_view.h"
#include "ui/views/ladder_curves.h"
#include "ui/views/layer_bars.h"

using namespace backscope;

namespace {

const LayerBarTexts kTexts{.labelWidth = 24, .numberWidth = 50, .lineHeight = 14, .tickWidth = 36};

PlotScale decades(double low, double high, bool lane = true) {
  return {.axis = ValueAxis::Log, .low = low, .high = high, .zeroLane = lane};
}

/// The deltas alone, set by hand.
std::shared_ptr<const Snapshot> snapshotOf(const std::vector<double>& means, std::int64_t iteration = 0) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->iteration = iteration;
  for (const double mean : means) {
    LayerStatistics layer;
    layer.delta.mean = mean;
    snapshot->layers.push_back(layer);
    snapshot->layerSizes.push_back(mean);
  }
  auto series = std::make_shared<RunSeries>();
  series->delta.resize(means.size());
  snapshot->series = std::move(series);
  return snapshot;
}

}  // namespace

class TestDeltaView : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { m_font = QApplication::font(); }
  void cleanup() {
    QApplication::setFont(m_font);
    m_warnings.check();
  }

  void barsHaveTheLengthOfTheirDecades() {
    const LayerBarLayout layout = layoutLayerBars({1e-4, 1e-2, 1.0}, decades(-5, 0), QRectF(0, 0, 300, 120), kTexts);
    QCOMPARE(layout.rows.size(), std::size_t{3});
    QVERIFY(std::abs(layout.rows[2].bar.right() - layout.area.right()) < 1e-9);
    const double decade = layout.area.width() / 5;
    QVERIFY(std::abs(layout.rows[0].bar.width() - decade) < 1e-9);
    QVERIFY(std::abs(layout.rows[1].bar.width() - 3 * decade) < 1e-9);
  }

  void layersRunFromTopToBottom() {
    const LayerBarLayout layout = layoutLayerBars({1e-4, 1e-2, 1.0}, decades(-5, 0), QRectF(0, 0, 300, 120), kTexts);
    QVERIFY(layout.rows[0].all.bottom() <= layout.rows[1].all.top() + 1e-9);
    QVERIFY(layout.rows[1].all.bottom() <= layout.rows[2].all.top() + 1e-9);
  }

  void exactZeroHasNoBarButALane() {
    const LayerBarLayout layout = layoutLayerBars({0.0, 0.1}, decades(-2, 0), QRectF(0, 0, 300, 80), kTexts);
    QVERIFY(layout.rows[0].bar.isNull());
    QVERIFY(!layout.rows[1].bar.isEmpty());
    QVERIFY(layout.lane.width() >= 10);
    QVERIFY(layout.lane.right() < layout.area.left());
  }

  void notANumberIsNoZero() {
    const LayerBarLayout layout =
        layoutLayerBars({std::nan(""), HUGE_VAL, 0.0}, decades(-2, 0), QRectF(0, 0, 300, 80), kTexts);
    QCOMPARE(layout.rows[0].bar.width(), layout.area.width());
    QCOMPARE(layout.rows[1].bar.right(), layout.area.right());
    QVERIFY(layout.rows[2].bar.isNull());
    DeltaView view;
    view.setSnapshot(snapshotOf({std::nan(""), 0.0}));
    QVERIFY2(view.accessibleDescription().contains(QStringLiteral("layer 1: not a number")),
             qPrintable(view.accessibleDescription()));
  }

  void inLowRowsEverySoManyHaveTheirLabel() {
    const LayerBarLayout layout =
        layoutLayerBars(std::vector<double>(17, 0.5), decades(-2, 0), QRectF(0, 0, 300, 138), kTexts);
    double bottom = 0;
    std::size_t labels = 0;
    for (const LayerBarLayout::Row& row : layout.rows) {
      QVERIFY(row.bar.height() >= 3 && row.all.bottom() <= 138 - kTexts.lineHeight);
      if (row.label.isNull()) continue;
      const double half = layout.textScale * kTexts.lineHeight / 2;
      QVERIFY(row.all.center().y() - half >= -0.5);
      QVERIFY(row.all.center().y() - half >= bottom - 0.5 * half);
      bottom = row.all.center().y() + half;
      ++labels;
    }
    QVERIFY(labels >= 8);
    QVERIFY(!layout.rows.front().label.isNull() && !layout.rows.back().label.isNull());
  }

  void theRatioStandsRightBeneathTheBars() {
    DeltaView view;
    view.setSnapshot(snapshotOf({0.1, 0.2, 0.5}));
    view.resize(740, 500);
    view.show();
    const LayerBars& bars = view.bars();
    QVERIFY(bars.height() > 0 && bars.height() < 250);
    const LayerBarLayout layout = bars.currentLayout();
    QVERIFY(bars.height() - layout.area.bottom() < 40);
  }

  void smallestBarsStayVisible() {
    const LayerBarLayout layout = layoutLayerBars({1e-9, 1.0}, decades(-9, 0), QRectF(0, 0, 300, 80), kTexts);
    QVERIFY(layout.rows[0].bar.width() >= 2);
  }

  void rowsDoNotOverlapTheNumbers_data() {
    QTest::addColumn<int>("layers");
    for (int layers = 1; layers <= 17; ++layers) QTest::addRow("%d layers", layers) << layers;
  }

  void rowsDoNotOverlapTheNumbers() {
    QFETCH(int, layers);
    const auto count = static_cast<std::size_t>(layers);
    const QRectF rect(0, 0, 260, std::max(200.0, leastHeightOfLayerBars(count, kTexts)));
    const LayerBarLayout layout = layoutLayerBars(std::vector<double>(count, 0.5), decades(-6, 1), rect, kTexts);
    for (const LayerBarLayout::Row& row : layout.rows) {
      QVERIFY(row.label.right() < layout.lane.left());
      if (row.label.isNull()) continue;
      QVERIFY(row.bar.right() <= row.number.left());
      QVERIFY(row.number.right() <= rect.right());
    }
    QVERIFY(layout.area.bottom() + kTexts.lineHeight <= rect.bottom() + 0.5);
  }

  void ratioIsReadInWords_data() {
    QTest::addColumn<QList<double>>("means");
    QTest::addColumn<QString>("markup");
    QTest::addColumn<QString>("reading");
    QTest::newRow("vanishing") << QList<double>{3.2e-5, 0.01, 1.0} << "δ^{(1)} / δ^{(3)} = 3.2·10^{−5}"
                               << "Layer 1 receives 0.0032 % of the output's δ.";
    QTest::newRow("hardly less") << QList<double>{0.32, 1.0} << "δ^{(1)} / δ^{(2)} = 0.32"
                                 << "Layer 1 receives 32 % of the output's δ.";
    QTest::newRow("the same") << QList<double>{0.5, 0.1, 0.502} << "δ^{(1)} / δ^{(3)} = 1.0"
                              << "Layer 1 receives as much δ as the output.";
    QTest::newRow("exploding") << QList<double>{4.0, 1.0, 0.001} << "δ^{(1)} / δ^{(3)} = 4000"
                               << "Layer 1 receives 4000 times the output's δ.";
    QTest::newRow("minute") << QList<double>{2e-19, 1.0} << "δ^{(1)} / δ^{(2)} = 2.0·10^{−19}"
                            << "Layer 1 receives 2.0·10⁻¹⁷ % of the output's δ.";
    QTest::newRow("dead") << QList<double>{0.0, 0.5} << "δ^{(1)} / δ^{(2)} = 0"
                          << "Nothing of the output's δ reaches layer 1.";
    QTest::newRow("all dead") << QList<double>{0.0, 0.0} << ""
                              << "Every δ of both layers is exactly 0: nothing is left to learn from.";
    QTest::newRow("not a number") << QList<double>{std::nan(""), 0.5} << ""
                                  << "The δ are not numbers any more (NaN): the weights have grown beyond what can be "
                                     "computed with.";
    QTest::newRow("infinite") << QList<double>{HUGE_VAL, 0.5} << ""
                              << "The δ have grown beyond all numbers (∞): the weights are too large to learn on.";
    QTest::newRow("one layer") << QList<double>{0.5} << ""
                               << "One layer: no other to compare its δ with.";
  }

  void ratioIsReadInWords() {
    QFETCH(QList<double>, means);
    const DeltaRatio ratio = deltaRatio(std::vector<double>(means.begin(), means.end()));
    QTEST(ratio.markup, "markup");
    QTEST(ratio.reading, "reading");
  }

  void otherQuantitiesAreReadInWords_data() {
    QTest::addColumn<LadderQuantity>("quantity");
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("last");
    QTest::addColumn<QString>("markup");
    QTest::addColumn<QString>("reading");
    QTest::newRow("gradients") << LadderQuantity::Gradient << 1e-4 << 0.5
                               << "(∂L/∂W^{(1)}) / (∂L/∂W^{(2)}) = 2.0·10^{−4}"
                               << "The gradient of layer 1's weights is 0.020 % of that of the output's.";
    QTest::newRow("no gradient") << LadderQuantity::Gradient << 0.0 << 0.5 << "(∂L/∂W^{(1)}) / (∂L/∂W^{(2)}) = 0"
                                 << "The gradient of layer 1's weights is exactly 0.";
    QTest::newRow("updates") << LadderQuantity::Update << 3e-9 << 0.012 << "ΔW^{(1)} / W^{(1)} = 3.0·10^{−9}"
                             << "The next update changes layer 1's weights by 3.0·10⁻⁷ %, the output's by 1.2 %.";
    QTest::newRow("no update") << LadderQuantity::Update << 0.0 << 0.012 << "ΔW^{(1)} / W^{(1)} = 0"
                               << "The next update leaves layer 1's weights as they are.";
    QTest::newRow("no weights") << LadderQuantity::Update << HUGE_VAL << 0.012 << ""
                                << "What an update changes of layer 1's weights can't be told: they are 0, or it would "
                                   "diverge.";
  }

  void otherQuantitiesAreReadInWords() {
    QFETCH(LadderQuantity, quantity);
    QFETCH(double, first);
    QFETCH(double, last);
    const DeltaRatio ratio = ladderRatio(std::vector<double>{first, last}, quantity);
    QTEST(ratio.markup, "markup");
    QTEST(ratio.reading, "reading");
  }

  void levelsAreThoseOfTheFormats() {
    const std::vector<PlotLevel> least = ladderLevels(LadderQuantity::Delta);
    QCOMPARE(least[0].value, static_cast<double>(std::numeric_limits<float>::denorm_min()));
    QVERIFY(least[1].value == std::numeric_limits<double>::denorm_min());
    QVERIFY(least[0].text.contains(formatTwoDigits(least[0].value)));
    QVERIFY(least[1].text.contains(formatTwoDigits(least[1].value)));
    const std::vector<PlotLevel> relative = ladderLevels(LadderQuantity::Update);
    QVERIFY(1.0F + static_cast<float>(relative[0].value) == 1.0F);
    QVERIFY(1.0 + relative[1].value == 1.0);
    QVERIFY(relative[0].text.contains(formatTwoDigits(relative[0].value)));
    QVERIFY(relative[1].text.contains(formatTwoDigits(relative[1].value)));
  }

  /// Every quantity and size of a run, as the engine hands it out.
  void showsWhatIsChosen() {
    Trainer trainer(test::sampleSession());
    RunRecorder recorder;
    recorder.restart(trainer);
    for (BatchReport report; trainer.iteration() < 40 && trainer.stepBatch(&report);)
      recorder.recordUpdate(trainer, report);
    DeltaView view;
    view.resize(740, 260);
    for (const LadderQuantity quantity : kLadderQuantities)
      for (const DeltaSize size : kDeltaSizes) {
        view.setLadder({quantity, size});
        SnapshotNeeds needs = test::sampleNeeds(trainer);
        needs.ladder = view.ladder();
        SnapshotContext context;
        context.series = std::make_shared<const RunSeries>(recorder.seriesWith(needs.ladder));
        const auto snapshot = makeSnapshot(trainer, needs, context);
        view.setSnapshot(snapshot);
        const std::vector<PlotCurve>& curves = view.plot().content().curves;
        QCOMPARE(curves.size(), std::size_t{3});
        QCOMPARE(curves[0].series->buckets().size(), std::size_t{40});
        QVERIFY(curves[0].series->buckets().back().latest > 0);
        for (const double value : snapshot->layerSizes)
          QVERIFY2(view.accessibleDescription().contains(formatTwoDigits(value)),
                   qPrintable(view.accessibleDescription()));
        // A snapshot of another choice, as may still be on its way, has no curves of this one.
        QVERIFY(
            ladderCurves(*snapshot, {quantity, size == DeltaSize::Mean ? DeltaSize::Rms : DeltaSize::Mean}).empty());
      }
  }

  void showsTheSeriesOfEveryLayerInItsColour() {
    const std::shared_ptr<const Snapshot> snapshot = test::sampleSnapshot();
    DeltaView view;
    view.setSnapshot(snapshot);
    const std::vector<PlotCurve>& curves = view.plot().content().curves;
    QCOMPARE(curves.size(), std::size_t{3});
    for (int l = 1; l <= 3; ++l) {
      const PlotCurve& curve = curves[static_cast<std::size_t>(l - 1)];
      QCOMPARE(curve.series.get(), &snapshot->series->delta[static_cast<std::size_t>(l - 1)]);
      QCOMPARE(curve.color, layerColor(Theme::instance().colors(), l, 3));
      QCOMPARE(curve.symbol, QString("δ^{(%1)}").arg(l));
    }
    QCOMPARE(view.plot().scale().axis, ValueAxis::Log);
    QVERIFY(view.plot().scale().zeroLane);
  }

  void beforeTrainingTheBarsShowTheDataAlready() {
    const std::shared_ptr<const Snapshot> snapshot = test::sampleSnapshot(test::sampleSession(), 0);
    DeltaView view;
    view.resize(720, 240);
    view.setSnapshot(snapshot);
    QVERIFY(view.plot().currentLayout().endLabels.empty());
    const LayerBarLayout layout = view.bars().currentLayout();
    QCOMPARE(layout.rows.size(), std::size_t{3});
    for (const LayerBarLayout::Row& row : layout.rows) QVERIFY(row.bar.width() >= 2);
    QVERIFY(!view.ratio().markup.isEmpty());
  }

  void barsShareThePlotsDecades() {
    DeltaView view;
    view.setSnapshot(snapshotOf({3e-6, 0.2}));
    QCOMPARE(view.plot().scale().low, -6.0);
    QCOMPARE(view.plot().scale().high, 0.0);
    QCOMPARE(view.bars().currentLayout().low, -6.0);
    QCOMPARE(view.bars().currentLayout().high, 0.0);
  }

  void axisDoesNotMoveInwardsWhileARunGoesOn() {
    DeltaView view;
    view.setSnapshot(snapshotOf({3e-6, 0.2}, 10));
    view.setSnapshot(snapshotOf({3e-3, 0.2}, 20));
    QCOMPARE(view.plot().scale().low, -6.0);
    view.setSnapshot(snapshotOf({3e-3, 0.2}, 0));
    QCOMPARE(view.plot().scale().low, -3.0);
  }

  void descriptionNamesEveryLayerAndTheRatio() {
    DeltaView view;
    view.setSnapshot(snapshotOf({0.0, 0.012, 0.5}));
    const QString description = view.accessibleDescription();
    for (const char* part : {"layer 1: exactly 0", "layer 2: 0.012", "layer 3: 0.50", "Nothing of the output's δ"})
      QVERIFY2(description.contains(QString::fromUtf8(part)), qPrintable(description));
  }

  void everythingFits_data() {
    QTest::addColumn<int>("hidden");
    QTest::addColumn<int>("points");
    for (const int hidden : {0, 2, 6, 16})
      for (const int points : {9, 18, 28}) QTest::addRow("%d hidden layers, %d pt", hidden, points) << hidden << points;
  }

  void everythingFits() {
    QFETCH(int, hidden);
    QFETCH(int, points);
    QFont font = m_font;
    font.setPointSize(points);
    QApplication::setFont(font);
    DeltaView view;
    view.setSnapshot(test::sampleSnapshot(test::sampleSession(test::sampleLayers(hidden, 3, Activation::Sigmoid)), 30));
    view.resize(view.minimumSizeHint().expandedTo({740, 260}));
    view.show();
    QTRY_VERIFY(view.bars().width() > 0);
    const LayerBarLayout layout = view.bars().currentLayout();
    QCOMPARE(layout.rows.size(), static_cast<std::size_t>(hidden + 1));
    for (const LayerBarLayout::Row& row : layout.rows) {
      QVERIFY(row.label.isNull() || row.number.right() <= view.bars().width() + 0.5);
      QVERIFY(row.all.bottom() <= view.bars().height());
    }
  }

 private:
  QFont m_font;
};

QTEST_MAIN(TestDeltaView)
#include "tst_delta_view.moc"
