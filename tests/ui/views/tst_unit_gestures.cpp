#include "ui/views/unit_gestures.h"

#include <QKeyEvent>
#include <QTest>
#include <algorithm>

using namespace backscope;
using Kind = Symmetry::Kind;

class TestUnitGestures : public QObject {
  Q_OBJECT

 private slots:
  void keysAskForWhatTheySay();
  void unitsAreFoundWhereTheyWent();
};

namespace {

const Architecture kNetwork{.inputs = 2, .bias = true, .layers = {{3, Activation::Tanh}, {1, Activation::Identity}}};

std::optional<Symmetry> asked(Qt::Key key, Qt::KeyboardModifiers modifiers, const NetworkItem& item) {
  return symmetryOfKey(QKeyEvent(QEvent::KeyPress, key, modifiers), kNetwork, item);
}

}  // namespace

void TestUnitGestures::keysAskForWhatTheySay() {
  const NetworkItem second{NetworkItem::Kind::Unit, {1, 1}, 0};
  QCOMPARE(asked(Qt::Key_Up, Qt::AltModifier, second), std::optional(Symmetry{Kind::Move, 1, 1, 0}));
  QCOMPARE(asked(Qt::Key_Down, Qt::AltModifier, second), std::optional(Symmetry{Kind::Move, 1, 1, 2}));
  QCOMPARE(asked(Qt::Key_F, Qt::NoModifier, second)->kind, Kind::Flip);
  QCOMPARE(asked(Qt::Key_F, Qt::ShiftModifier, second)->kind, Kind::Flip);
  QVERIFY(!asked(Qt::Key_Up, Qt::NoModifier, second));
  QVERIFY(!asked(Qt::Key_F, Qt::ControlModifier, second));
  QVERIFY(!asked(Qt::Key_G, Qt::NoModifier, second));
  QVERIFY(!asked(Qt::Key_Up, Qt::AltModifier, {NetworkItem::Kind::Unit, {1, 0}, 0}));
  QVERIFY(!asked(Qt::Key_Down, Qt::AltModifier, {NetworkItem::Kind::Unit, {1, 2}, 0}));
  QVERIFY(!asked(Qt::Key_F, Qt::NoModifier, {NetworkItem::Kind::Bias, {1, 1}, 0}));
  // Asked for all the same: why it is not possible is said.
  QVERIFY(asked(Qt::Key_F, Qt::NoModifier, {NetworkItem::Kind::Unit, {2, 0}, 0}));
}

/// Against the weights themselves: w into unit j is j, and shows after the symmetry where the unit went.
void TestUnitGestures::unitsAreFoundWhereTheyWent() {
  constexpr int kUnits = 5;
  const Architecture network{
      .inputs = 1, .bias = false, .layers = {{kUnits, Activation::Tanh}, {1, Activation::Identity}}};
  for (const Kind kind : {Kind::Move, Kind::Swap})
    for (int unit = 0; unit < kUnits; ++unit)
      for (int place = 0; place < kUnits; ++place) {
        if (unit == place) continue;
        Parameters theta(network);
        for (int j = 0; j < kUnits; ++j) theta.W(1)(j, 0) = j;
        const Symmetry symmetry{kind, 1, unit, place};
        applyTo(theta, symmetry);
        for (int j = 0; j < kUnits; ++j) QCOMPARE(theta.W(1)(unitAfter(symmetry, {1, j}).unit, 0), double(j));
        QCOMPARE(unitAfter(symmetry, {2, 0}), (UnitId{2, 0}));
      }
  QCOMPARE(unitAfter({Kind::Flip, 1, 3}, {1, 3}), (UnitId{1, 3}));
}

QTEST_MAIN(TestUnitGestures)
#include "tst_unit_gestures.moc"
