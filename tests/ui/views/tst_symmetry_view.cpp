#include "ui/views/symmetry_view.h"

#include <QApplication>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "tests/support/symmetry_snapshot.h"
#include "ui/plots/plot_view.h"
#include "ui/views/symmetry_plot.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/slider_row.h"

using namespace backscope;
using namespace backscope::test;

class TestSymmetryView : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;
  QFont m_font;

 private slots:
  void initTestCase() { m_font = QApplication::font(); }
  void init() { m_warnings.watch(); }
  void cleanup() {
    QApplication::setFont(m_font);
    m_warnings.check();
  }
  void threeDistancesAreDrawn();
  void anotherLayerIsChosen();
  void largeNetworksHaveTheirWeightsAlone();
  void everyStartIsOffered();
  void theChosenWeightIsNudged();
  void aChangeIsZoomedToUntilTheUserZooms();
  void anotherRunIsShownWhole();
  void allOfItIsReadOut();
  void withoutAHiddenLayerThereIsNothingToShow();
  void largeTypeScrolls();
};

namespace {

struct ShownView {
  SymmetryView view;
  explicit ShownView(const std::shared_ptr<const Snapshot>& snapshot, QSize size = {740, 260}) {
    view.resize(size);
    view.show();
    view.setSnapshot(snapshot);
  }
  const PlotView& plot() const { return view.distances().plot(); }
  QRadioButton* choice(const QString& name) const { return widgetNamed<QRadioButton>(view, name); }
};

std::shared_ptr<const Snapshot> nudgedSnapshot(int updates) {
  SymmetryRun run(equalCorners());
  run.go(4000);
  run.nudge(0, 1e-6);
  run.go(updates);
  return run.snapshot();
}

}  // namespace

void TestSymmetryView::threeDistancesAreDrawn() {
  const ShownView shown(nudgedSnapshot(600));
  const std::vector<PlotCurve>& curves = shown.plot().content().curves;
  QCOMPARE(curves.size(), std::size_t{3});
  QVERIFY(shown.plot().content().axis == ValueAxis::Log);
  QVERIFY(shown.plot().scale().zeroLane);
  QCOMPARE(curves[0].series->buckets().front().max, 0.0);
  QVERIFY(curves[0].series->buckets().back().latest > 1e-4);
  QCOMPARE(curves[1].symbol, QStringLiteral("z"));
  QCOMPARE(curves[2].symbol, QStringLiteral("δ"));
}

void TestSymmetryView::anotherLayerIsChosen() {
  Session session = sampleSession();
  session.initialization.identical = true;
  SymmetryRun run(session);
  run.nudge(0, 1e-3);
  run.go(5);
  ShownView shown(run.snapshot());
  auto* layers = widgetNamed<ChoiceBox>(shown.view, QStringLiteral("Layer whose units are compared"));
  QVERIFY(layers->isVisible());
  QCOMPARE(layers->count(), 2);
  QVERIFY(shown.plot().content().curves[0].series->buckets().back().max > 0);
  QTest::keyClick(layers, Qt::Key_Down);
  QCOMPARE(shown.view.distances().layer(), 2);
  QCOMPARE(shown.plot().content().curves[0].series->buckets().back().max, 0.0);
  QVERIFY(shown.view.text().contains(QLatin1String("exactly 0")));
}

void TestSymmetryView::largeNetworksHaveTheirWeightsAlone() {
  const ShownView shown(SymmetryRun(sampleSession(sampleLayers(2, 32, Activation::Tanh))).snapshot());
  QCOMPARE(shown.plot().content().curves.size(), std::size_t{1});
}

void TestSymmetryView::everyStartIsOffered() {
  Session session = equalCorners();
  session.initialization.scheme = InitializationScheme::HeNormal;
  SymmetryRun run(session);
  ShownView shown(run.snapshot());
  QVERIFY(shown.choice(QStringLiteral("Start of the run: identical"))->isChecked());
  QList<InitializationSettings> chosen;
  connect(&shown.view, &SymmetryView::initializationChosen, this,
          [&](const InitializationSettings& settings) { chosen.append(settings); });
  for (const QString& name :
       {QStringLiteral("constant"), QStringLiteral("zero"), QStringLiteral("random"), QStringLiteral("identical")})
    shown.choice(QStringLiteral("Start of the run: %1").arg(name))->click();
  QCOMPARE(chosen.size(), 4);
  QVERIFY(chosen[0].scheme == InitializationScheme::Constant && !chosen[0].identical);
  QVERIFY(chosen[1].scheme == InitializationScheme::Zero && !chosen[1].identical);
  QVERIFY(chosen[2].scheme == InitializationScheme::HeNormal && !chosen[2].identical);
  QVERIFY(chosen[3].scheme == InitializationScheme::HeNormal && chosen[3].identical);
  session.initialization.scheme = InitializationScheme::Constant;
  shown.view.setSnapshot(SymmetryRun(session).snapshot());
  QVERIFY(shown.choice(QStringLiteral("Start of the run: constant"))->isChecked());
}

