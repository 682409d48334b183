#include "ui/exercise/answer.h"

#include <QTest>
#include <cmath>

#include "core/training/trainer.h"
#include "tests/support/random_session.h"
#include "ui/text/number_format.h"
#include "ui/text/number_parse.h"

using namespace backscope;
using Verdict = Answer::Verdict;

class TestAnswer : public QObject {
  Q_OBJECT

 private slots:
  void whatTheScreenShowsIsRight();
  void rightIsWithinTheShownDigits_data();
  void rightIsWithinTheShownDigits();
  void wrongEntriesAreNamed_data();
  void wrongEntriesAreNamed();
  void everyNumberOfAnyPassIsRightAsItIsShown();
};

namespace {

/// 2-2-1 with tanh and weights that are easy to reckon with: a⁽¹⁾ = (−0.05, −0.15).
class Passes {
 public:
  Passes() {
    session.network.layers = {{2, Activation::Tanh}, {1, Activation::Identity}};
    session.parameters = {0.1, 0.2, 0.3, 0.4, 0.05, -0.05, 0.5, 0.6, 0.2};
    session.data.source = PointList{{1, -1}, {1}};
    session.training.batchSize = 1;
    Trainer trainer(session);
    instant = makeInstant(trainer, 0);
  }
  /// The line whose value is this quantity, with all of the steps up to it taken.
  PassLine lineOf(const TermRef& subject) {
    for (instant.done = 1; instant.done <= static_cast<int>(instant.steps.size()); ++instant.done)
      for (const PassLine& line : passTextFor(instant, session).lines)
        if (line.subject == subject) return line;
    qFatal("no such line");
  }
  Answer judged(const QString& entry, const TermRef& subject) {
    const PassLine line = lineOf(subject);
    return judge(entry, line, instant, session);
  }

  Session session;
  PassInstant instant;
};

PassLine lineWith(double value) { return {letters(QStringLiteral("a")), {}, {}, value, {TermRef::A, 1, 0}}; }

}  // namespace

void TestAnswer::whatTheScreenShowsIsRight() {
  Passes passes;
  const PassLine line = passes.lineOf({TermRef::Z, 1, 1});
  QCOMPARE(passes.judged(formatNumber(*line.value), {TermRef::Z, 1, 1}).verdict, Verdict::Right);
  QCOMPARE(passes.judged(QStringLiteral("-0,15"), {TermRef::A, 1, 1}).verdict, Verdict::Right);
  QCOMPARE(passes.judged(QStringLiteral("−3/20"), {TermRef::A, 1, 1}).verdict, Verdict::Right);
}

void TestAnswer::rightIsWithinTheShownDigits_data() {
  QTest::addColumn<double>("value");
  QTest::addColumn<QString>("entry");
  QTest::addColumn<Verdict>("verdict");
  QTest::newRow("half a unit of the last digit") << 0.63864 << "0.63859" << Verdict::Right;
  QTest::newRow("more than that") << 0.63864 << "0.63858" << Verdict::Wrong;
  QTest::newRow("all digits") << 0.63864 << "0.63864" << Verdict::Right;
  QTest::newRow("rounded too far") << 0.63864 << "0.64" << Verdict::TooFewDigits;
  QTest::newRow("cut off in place of rounded") << 0.63866 << "0.6386" << Verdict::Wrong;
  QTest::newRow("small") << 1.23456e-5 << "1.2346e-5" << Verdict::Right;
  QTest::newRow("small, too few digits") << 1.23456e-5 << "1.2e-5" << Verdict::TooFewDigits;
  QTest::newRow("small, wrong") << 1.23456e-5 << "1.2336e-5" << Verdict::Wrong;
  QTest::newRow("zero is not nearly it") << 1.23456e-5 << "0" << Verdict::Wrong;
  QTest::newRow("zero") << 0.0 << "0" << Verdict::Right;
  QTest::newRow("a fraction is exact") << 0.34 << "1/3" << Verdict::Wrong;
  QTest::newRow("no number") << 0.5 << "a half" << Verdict::NoNumber;
}

void TestAnswer::rightIsWithinTheShownDigits() {
  QFETCH(double, value);
  QFETCH(QString, entry);
  QTEST(judge(entry, lineWith(value), Passes().instant, Passes().session).verdict, "verdict");
}

void TestAnswer::wrongEntriesAreNamed_data() {
  QTest::addColumn<int>("quantity");
  QTest::addColumn<int>("unit");
  QTest::addColumn<double>("entry");
  QTest::addColumn<QString>("words");
  const double yhat = 0.5 * std::tanh(-0.05) + 0.6 * std::tanh(-0.15) + 0.2;
  QTest::newRow("bias") << int(TermRef::A) << 1 << -0.1 << "without the bias b₂⁽¹⁾";
  QTest::newRow("activation") << int(TermRef::Z) << 1 << -0.15 << "a₂⁽¹⁾";
  QTest::newRow("slope") << int(TermRef::Delta) << 1 << 0.6 * (yhat - 1) << "without the slope h′(a₂⁽¹⁾)";
  QTest::newRow("sign") << int(TermRef::BackSum) << 1 << -0.6 * (yhat - 1) << "the sign is not";
  QTest::newRow("other unit") << int(TermRef::Z) << 1 << std::tanh(-0.05) << "that is z₁⁽¹⁾";
}

void TestAnswer::wrongEntriesAreNamed() {
  QFETCH(int, quantity);
  QFETCH(int, unit);
  QFETCH(double, entry);
  QFETCH(QString, words);
  Passes passes;
  const Answer answer = passes.judged(editableNumber(entry), {static_cast<TermRef::Quantity>(quantity), 1, unit});
  QCOMPARE(answer.verdict, Verdict::Named);
  QVERIFY2(answer.text.contains(words), qPrintable(answer.text));
}

void TestAnswer::everyNumberOfAnyPassIsRightAsItIsShown() {
  Random random(41, RandomStream::Data);
  int asked = 0;
  for (int k = 0; k < 40; ++k) {
    const Session session = test::drawSession(random);
    Trainer trainer(session);
    trainer.moveToExample(static_cast<std::int64_t>(trainer.batch().size()) - 1);
    PassInstant instant = makeInstant(trainer, 0);
    for (instant.done = 1; instant.done <= static_cast<int>(instant.steps.size()); ++instant.done)
      for (const PassLine& line : passTextFor(instant, session).lines) {
        if (!isAsked(line)) continue;
        QCOMPARE(judge(formatNumber(*line.value), line, instant, session).verdict, Verdict::Right);
        ++asked;
      }
  }
  QVERIFY(asked > 500);
}

QTEST_MAIN(TestAnswer)
#include "tst_answer.moc"
