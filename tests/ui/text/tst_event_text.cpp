#include "ui/text/event_text.h"

#include <QTest>
#include <vector>

#include "ui/text/notation.h"

using namespace backscope;
using Kind = RunEvent::Kind;

class TestEventText : public QObject {
  Q_OBJECT

 private slots:
  void everyKindIsSaid() {
    QCOMPARE(describe(RunEvent{1240, Kind::UnitDead, 2, 2}),
             QStringLiteral("unit 3 of layer 2 is dead since iteration 1\u2009240"));
    QCOMPARE(describe(RunEvent{7, Kind::UnitSaturated, 1, 0}),
             QStringLiteral("unit 1 of layer 1 is saturated since iteration 7"));
    QCOMPARE(describe(RunEvent{7, Kind::UnitRecovered, 1, 0}),
             QStringLiteral("unit 1 of layer 1 has recovered at iteration 7"));
    QCOMPARE(describe(RunEvent{7, Kind::UnitRestless, 1, 0}),
             QStringLiteral("unit 1 of layer 1 comes and goes since iteration 7"));
    QCOMPARE(describe(RunEvent{7, Kind::LayerStopped, 3, -1}),
             QStringLiteral("layer 3 has stopped learning at iteration 7"));
    QCOMPARE(describe(RunEvent{7, Kind::LayerWentOn, 3, -1}),
             QStringLiteral("layer 3 goes on learning at iteration 7"));
  }

  void layersHaveTheNumbersOfTheNotation() {
    CurrentNotation::instance().set({.swapsLetters = false, .isMatrixForm = false, .countsInput = true});
    QCOMPARE(describe(RunEvent{7, Kind::LayerStopped, 3, -1}),
             QStringLiteral("layer 4 has stopped learning at iteration 7"));
    CurrentNotation::instance().set({});
  }

  void stoppedLayersAreSaidWithLevelAndTime() {
    const std::vector<RunEvent> events{{100, Kind::LayerStopped, 1, -1},
                                       {200, Kind::LayerStopped, 3, -1},
                                       {1700, Kind::LayerWentOn, 1, -1},
                                       {2000, Kind::LayerStopped, 2, -1}};
    QCOMPARE(describeStoppedLayers(events, 4, 99), QString());
    QCOMPARE(describeStoppedLayers(events, 4, 3400),
             QStringLiteral("Layers 2 and 3 have changed by less than 10⁻⁵ of their weights per update for at least "
                            "1\u2009400 updates: they have stopped learning."));
    QCOMPARE(
        describeStoppedLayers(events, 1, 1600),
        QStringLiteral("Layer 1 has changed by less than 10⁻⁵ of its weights per update for 1\u2009500 updates: it has "
                       "stopped learning."));
    QCOMPARE(describeStoppedLayers(events, 1, 1700), QString());
  }

  void manyStoppedLayersAreNamedFromTo() {
    std::vector<RunEvent> events;
    for (const int layer : {1, 2, 3, 4, 7, 9, 10}) events.push_back({0, Kind::LayerStopped, layer, -1});
    const QString said = describeStoppedLayers(events, 12, 1000);
    QVERIFY2(said.startsWith(QStringLiteral("Layers 1 to 4, 7, 9 and 10 have changed ")), qPrintable(said));
  }
};

QTEST_GUILESS_MAIN(TestEventText)
#include "tst_event_text.moc"