void TestSymmetryView::theChosenWeightIsNudged() {
  ShownView shown(nudgedSnapshot(0));
  QSignalSpy requested(&shown.view, &SymmetryView::nudgeRequested);
  QCOMPARE(shown.view.target(), (NetworkItem{NetworkItem::Kind::Weight, {1, 0}, 0}));
  widgetNamed<Button>(shown.view, QStringLiteral("Nudge w₁₁⁽¹⁾"))->click();
  QCOMPARE(requested.size(), 1);
  const NetworkItem weight{NetworkItem::Kind::Weight, {2, 0}, 1};
  shown.view.setTarget(weight);
  shown.view.setTarget(std::nullopt);
  shown.view.setTarget(NetworkItem{NetworkItem::Kind::Unit, {1, 1}, 0});
  shown.view.setTarget(NetworkItem{NetworkItem::Kind::Weight, {1, 7}, 0});
  QCOMPARE(shown.view.target(), weight);
  auto* button = widgetNamed<Button>(shown.view, QStringLiteral("Nudge w₁₂⁽²⁾"));
  QSignalSpy pointed(&shown.view, &SymmetryView::itemPointed);
  QTest::mouseMove(button);
  QTRY_COMPARE(pointed.size(), 1);
  QCOMPARE(pointed.front().front().value<std::optional<NetworkItem>>(), std::optional(weight));
  QCOMPARE(shown.view.epsilon(), 1e-6);
  typeInto(*numberNamed(shown.view, QStringLiteral("ε, which a nudge adds")), QStringLiteral("1e-20"));
  QCOMPARE(shown.view.epsilon(), 1e-12);
}

void TestSymmetryView::aChangeIsZoomedToUntilTheUserZooms() {
  SymmetryRun run(equalCorners());
  run.go(40'000);
  ShownView shown(run.snapshot());
  QVERIFY(!shown.plot().isZoomed());
  QVERIFY(shown.choice(QStringLiteral("Iterations: all"))->isChecked());
  run.nudge(0, 1e-6);
  run.go(40'000);
  shown.view.setSnapshot(run.snapshot());
  QVERIFY(shown.choice(QStringLiteral("Iterations: since the change"))->isChecked());
  const std::optional<PlotWindow> window = shown.plot().content().zoom;
  QVERIFY(window);
  QCOMPARE(window->firstIteration, 40'000.0);
  // The growth took some hundred iterations; what has long been over does not press it together.
  QVERIFY(window->lastIteration > 40'500 && window->lastIteration < 43'000);
  QTest::mouseDClick(const_cast<PlotView*>(&shown.plot()), Qt::LeftButton, {}, QPoint(200, 80));
  QVERIFY(!shown.plot().isZoomed());
  run.go(10);
  shown.view.setSnapshot(run.snapshot());
  QVERIFY(!shown.plot().isZoomed());
  shown.choice(QStringLiteral("Iterations: since the change"))->click();
  QVERIFY(shown.plot().isZoomed());
  shown.choice(QStringLiteral("Iterations: all"))->click();
  QVERIFY(!shown.plot().isZoomed());
}

void TestSymmetryView::anotherRunIsShownWhole() {
  ShownView shown(nudgedSnapshot(2000));
  QVERIFY(shown.plot().isZoomed());
  SymmetryRun other(equalCorners());
  other.go(100);
  auto snapshot = std::make_shared<Snapshot>(*other.snapshot());
  snapshot->generation = 2;
  shown.view.setSnapshot(snapshot);
  QVERIFY(!shown.plot().isZoomed());
  QVERIFY(!shown.choice(QStringLiteral("Iterations: since the change"))->isEnabled());
}

void TestSymmetryView::allOfItIsReadOut() {
  const ShownView shown(nudgedSnapshot(500));
  const QString text = shown.view.accessibleDescription();
  for (const char* part : {"Different units: 2 of 2", "The distance grows ×1.01", "Σℓ"})
    QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
}

void TestSymmetryView::withoutAHiddenLayerThereIsNothingToShow() {
  const ShownView shown(SymmetryRun(sampleSession({{1, Activation::Tanh}})).snapshot());
  QVERIFY(shown.plot().content().curves.empty());
  QVERIFY(shown.view.text().startsWith(QLatin1String("There is no hidden layer.")));
}

void TestSymmetryView::largeTypeScrolls() {
  QFont large = m_font;
  large.setPointSizeF(28);
  QApplication::setFont(large);
  const ShownView shown(nudgedSnapshot(500), {500, 300});
  auto* scroll = shown.view.findChild<QScrollArea*>();
  QVERIFY(scroll != nullptr);
  QTRY_VERIFY(scroll->widget()->height() > scroll->viewport()->height());
  QVERIFY(scroll->verticalScrollBar()->maximum() > 0);
  QCOMPARE(scroll->horizontalScrollBar()->maximum(), scroll->widget()->width() - scroll->viewport()->width());
}

QTEST_MAIN(TestSymmetryView)
#include "tst_symmetry_view.moc"
