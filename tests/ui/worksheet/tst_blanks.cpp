#include "ui/worksheet/blanks.h"

#include <QRegularExpression>
#include <QTest>
#include <set>

#include "core/training/lone_example.h"
#include "tests/support/random_session.h"
#include "ui/text/number_format.h"
#include "ui/worksheet/sheet.h"
#include "ui/worksheet/sheet_text.h"

using namespace backscope;

class TestBlanks : public QObject {
  Q_OBJECT

 private slots:
  void theAnswersAreTheTraces();
  void noNumberThatIsToBeFoundIsPrinted();
  void everyGapHasItsAnswerInTheKey();
  void whatIsGivenStays();
  void whatALaterLineRepeatsHasTheSameGap();
  void aResultPastAllNumbersIsNotAskedFor();
};

namespace {

WorkedSolution solutionOf(const Trainer& run) {
  return workedSolution(loneInstant(run, exampleOf(run.data(), 0), 0), run.session(), run.iteration());
}

/// The answers, and the lines as they stand on the worksheet.
struct Taken {
  Blanks blanks;
  std::vector<Formula> lines;
};

Taken take(const WorkedSolution& solution) {
  Taken taken;
  for (const WorkedSection& section : solution.sections)
    for (const WorkedStep& step : section.steps)
      for (const PassLine& line : step.text.lines) taken.lines.push_back(taken.blanks.take(line));
  return taken;
}

/// What the passes have for this; nothing for the update's own numbers.
std::optional<double> traced(const ExampleTrace& trace, const TermRef& term) {
  if (term.quantity == TermRef::Loss) return trace.loss;
  if (term.layer < 1) return std::nullopt;
  const LayerTrace& layer = trace.layers[static_cast<std::size_t>(term.layer - 1)];
  switch (term.quantity) {
    case TermRef::A:
      return layer.a(term.unit);
    case TermRef::Z:
      return layer.z(term.unit);
    case TermRef::Slope:
      return layer.slope(term.unit);
    case TermRef::Delta:
      return layer.delta(term.unit);
    case TermRef::WeightGradient:
      return layer.dW(term.unit, term.input);
    default:
      return std::nullopt;
  }
}

bool isToBeFound(TermRef::Quantity quantity) {
  static const std::set<TermRef::Quantity> kFound{TermRef::A,
                                                  TermRef::Z,
                                                  TermRef::Slope,
                                                  TermRef::Delta,
                                                  TermRef::BackSum,
                                                  TermRef::WeightGradient,
                                                  TermRef::BiasGradient,
                                                  TermRef::Yhat,
                                                  TermRef::Loss,
                                                  TermRef::BatchMean,
                                                  TermRef::NewWeight};
  return kFound.contains(quantity);
}

/// Numbers of a formula that stand for something to be found.
void collectPrinted(const Formula& formula, QStringList& printed) {
  static const QRegularExpression number(QStringLiteral("^−?[0-9]"));
  const Formula& inside = formula.kind == Formula::Kind::Brackets ? formula.parts.front() : formula;
  if (formula.term && isToBeFound(formula.term->quantity) && inside.kind == Formula::Kind::Upright &&
      number.match(inside.text).hasMatch())
    printed.append(inside.text);
  for (const Formula& part : formula.parts) collectPrinted(part, printed);
}

/// Each % stands for a gap.
QString withGaps(const char* line) { return QString::fromUtf8(line).replace(QLatin1Char('%'), gapRule()); }

Session smallSession() {
  Session session;
  session.network.layers = {{2, Activation::Tanh}, {1, Activation::Identity}};
  session.parameters = {0.1, 0.2, 0.3, 0.4, 0.01, 0.02, 0.5, 0.6, 0.03};
  session.data.source = PointList{{1, -1}, {1}};
  return session;
}

}  // namespace

