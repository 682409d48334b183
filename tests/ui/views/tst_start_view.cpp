#include <QApplication>
#include <QTest>
#include <cmath>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/views/layer_bars.h"
#include "ui/views/start_view.h"

using namespace backscope;

namespace {

std::shared_ptr<const Snapshot> snapshotOf(const Session& session, int updates = 0) {
  Trainer trainer(session);
  SnapshotNeeds needs = test::sampleNeeds(trainer);
  needs.wideNetwork = true;
  return test::sampleSnapshot(trainer, updates, needs);
}

/// Ten hidden layers, so that the ratio is that of δ⁽¹⁾ to δ⁽¹⁰⁾.
Session deep(Activation activation, InitializationScheme scheme) {
  Session session = test::sampleSession(test::sampleLayers(10, 32, activation, {1, Activation::Identity}));
  session.initialization.scheme = scheme;
  return session;
}

std::shared_ptr<Snapshot> rmsSnapshot(const std::vector<double>& deltas) {
  auto snapshot = std::make_shared<Snapshot>();
  for (const double delta : deltas) {
    LayerStatistics layer;
    layer.delta.rms = delta;
    layer.z.rms = 0.5;
    snapshot->layers.push_back(layer);
  }
  return snapshot;
}

PlotScale decades(double low, double high) {
  return {.axis = ValueAxis::Log, .low = low, .high = high, .zeroLane = true};
}

ValueExtent extentOf(double low, double high) {
  ValueExtent extent;
  extent.include(low);
  extent.include(high);
  return extent;
}

}  // namespace

class TestStartView : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { m_font = QApplication::font(); }
  void cleanup() {
    QApplication::setFont(m_font);
    m_warnings.check();
  }

  void theRatioIsSaidWithItsPrediction() {
    auto snapshot = rmsSnapshot({2e-6, 0.1, 1.0, 0.3});
    snapshot->wideNetwork = std::make_shared<const WideNetwork>(
        WideNetwork{WideNetworkGap::None, {{1, 2.03e-6}, {1, 0.5}, {1, 1}, {1, 9}}});
    QCOMPARE(startReading(*snapshot).ratio,
             QStringLiteral("δ of layer 1 is 2.0·10⁻⁶ times that of layer 3, predicted 2.0·10⁻⁶."));
  }

  void withOneHiddenLayerTheOutputIsComparedWith() {
    QCOMPARE(startReading(*rmsSnapshot({0.5, 0.25})).ratio,
             QStringLiteral("δ of layer 1 is 2.0 times that of layer 2."));
    QCOMPARE(startReading(*rmsSnapshot({0.5})).ratio, QString());
    QCOMPARE(startReading(*rmsSnapshot({0.0, 0.0})).ratio,
             QStringLiteral("Between layers 1 and 2 there is no δ to compare."));
  }

  void whatTheLinesAreIsSaid() {
    Session session = test::sampleSession();
    QCOMPARE(startReading(*snapshotOf(session)).note,
             QStringLiteral("Bars: this network, over 280 training examples. Thin lines: a wide network with this "
                            "start."));
    QVERIFY(startReading(*snapshotOf(session, 30)).note.contains(QStringLiteral("Since then 30 iterations")));
    session.initialization.identical = true;
    QVERIFY(startReading(*snapshotOf(session)).note.contains(QStringLiteral("start alike")));
    session.initialization = {.scheme = InitializationScheme::Constant};
    QVERIFY(startReading(*snapshotOf(session)).note.contains(QStringLiteral("same value")));
    session.parameters = startOf(session).theta();
    session.parameters->front() = 0.5;
    QVERIFY(startReading(*snapshotOf(session)).note.contains(QStringLiteral("given and not drawn")));
  }

  void theAxisHoldsWhatItShowsAndStandsStill() {
    QCOMPARE(decadesFor(extentOf(3e-6, 0.2), std::nullopt), decades(-6, 0));
    QCOMPARE(decadesFor(extentOf(3e-4, 0.2), decades(-6, 0)), decades(-6, 0));
    QCOMPARE(decadesFor(extentOf(3e-8, 0.2), decades(-6, 0)), decades(-8, 0));
    QCOMPARE(decadesFor(extentOf(0.3, 0.5), decades(-6, 0)), decades(-1, 0));
  }

  void theBarsOfADeepNetworkAgreeWithTheLines_data() {
    QTest::addColumn<Activation>("activation");
    QTest::addColumn<InitializationScheme>("scheme");
    QTest::newRow("tanh") << Activation::Tanh << InitializationScheme::GlorotUniform;
    QTest::newRow("logistic") << Activation::Sigmoid << InitializationScheme::GlorotNormal;
  }
  /// A third of a decade, which is a look's tolerance, for one network of 32 units a layer.
  void theBarsOfADeepNetworkAgreeWithTheLines() {
    QFETCH(Activation, activation);
    QFETCH(InitializationScheme, scheme);
    StartView view;
    view.resize(900, 320);
    view.setSnapshot(snapshotOf(deep(activation, scheme)));
    for (const LayerBars* bars : {&view.outputs(), &view.deltas()}) {
      const LayerBarLayout layout = bars->currentLayout();
      QCOMPARE(layout.rows.size(), std::size_t{11});
      for (std::size_t k = 0; k < 10; ++k) {
        const double decade = layout.xAt(1) - layout.xAt(0);
        QVERIFY(std::abs(layout.rows[k].bar.right() - layout.rows[k].expected.x2()) < decade / 3);
      }
    }
  }

  void theDescriptionHasEveryNumberAndTheSentences() {
    StartView view;
    view.setSnapshot(snapshotOf(test::sampleSession()));
    const QString description = view.accessibleDescription();
    for (const QString& part :
         {QStringLiteral("Root mean square of the outputs"), QStringLiteral("Root mean square of δ"),
          QStringLiteral("layer 3: "), view.reading().ratio, view.reading().note})
      QVERIFY2(description.contains(part), qPrintable(description));
  }

  void everythingFits_data() {
    QTest::addColumn<int>("hidden");
    QTest::addColumn<int>("points");
    for (const int hidden : {0, 2, 16})
      for (const int points : {9, 28}) QTest::addRow("%d hidden layers, %d pt", hidden, points) << hidden << points;
  }
  void everythingFits() {
    QFETCH(int, hidden);
    QFETCH(int, points);
    QFont font = m_font;
    font.setPointSize(points);
    QApplication::setFont(font);
    StartView view;
    view.setSnapshot(snapshotOf(test::sampleSession(test::sampleLayers(hidden, 3, Activation::Tanh))));
    view.resize(view.minimumSizeHint().expandedTo({700, 260}));
    view.show();
    QTRY_VERIFY(view.deltas().width() > 0);
    for (const LayerBars* bars : {&view.outputs(), &view.deltas()})
      for (const LayerBarLayout::Row& row : bars->currentLayout().rows) {
        QVERIFY(row.all.bottom() <= bars->height());
        QVERIFY(row.label.isNull() || row.number.right() <= bars->width() + 0.5);
      }
  }

 private:
  QFont m_font;
};

QTEST_MAIN(TestStartView)
#include "tst_start_view.moc"
