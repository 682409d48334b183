#include "ui/views/freezing.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_network.h"
#include "ui/views/lock_marks.h"
#include "ui/views/network_headings.h"

using namespace backscope;
using namespace backscope::test;
using Scope = FreezeChoice::Scope;

namespace {

/// 2-2-1: W^(1) at 0…3, b^(1) at 4 and 5, W^(2) at 6 and 7, b^(2) at 8.
std::shared_ptr<const Snapshot> withFrozen(const FrozenPlaces& frozen) {
  Session session = sampleSession({{2, Activation::Tanh}, {1, Activation::Tanh}});
  session.training.frozen = frozen;
  return sampleSnapshot(session, 0);
}

NetworkItem unitItem(int layer, int unit) { return {Kind::Unit, {layer, unit}, 0}; }

std::vector<LockMark> marksOf(const Shown& shown, const Snapshot& snapshot) {
  return lockMarks(snapshot, shown.view->networkLayout(), shown.view->edges());
}

bool isNear(const QPointF& a, const QPointF& b, double reach) {
  return std::abs(a.x() - b.x()) <= reach && std::abs(a.y() - b.y()) <= reach;
}

QRectF unitBox(const Shown& shown, int layer, int unit) {
  return shown.view->networkLayout().find({layer, unit})->rect;
}

}  // namespace