void TestBlanks::theAnswersAreTheTraces() {
  Random random(7, RandomStream::Data);
  for (int drawn = 0; drawn < 80; ++drawn) {
    const Trainer run(test::drawSession(random));
    const ExampleTrace trace =
        traceExample(run.parameters(), run.session().loss, run.data().inputOf(0), run.data().targetOf(0));
    std::size_t gradients = 0;
    int number = 0;
    const Taken taken = take(solutionOf(run));
    for (const SheetAnswer& answer : taken.blanks.answers()) {
      QCOMPARE(answer.number, ++number);
      gradients += answer.subject.quantity == TermRef::WeightGradient ? 1 : 0;
      if (const std::optional<double> expected = traced(trace, answer.subject)) QVERIFY(answer.value == *expected);
    }
    QCOMPARE(gradients, weightCount(run.session().network));
  }
}

void TestBlanks::noNumberThatIsToBeFoundIsPrinted() {
  Random random(8, RandomStream::Data);
  for (int drawn = 0; drawn < 80; ++drawn) {
    const Trainer run(test::drawSession(random));
    QStringList printed;
    for (const Formula& line : take(solutionOf(run)).lines) collectPrinted(line, printed);
    QVERIFY2(printed.isEmpty(), qPrintable(printed.join(QLatin1Char(' '))));
  }
}

void TestBlanks::everyGapHasItsAnswerInTheKey() {
  const WorkedSolution solution = solutionOf(Trainer(smallSession()));
  const QString sheet = sheetText(worksheetSheet(solution));
  const QString key = sheetText(answerKeySheet(solution));
  const qsizetype answers =
      key.count(QRegularExpression(QStringLiteral("^ +\\([0-9]+\\)  "), QRegularExpression::MultilineOption));
  QVERIFY(answers > 20);
  static constexpr char16_t kLowered[] = u"₀₁₂₃₄₅₆₇₈₉";
  for (int number = 1; number <= answers + 1; ++number) {
    QString gap = gapRule();
    for (const QChar digit : QString::number(number)) gap += kLowered[digit.digitValue()];
    const bool isThere = sheet.contains(QRegularExpression(gap + QStringLiteral("(?![₀-₉])")));
    QCOMPARE(isThere, number <= answers);
  }
}

void TestBlanks::whatIsGivenStays() {
  const QString sheet = sheetText(worksheetSheet(solutionOf(Trainer(smallSession()))));
  QVERIFY(sheet.contains(QStringLiteral("a₁⁽¹⁾ = 0.1000 · 1.0000 + 0.2000 · (−1.0000) + 0.0100 = ") + gapRule() +
                         QStringLiteral("₁\n")));
  // The second layer's weights are given, what they are multiplied with is to be found.
  QVERIFY(sheet.contains(withGaps("a₁⁽²⁾ = 0.5000 · %₂ + 0.6000 · %₄ + 0.0300 = %₅\n")));
}

void TestBlanks::whatALaterLineRepeatsHasTheSameGap() {
  const QString sheet = sheetText(worksheetSheet(solutionOf(Trainer(smallSession()))));
  QVERIFY(sheet.contains(withGaps("z₁⁽²⁾ = a₁⁽²⁾ = %₅\n")));
  QVERIFY(sheet.contains(withGaps("ŷ = z₁⁽²⁾ = %₅\n")));
  QVERIFY(sheet.contains(withGaps("ℓ = ½ (1.0000 − %₅)² = %₆\n")));
}

void TestBlanks::aResultPastAllNumbersIsNotAskedFor() {
  Blanks blanks;
  const Formula left = letters(QStringLiteral("a"));
  const Formula line = blanks.take({left, {}, {}, std::numeric_limits<double>::infinity(), {TermRef::A, 1, 0}});
  QCOMPARE(plainText(line), QStringLiteral("a = ∞"));
  QVERIFY(blanks.answers().empty());
}

QTEST_GUILESS_MAIN(TestBlanks)
#include "tst_blanks.moc"
