#include "ui/formula/pass_list.h"

#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/random_session.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

namespace {

Session linearSession() {
  Session session = test::sampleSession({{2, Activation::Tanh}, {1, Activation::Identity}});
  session.training.batchSize = 1;
  return session;
}

QStringList formulasOf(const std::vector<PassRow>& rows) {
  QStringList formulas;
  for (const PassRow& row : rows) formulas.append(plainText(row.formula));
  return formulas;
}

std::vector<PassRow> rowsAt(PassCursor& cursor) { return passRowsFor(cursor.instant(), cursor.trainer().session()); }

}  // namespace

class tst_pass_list : public QObject {
  Q_OBJECT

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void theRowsAreThoseOfTheNotesAlgorithm() {
    PassCursor cursor(linearSession());
    const QStringList expected{u"z⁽⁰⁾ = x"_qs,
                               u"a⁽¹⁾, z⁽¹⁾"_qs,
                               u"a⁽²⁾, z⁽²⁾"_qs,
                               u"ŷ = z⁽²⁾"_qs,
                               u"ℓ = ½(y − ŷ)²"_qs,
                               u"δ⁽²⁾ = −(y − ŷ)"_qs,
                               u"∂ℓ/∂w⁽²⁾ = δ⁽²⁾ z⁽¹⁾"_qs,
                               u"δ⁽¹⁾ = h′(a⁽¹⁾) Σ w⁽²⁾ δ⁽²⁾"_qs,
                               u"∂ℓ/∂w⁽¹⁾ = δ⁽¹⁾ z⁽⁰⁾"_qs,
                               u"S ← S + ∂ℓ/∂w"_qs,
                               u"g = S/n"_qs,
                               u"w ← w − η g"_qs};
    QCOMPARE(formulasOf(rowsAt(cursor)), expected);
  }

  void theUpdateHasTheOptimizersOwnRows() {
    Session session = linearSession();
    session.training.l2 = 0.1;
    session.training.l1 = 0.1;
    session.training.optimizer.kind = OptimizerKind::Adam;
    PassCursor cursor(session);
    QCOMPARE(formulasOf(rowsAt(cursor)).mid(11),
             QStringList({u"g ← g + λ₂ w + λ₁ sign(w)"_qs, u"m ← β₁ m + (1 − β₁) g"_qs, u"v ← β₂ v + (1 − β₂) g²"_qs,
                          u"w ← w − η m\u0302/(√v\u0302 + ε)"_qs}));
  }

  void theRowOfTheLastStepIsTheCurrentOne() {
    Random random(21, RandomStream::Data);
    for (int run = 0; run < 20; ++run) {
      PassCursor cursor(test::drawSession(random));
      QCOMPARE(currentRow(rowsAt(cursor)), -1);
      for (int k = 0; k < 100 && cursor.advance(StepSize::Unit); ++k) {
        const PassInstant instant = cursor.instant();
        const std::vector<PassRow> rows = passRowsFor(instant, cursor.trainer().session());
        const int current = currentRow(rows);
        QVERIFY(current >= 0);
        const PassRow& row = rows[static_cast<std::size_t>(current)];
        QVERIFY(row.firstStep < instant.done && instant.done <= row.endStep);
        QCOMPARE(row.kind, instant.steps[static_cast<std::size_t>(instant.done - 1)].kind);
        for (int at = 0; at < static_cast<int>(rows.size()); ++at) {
          const PassRow::State state = rows[static_cast<std::size_t>(at)].state;
          QCOMPARE(state, at < current    ? PassRow::State::Done
                          : at == current ? PassRow::State::Current
                                          : PassRow::State::ToCome);
        }
      }
    }
  }

  void everyStepBelongsToOneRow() {
    Random random(22, RandomStream::Data);
    for (int run = 0; run < 20; ++run) {
      PassCursor cursor(test::drawSession(random));
      const PassInstant instant = cursor.instant();
      int next = 0;
      for (const PassRow& row : passRowsFor(instant, cursor.trainer().session())) {
        QCOMPARE(row.firstStep, next);
        QVERIFY(row.endStep > next);
        QVERIFY(!accessibleText(row).isEmpty());
        QCOMPARE(latexOf(row.formula).count(u'{'), latexOf(row.formula).count(u'}'));
        next = row.endStep;
      }
      QCOMPARE(next, static_cast<int>(instant.steps.size()));
    }
  }

  void thePlaceWithinThePhaseIsToldInWords() {
    PassCursor cursor(linearSession());
    QVERIFY(progressText(rowsAt(cursor)).isEmpty());
    for (int k = 0; k < 8; ++k) cursor.advance(StepSize::Layer);
    const std::vector<PassRow> rows = rowsAt(cursor);
    QCOMPARE(progressText(rows), u"backward 3 of 4"_qs);
    QCOMPARE(accessibleText(rows[5]), u"δ⁽²⁾ = −(y − ŷ), backward, done"_qs);
    QCOMPARE(accessibleText(rows[7]).section(u", "_qs, -1), u"current"_qs);
    QCOMPARE(accessibleText(rows[8]).section(u", "_qs, -1), u"to come"_qs);
  }

 private:
  test::FailOnWarnings m_warnings;
};

QTEST_APPLESS_MAIN(tst_pass_list)
#include "tst_pass_list.moc"