class TestFreezing : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void cleanup() { m_warnings.check(); }

  void aWeightIsFrozenByItselfWithItsUnitOrWithItsLayer() {
    const auto snapshot = withFrozen({2});
    const std::vector<FreezeChoice> choices = freezeChoices(*snapshot, NetworkItem{Kind::Weight, {1, 1}, 0});
    QCOMPARE(choices.size(), std::size_t{4});
    QCOMPARE(choices[0].name, QStringLiteral("w₂₁⁽¹⁾"));
    QVERIFY(choices[0].isFrozen && !choices[1].isFrozen);
    QVERIFY(choices[1].places == (FrozenPlaces{2, 3, 5}));
    QVERIFY(choices[2].places == (FrozenPlaces{0, 1, 2, 3, 4, 5}));
    QVERIFY(choices[3].scope == Scope::All && choices[3].isFrozen);
    QVERIFY(changesOf(choices[0]) == (std::vector<FrozenAt>{{2, false}}));
    QVERIFY(changesOf(choices[1]) == (std::vector<FrozenAt>{{2, true}, {3, true}, {5, true}}));
    QCOMPARE(undoText(choices[0]), QStringLiteral("w₂₁⁽¹⁾ released"));
    QCOMPARE(undoText(choices[2]), QStringLiteral("layer 1 frozen"));
  }

  void anInputHasNothingToFreeze() {
    QVERIFY(freezeChoices(*withFrozen({}), unitItem(0, 1)).empty());
    QVERIFY(freezeChoices(*withFrozen({}), std::nullopt).empty());
    QCOMPARE(freezeChoices(*withFrozen({7}), std::nullopt).size(), std::size_t{1});
  }

  void theMenuSaysWhatItDoes() {
    QMenu menu;
    FreezeChoice chosen;
    fillFreezeMenu(menu, freezeChoices(*withFrozen({4}), NetworkItem{Kind::Bias, {1, 0}, 0}),
                   [&chosen](const FreezeChoice& choice) { chosen = choice; });
    QStringList texts;
    for (const QAction* action : menu.actions())
      if (!action->isSeparator()) texts.append(action->text());
    QCOMPARE(texts, (QStringList{QStringLiteral("Release b₁⁽¹⁾\tK"), QStringLiteral("Freeze unit 1 of layer 1"),
                                 QStringLiteral("Freeze layer 1\tShift+K"), QStringLiteral("Release &all")}));
    menu.actions()[1]->trigger();
    QVERIFY(chosen.scope == Scope::Unit);
  }

  void aWholeLayerHasOneLock() {
    const auto snapshot = withFrozen(placesOfLayer(withFrozen({})->parameters.architecture(), 1));
    const Shown shown(snapshot);
    const std::vector<LockMark> marks = marksOf(shown, *snapshot);
    QCOMPARE(marks.size(), std::size_t{1});
    QVERIFY(marks[0].center.y() < shown.view->networkLayout().captionBaseline);
    QVERIFY(marks[0].center.x() > shown.view->networkLayout().columns[1].center);
    // One weight less, and the two units have a lock each, or what is left of them.
    const auto less = withFrozen({0, 1, 2, 4, 5, 6, 7, 8});
    QCOMPARE(marksOf(Shown(less), *less).size(), std::size_t{4});
    const auto output = withFrozen({6, 7, 8});
    QCOMPARE(marksOf(Shown(output), *output).size(), std::size_t{1});
  }

  void aWholeUnitHasOneLockAndOthersHaveTheirOwn() {
    const auto snapshot = withFrozen({0, 1, 3, 4, 8});
    const Shown shown(snapshot);
    const std::vector<LockMark> marks = marksOf(shown, *snapshot);
    QCOMPARE(marks.size(), std::size_t{3});
    QVERIFY(isNear(marks[0].center, unitBox(shown, 1, 0).topLeft(), 4));
    QVERIFY(isNear(marks[1].center, biasMarkCenter(unitBox(shown, 2, 0)), 20));
    const auto edge = std::ranges::find(shown.view->edges(), std::size_t{3}, &NetworkEdge::index);
    QVERIFY(distanceTo(edge->curve, marks[2].center) < 1);
    QVERIFY(marksOf(shown, *withFrozen({})).empty());
  }

  void locksArePainted() {
    const auto snapshot = withFrozen({0, 1, 4});
    Shown shown(withFrozen({}));
    const QImage before = shown.paint();
    shown.view->setSnapshot(snapshot);
    const QImage after = shown.paint();
    const QPoint corner = unitBox(shown, 1, 0).topLeft().toPoint();
    QVERIFY(before.copy(QRect(corner - QPoint(6, 6), QSize(12, 12))) !=
            after.copy(QRect(corner - QPoint(6, 6), QSize(12, 12))));
  }

  void theNetworkIsToldWhatIsFrozen() {
    const Shown shown(withFrozen({0, 1, 4}));
    QVERIFY(shown.view->accessibleDescriptionNow().contains(QStringLiteral("3 of them are frozen.")));
    QTest::keyClick(shown.view, Qt::Key_Right);
    QTest::keyClick(shown.view, Qt::Key_Right);
    QVERIFY(shown.view->accessibleDescriptionNow().contains(QStringLiteral("It is frozen.")));
    QTest::keyClick(shown.view, Qt::Key_Right);
    QVERIFY(shown.view->accessibleDescriptionNow().contains(QStringLiteral("All its weights are frozen.")));
  }

  void theLitItemIsFrozenOrItsLayer() {
    Shown shown(withFrozen({}));
    std::vector<FreezeChoice> chosen;
    QObject::connect(shown.view, &NetworkView::freezingChosen, shown.view,
                     [&chosen](const FreezeChoice& choice) { chosen.push_back(choice); });
    shown.view->toggleFrozen(false);
    QVERIFY(chosen.empty());
    shown.pointAt(unitBox(shown, 1, 1).center());
    shown.view->toggleFrozen(false);
    shown.view->toggleFrozen(true);
    shown.pointAt(unitBox(shown, 0, 1).center());
    shown.view->toggleFrozen(true);
    QCOMPARE(chosen.size(), std::size_t{2});
    QVERIFY(chosen[0].scope == Scope::Unit && chosen[0].places == (FrozenPlaces{2, 3, 5}));
    QVERIFY(chosen[1].scope == Scope::Layer && chosen[1].places.size() == 6);
  }

  void theEditorOfAFrozenWeightSaysSo() {
    Shown shown(withFrozen({0}));
    shown.view->edit({Kind::Weight, {1, 0}, 0});
    QCOMPARE(shown.editor()->accessibleDescription(), QStringLiteral("Frozen: training leaves it as it is."));
    QCOMPARE(shown.editor()->actions().size(), 1);
    shown.view->edit({Kind::Weight, {1, 0}, 1});
    QVERIFY(shown.editor()->accessibleDescription().isEmpty());
  }
};

QTEST_MAIN(TestFreezing)
#include "tst_freezing.moc"
