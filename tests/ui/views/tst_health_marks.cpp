#include "ui/views/health_marks.h"

#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/views/network_headings.h"
#include "ui/views/network_view.h"

using namespace backscope;

/// Saturated and dead units, and layers that have stopped, in the network.
class TestHealthMarks : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }
  void badgesStandAtTheirUnits();
  void anOutputUnderCrossEntropyHasNone();
  void smallUnitsHaveSmallerBadges();
  void theStateIsSaidInWords();
  void aStoppedLayerIsMarkedAndSaid();
};

namespace {

/// Unit 1 of layer 1 is dead, unit 2 of layer 2 saturated.
Trainer trainerWithMarks() {
  Trainer trainer(test::sampleSession({{3, Activation::Relu}, {2, Activation::Tanh}, {1, Activation::Identity}}));
  const ParameterLayout layout(trainer.session().network);
  trainer.setParameter(layout.biasIndex(1, 0), -1e3);
  trainer.setParameter(layout.biasIndex(2, 1), 15);
  return trainer;
}

std::shared_ptr<const Snapshot> markedSnapshot(std::vector<RunEvent> events = {}) {
  Trainer trainer = trainerWithMarks();
  SnapshotContext context;
  RunSeries series;
  series.delta.resize(3);
  series.events = std::move(events);
  context.series = std::make_shared<const RunSeries>(std::move(series));
  return makeSnapshot(trainer, test::sampleNeeds(trainer), context);
}

NetworkLayout layoutOf(const Snapshot& snapshot, const QSizeF& size = {600, 400}) {
  const Architecture& network = snapshot.parameters.architecture();
  return layoutNetwork(network, size, networkTypeSizes(network));
}

NetworkItem unitAt(int layer, int unit) { return {NetworkItem::Kind::Unit, {layer, unit}, 0}; }

}  // namespace

void TestHealthMarks::badgesStandAtTheirUnits() {
  const auto snapshot = markedSnapshot();
  const NetworkLayout layout = layoutOf(*snapshot);
  const std::vector<HealthBadge> badges = healthBadges(layout, *snapshot);
  QCOMPARE(badges.size(), std::size_t{2});
  QVERIFY(badges[0].state == UnitState::Dead);
  QVERIFY(badges[1].state == UnitState::Saturated);
  QVERIFY(badges[0].rect.contains(layout.find({1, 0})->rect.topRight()));
  QVERIFY(badges[1].rect.contains(layout.find({2, 1})->rect.topRight()));
}

void TestHealthMarks::anOutputUnderCrossEntropyHasNone() {
  Session session = test::sampleSession({{2, Activation::Tanh}, {1, Activation::Sigmoid}});
  for (const Loss loss : {Loss::Square, Loss::CrossEntropy}) {
    session.loss = loss;
    Trainer trainer(session);
    trainer.setParameter(ParameterLayout(session.network).biasIndex(2, 0), 30);
    const auto snapshot = test::sampleSnapshot(trainer, 0, test::sampleNeeds(trainer));
    QCOMPARE(healthBadges(layoutOf(*snapshot), *snapshot).empty(), loss == Loss::CrossEntropy);
  }
}

void TestHealthMarks::smallUnitsHaveSmallerBadges() {
  const auto snapshot = markedSnapshot();
  const NetworkLayout layout = layoutOf(*snapshot, {120, 130});
  const double side = layout.find({1, 0})->rect.width();
  for (const HealthBadge& badge : healthBadges(layout, *snapshot)) QVERIFY(badge.rect.width() < 0.8 * side);
}

void TestHealthMarks::theStateIsSaidInWords() {
  const auto snapshot = markedSnapshot();
  QCOMPARE(healthOf(*snapshot, unitAt(1, 0)),
           QStringLiteral("Dead: h′ is exactly 0 on all examples, so that nothing reaches its weights."));
  QVERIFY(healthOf(*snapshot, unitAt(2, 1)).startsWith(QStringLiteral("Saturated on ")));
  QVERIFY(healthOf(*snapshot, unitAt(1, 1)).isEmpty());
  QVERIFY(healthOf(*snapshot, unitAt(0, 0)).isEmpty());
  QCOMPARE(describeHealth(*snapshot), QStringLiteral("1 unit is saturated. 1 unit is dead."));
}

void TestHealthMarks::aStoppedLayerIsMarkedAndSaid() {
  NetworkView view;
  view.resize(600, 400);
  const auto plain = markedSnapshot();
  view.setSnapshot(plain);
  const QImage before = view.grab().toImage();
  auto stopped = std::make_shared<Snapshot>(*markedSnapshot({{0, RunEvent::Kind::LayerStopped, 1, -1}}));
  stopped->iteration = 3200;
  view.setSnapshot(stopped);
  const QImage after = view.grab().toImage();
  const double heading = view.networkLayout().headingBaseline;
  const int center = static_cast<int>(view.networkLayout().columns[1].center);
  const QRect beside(center - 60, 0, 60, static_cast<int>(heading) + 4);
  QVERIFY(after.copy(beside) != before.copy(beside));
  QVERIFY(view.accessibleDescriptionNow().contains(QStringLiteral("it has stopped learning.")));
  QVERIFY(healthOf(*stopped, unitAt(1, 1)).contains(QStringLiteral("3\u2009200 updates")));
  QVERIFY(healthOf(*stopped, unitAt(2, 0)).isEmpty());
}

QTEST_MAIN(TestHealthMarks)
#include "tst_health_marks.moc"
