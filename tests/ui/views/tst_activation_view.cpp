#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <cmath>
#include <numeric>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/theme/theme.h"
#include "ui/views/activation_view.h"

using namespace backscope;

namespace {

const ActivationTexts kTexts{.line = 14, .gutter = 40, .leastColumn = 80};

std::shared_ptr<const Snapshot> snapshotWith(Activation activation, const LayerStatistics& statistics, int units = 4) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->parameters = Parameters(Architecture{.inputs = 2, .bias = true, .layers = {{units, activation}}});
  snapshot->layers = {statistics};
  return snapshot;
}

Histogram histogramOf(double low, double high, std::vector<int> counts) {
  Histogram histogram;
  histogram.low = low;
  histogram.high = high;
  histogram.counts = std::move(counts);
  return histogram;
}

QStringList textsOf(const std::vector<ActivationNote>& notes) {
  QStringList texts;
  for (const ActivationNote& note : notes) texts.append(note.text);
  return texts;
}

}  // namespace

class TestActivationView : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { m_font = QApplication::font(); }
  void cleanup() {
    QApplication::setFont(m_font);
    m_warnings.check();
  }

  void columnsFillTheWidthInTheOrderOfTheLayers() {
    const std::vector<ActivationColumn> columns = layoutActivations(3, QRectF(0, 0, 700, 240), kTexts);
    QCOMPARE(columns.size(), std::size_t{3});
    for (std::size_t i = 1; i < 3; ++i) QVERIFY(columns[i].all.left() > columns[i - 1].all.right());
    QVERIFY(columns[2].all.right() <= 700);
    QVERIFY(columns[2].all.right() > 640);
    for (const ActivationColumn& column : columns) {
      QVERIFY(column.a.top() >= column.heading.bottom());
      QVERIFY(column.z.top() - column.a.bottom() >= kTexts.line);
      QVERIFY(column.notes.top() - column.z.bottom() >= kTexts.line);
      QVERIFY(column.notes.bottom() <= 241);
    }
  }

  void manyColumnsKeepALeastWidth() {
    const QSizeF least = leastActivationSize(17, kTexts);
    const std::vector<ActivationColumn> columns = layoutActivations(17, QRectF(QPointF(), least), kTexts);
    for (const ActivationColumn& column : columns) {
      QVERIFY(column.a.width() >= kTexts.leastColumn);
      QVERIFY(column.a.height() >= kTexts.line);
    }
    QVERIFY(columns.back().all.right() <= least.width());
  }

  void heightsAreSquareRootsOfShares() {
    const std::vector<QRectF> bars =
        histogramBars(histogramOf(0, 4, {10, 40, 0, 50}), {0, 4}, 1, QRectF(100, 0, 200, 100));
    QCOMPARE(bars.size(), std::size_t{3});
    QVERIFY(std::abs(bars[0].height() - 100 * std::sqrt(0.1)) < 1e-9);
    QVERIFY(std::abs(bars[1].height() - 100 * std::sqrt(0.4)) < 1e-9);
    QCOMPARE(bars[0].bottom(), 100.0);
    QCOMPARE(bars[1].left(), 150.0);
    QCOMPARE(bars[2].left(), 250.0);
    QCOMPARE(bars[2].width(), 50.0);
  }

  void singleExtremeUnitIsStillSeen() {
    std::vector<int> counts(40, 0);
    counts[0] = 1;
    counts[39] = 9999;
    const std::vector<QRectF> bars = histogramBars(histogramOf(-8, 8, counts), {-8, 8}, 1, QRectF(0, 0, 80, 100));
    QVERIFY(bars[0].height() >= 1);
    QVERIFY(bars[0].width() >= 1);
  }

  void rangeIsRoundedAndSymmetricRoundZero() {
    QCOMPARE(rangeOf(histogramOf(-2.1, 3.3, {1}), std::nullopt), (HistogramRange{-4, 4}));
    QCOMPARE(rangeOf(histogramOf(0.02, 0.97, {1}), std::nullopt), (HistogramRange{0, 1}));
    QCOMPARE(rangeOf(histogramOf(-0.9, -0.1, {1}), std::nullopt), (HistogramRange{-1, 0}));
  }

  void rangeStandsStillUntilValuesLeaveItOrShrinkMuch() {
    const HistogramRange before{-4, 4};
    QCOMPARE(rangeOf(histogramOf(-2.1, 1.6, {1}), before), before);
    QCOMPARE(rangeOf(histogramOf(-3.9, 3.9, {1}), before), before);
    QCOMPARE(rangeOf(histogramOf(-2.1, 4.1, {1}), before), (HistogramRange{-5, 5}));
    QCOMPARE(rangeOf(histogramOf(-0.9, 0.8, {1}), before), (HistogramRange{-1, 1}));
  }

  void topOfTheHistogramsIsPatientToo() {
    QCOMPARE(topShare(0.05, std::nullopt), 0.08);
    QCOMPARE(topShare(0.3, 0.08), 0.4);
    QCOMPARE(topShare(0.15, 0.4), 0.4);
    QCOMPARE(topShare(0.03, 0.4), 0.04);
    QCOMPARE(topShare(1.0, 0.4), 1.0);
  }

  void saturatedRangesAreWhereTheSlopeIsSmall() {
    const std::vector<HistogramRange> tanh = saturatedRanges(Activation::Tanh, {-8, 8});
    QCOMPARE(tanh.size(), std::size_t{2});
    // 1 − tanh² a = 0.05 at a = artanh √0.95 = 2.1783
    QVERIFY(std::abs(tanh[0].high + 2.1783) < 0.05);
    QVERIFY(std::abs(tanh[1].low - 2.1783) < 0.05);
    const std::vector<HistogramRange> relu = saturatedRanges(Activation::Relu, {-4, 4});
    QCOMPARE(relu.size(), std::size_t{1});
    QVERIFY(std::abs(relu[0].high) < 0.05);
    QVERIFY(saturatedRanges(Activation::Identity, {-4, 4}).empty());
    QVERIFY(saturatedRanges(Activation::Softmax, {-4, 4}).empty());
  }

  void notesTellSaturationAndSlope() {
    LayerStatistics layer;
    layer.saturatedValues = 0.124;
    layer.slopeMean = 0.4219;
    ActivationView view;
    view.setSnapshot(snapshotWith(Activation::Tanh, layer));
    QCOMPARE(textsOf(view.notesOf(1)), (QStringList{QString::fromUtf8("12.4\u00a0% saturated"), "mean h′ 0.42"}));
  }

  void unitsThatStandStillAreCounted() {
    LayerStatistics layer;
    layer.saturatedUnits = 0.5;
    ActivationView view;
    view.setSnapshot(snapshotWith(Activation::Tanh, layer));
    QCOMPARE(view.notesOf(1).back().text, QString("2 of 4 units saturated"));
    layer.deadUnits = 0.25;
    view.setSnapshot(snapshotWith(Activation::Relu, layer));
    QCOMPARE(view.notesOf(1).back().text, QString("1 of 4 units dead"));
    QCOMPARE(view.notesOf(1).back().brief, QString("1/4 dead"));
    QVERIFY(view.notesOf(1).back().isWarning);
  }

  void aSaturatedOutputIsNoFault() {
    LayerStatistics layer;
    layer.saturatedUnits = 0.5;
    auto snapshot = std::make_shared<Snapshot>(*snapshotWith(Activation::Tanh, layer));
    snapshot->parameters =
        Parameters(Architecture{.inputs = 2, .bias = true, .layers = {{4, Activation::Tanh}, {4, Activation::Tanh}}});
    snapshot->layers = {layer, layer};
    ActivationView view;
    view.setSnapshot(snapshot);
    QVERIFY(view.notesOf(1).back().isWarning);
    QVERIFY(!view.notesOf(2).back().isWarning);
  }

  void paintsEveryLayerInItsColour() {
    Theme::instance().setMode(Theme::Mode::Light);
    ActivationView view;
    view.setSnapshot(test::sampleSnapshot());
    view.resize(720, 260);
    const QImage image = view.grab().toImage();
    for (int l = 1; l <= 3; ++l) {
      const QRgb color = layerColor(Theme::instance().colors(), l, 3).rgb();
      int pixels = 0;
      for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) pixels += (image.pixel(x, y) | 0xff000000) == color ? 1 : 0;
      QVERIFY2(pixels > 400, qPrintable(QString("layer %1: %2 pixels").arg(l).arg(pixels)));
    }
  }

  void withoutHistogramsItStillTellsTheShares() {
    const Session session = test::sampleSession();
    Trainer trainer(session);
    SnapshotNeeds needs = test::sampleNeeds(trainer);
    needs.histogramBins = 0;
    ActivationView view;
    view.setSnapshot(test::sampleSnapshot(trainer, 10, needs));
    view.resize(700, 240);
    QVERIFY(!view.grab().isNull());
    QVERIFY(view.accessibleDescription().contains("layer 3: "));
  }

  void seventeenLayersScroll() {
    ActivationView view;
    view.resize(720, 260);
    view.setSnapshot(test::sampleSnapshot(test::sampleSession(test::sampleLayers(16, 4, Activation::Relu)), 20));
    view.show();
    auto* scroller = view.findChild<QScrollArea*>();
    QTRY_VERIFY(scroller->horizontalScrollBar()->maximum() > 0);
    view.setSnapshot(test::sampleSnapshot());
    QTRY_COMPARE(scroller->horizontalScrollBar()->maximum(), 0);
  }

  void descriptionTellsRangesAndShares() {
    LayerStatistics layer;
    layer.aHistogram = histogramOf(-2.5, 3, {1, 2});
    layer.zHistogram = histogramOf(0.3, 1.3, {7, 0});
    ActivationView view;
    view.setSnapshot(snapshotWith(Activation::Relu, layer));
    const QString description = view.accessibleDescription();
    QVERIFY2(description.contains("a from −2.5 to 3, z 0.3 throughout"), qPrintable(description));
  }

 private:
  QFont m_font;
};

QTEST_MAIN(TestActivationView)
#include "tst_activation_view.moc"
