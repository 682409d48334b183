#include "ui/formula/pass_formula.h"

#include <QTest>
#include <set>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/random_session.h"
#include "tests/support/same_bits.h"
#include "tests/support/sample_snapshot.h"
#include "ui/text/number_format.h"

using namespace backscope;

namespace {

PassStep lastOf(const PassInstant& instant) { return instant.steps[static_cast<std::size_t>(instant.done - 1)]; }

/// All texts from the start up to `count` unit steps.
template <class Check>
void walk(const Session& session, int count, Check check) {
  PassCursor cursor(session);
  for (int k = 0; k < count && cursor.advance(StepSize::Unit); ++k) {
    const PassInstant instant = cursor.instant();
    check(instant, passTextFor(instant, cursor.trainer().session()));
  }
}

/// The text of the first step of this kind and place.
PassText textOf(const Session& session, PassStepKind kind, int layer = -1, int unit = -1) {
  PassText found;
  walk(session, 400, [&](const PassInstant& instant, const PassText& text) {
    const PassStep step = lastOf(instant);
    const bool isThere = step.kind == kind && (layer < 0 || step.layer == layer) && (unit < 0 || step.unit == unit);
    if (isThere && found.title.isEmpty()) found = text;
  });
  return found;
}

/// 2-2-1 with the picture's numbers.
Session pictureSession() {
  Session session = test::sampleSession({{2, Activation::Tanh}, {1, Activation::Identity}});
  session.data.source = PointList{{0.9, -0.7}, {-1}};
  session.data.testFraction = 0;
  session.parameters = {0.5, 0.25, -0.5, 0.1, 0.1, -0.2, 0.84, -0.6, 0.3};
  session.training.batchSize = 1;
  return session;
}

/// What the subject of a line is in the instant; nothing for what is worked out from its numbers.
std::optional<double> valueIn(const PassInstant& instant, const TermRef& ref) {
  const ExampleTrace& trace = instant.trace;
  const auto layer = [&]() -> const LayerTrace& { return trace.layers[static_cast<std::size_t>(ref.layer - 1)]; };
  const std::size_t index = ref.input < 0 ? 0 : instant.parameters.layout().weightIndex(ref.layer, ref.unit, ref.input);
  switch (ref.quantity) {
    case TermRef::X:
      return trace.x(ref.unit);
    case TermRef::A:
      return layer().a(ref.unit);
    case TermRef::Z:
      return layer().z(ref.unit);
    case TermRef::Slope:
      return layer().slope(ref.unit);
    case TermRef::Delta:
      return layer().delta(ref.unit);
    case TermRef::WeightGradient:
      return layer().dW(ref.unit, ref.input);
    case TermRef::BiasGradient:
      return layer().db(ref.unit);
    case TermRef::Yhat:
      return trace.yhat()(ref.unit);
    case TermRef::Loss:
      return trace.loss;
    case TermRef::NewLoss:
      return instant.lossAfter;
    case TermRef::BatchSum:
      return instant.sum[index];
    case TermRef::NewWeight:
      return instant.update->theta[index];
    default:
      return std::nullopt;
  }
}

bool isBalanced(const QString& latex) {
  int depth = 0;
  for (qsizetype k = 0; k < latex.size(); ++k) {
    const bool isEscaped = k > 0 && latex[k - 1] == u'\\';
    if (!isEscaped && latex[k] == u'{') ++depth;
    if (!isEscaped && latex[k] == u'}') --depth;
    if (depth < 0) return false;
  }
  return depth == 0 && latex.count(u"\\left"_qs) - latex.count(u"\\leftarrow"_qs) == latex.count(u"\\right"_qs);
}

/// LaTeX without packages for fonts knows no other characters in formulas.
bool isAscii(const QString& latex) {
  return std::all_of(latex.begin(), latex.end(), [](QChar c) { return c.unicode() < 0x7f; });
}

std::vector<Formula> formulasOf(const PassText& text) {
  std::vector<Formula> formulas = text.symbols;
  for (const PassLine& line : text.lines) formulas.push_back(workedFormula(line));
  for (const PassLine& line : text.lossChange) formulas.push_back(workedFormula(line));
  return formulas;
}

bool isSame(double one, double other) { return test::sameBits(std::span(&one, 1), std::span(&other, 1)); }

QStringList linesOf(const PassText& text) { return plainText(text).split(u'\n'); }

}  // namespace

class tst_pass_formula : public QObject {
  Q_OBJECT

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void everyResultIsTheInstantsNumber() {
    Random random(11, RandomStream::Data);
    for (int run = 0; run < 25; ++run)
      walk(test::drawSession(random), 150, [](const PassInstant& instant, const PassText& text) {
        QVERIFY(!text.lines.empty());
        for (const PassLine& line : text.lines) {
          if (!line.value) continue;
          const std::optional<double> expected = valueIn(instant, line.subject);
          if (expected) QVERIFY(isSame(*line.value, *expected));
          QVERIFY(plainText(workedFormula(line)).endsWith(u"= "_qs + formatNumber(*line.value)));
        }
      });
  }

  void theLastLineIsWhatTheStepIsAbout() {
    Random random(12, RandomStream::Data);
    for (int run = 0; run < 25; ++run)
      walk(test::drawSession(random), 120, [](const PassInstant& instant, const PassText& text) {
        const PassStep step = lastOf(instant);
        const TermRef& subject = text.lines.back().subject;
        if (step.kind == PassStepKind::HiddenDelta || step.kind == PassStepKind::OutputDelta)
          QCOMPARE(subject.quantity, TermRef::Delta);
        if (step.unit < 0) return;
        QCOMPARE(subject.layer, step.layer);
        QCOMPARE(subject.unit, step.unit);
      });
  }

  void theTwoFactorsOfAHiddenDeltaGiveItToTheLastBit() {
    Random random(13, RandomStream::Data);
    int seen = 0;
    for (int run = 0; run < 25; ++run)
      walk(test::drawSession(random), 150, [&seen](const PassInstant& instant, const PassText& text) {
        if (lastOf(instant).kind != PassStepKind::HiddenDelta) return;
        ++seen;
        QCOMPARE(text.lines.size(), std::size_t{3});
        QVERIFY(isSame(*text.lines[1].value * *text.lines[0].value, *text.lines[2].value));
      });
    QVERIFY(seen > 100);
  }

  void everyKindHasItsTextAndSafeLatex() {
    Random random(14, RandomStream::Data);
    std::set<PassStepKind> kinds;
    for (int run = 0; run < 40; ++run)
      walk(test::drawSession(random), 150, [&kinds](const PassInstant& instant, const PassText& text) {
        kinds.insert(lastOf(instant).kind);
        QVERIFY(!text.title.isEmpty() && !text.symbols.empty());
        QCOMPARE(text.phase, phaseOf(lastOf(instant).kind));
        for (const Formula& formula : formulasOf(text)) {
          QVERIFY(!plainText(formula).trimmed().isEmpty());
          const QString latex = latexOf(formula);
          QVERIFY2(isBalanced(latex) && isAscii(latex), qPrintable(latex));
        }
        for (const QString& line : linesOf(text)) QVERIFY2(!line.contains(u"  "_qs), qPrintable(line));
      });
    QCOMPARE(kinds.size(), static_cast<std::size_t>(PassStepKind::NewParameters) + 1);
  }

  void theNewWeightFollowsFromTheNumbersOfItsLines() {
    Random random(15, RandomStream::Data);
    std::set<int> kinds;
    for (int run = 0; run < 40; ++run) {
      const Session session = test::drawSession(random);
      const OptimizerSettings& optimizer = session.training.optimizer;
      walk(session, 200, [&](const PassInstant& instant, const PassText& text) {
        if (lastOf(instant).kind != PassStepKind::NewParameters) return;
        kinds.insert(static_cast<int>(optimizer.kind));
        const PassLine& line = text.lines.back();
        const std::size_t index =
            instant.parameters.layout().weightIndex(line.subject.layer, line.subject.unit, line.subject.input);
        if (optimizer.kind == OptimizerKind::Adam) {
          const double step = *text.lines[0].value / (std::sqrt(*text.lines[1].value) + optimizer.epsilon);
          QVERIFY(qAbs(instant.parameters.theta()[index] - optimizer.learningRate * step - *line.value) < 1e-12);
        }
        QCOMPARE(text.lossChange.size(), std::size_t{3});
        QCOMPARE(*text.lossChange[2].value, instant.lossAfter - instant.trace.loss);
      });
    }
    QCOMPARE(kinds.size(), std::size_t{3});
  }

  void thePicturesDeltaReadsAsInTheNotes() {
    const PassText text = textOf(pictureSession(), PassStepKind::HiddenDelta, 1, 0);
    QCOMPARE(plainText(text.symbols.front()), u"δ₁⁽¹⁾ = h′(a₁⁽¹⁾) · Σₖ wₖ₁⁽²⁾ δₖ⁽²⁾"_qs);
    QVERIFY(plainText(workedFormula(text.lines[0])).startsWith(u"h′(a₁⁽¹⁾) = 1 − (z₁⁽¹⁾)² = 1 − 0."_qs));
    QVERIFY(plainText(workedFormula(text.lines[1])).startsWith(u"Σₖ wₖ₁⁽²⁾ δₖ⁽²⁾ = 0.8400 · "_qs));
    QVERIFY(text.finding.isEmpty());
  }

  void negativeFactorsStandInBrackets() {
    const PassText text = textOf(pictureSession(), PassStepKind::Unit, 1, 0);
    QCOMPARE(plainText(workedFormula(text.lines[0])),
             u"a₁⁽¹⁾ = 0.5000 · 0.9000 + 0.2500 · (−0.7000) + 0.1000 = 0.3750"_qs);
    QCOMPARE(plainText(workedFormula(text.lines[1])), u"z₁⁽¹⁾ = tanh(a₁⁽¹⁾) = tanh(0.3750) = 0.3584"_qs);
  }

  void longSumsShowTheFirstTwoTermsAndTheLast() {
    Session session = test::sampleSession({{6, Activation::Tanh}, {1, Activation::Identity}});
    const PassText text = textOf(session, PassStepKind::Unit, 2, 0);
    QCOMPARE(plainText(text.lines[0].numbers).count(u'·'), 3);
    QVERIFY(plainText(text.lines[0].numbers).contains(u" + … + "_qs));
    QCOMPARE(textOf(session, PassStepKind::WeightGradient, 2, 0).lines.size(), std::size_t{6});
  }

  void theSquareLossSaysWhereItDiffersFromTheNotes() {
    const PassText text = textOf(pictureSession(), PassStepKind::Loss);
    QCOMPARE(plainText(text.symbols.front()), u"ℓ = ½ (y − ŷ)²"_qs);
    QVERIFY(text.note.contains(u"½"_qs) && text.note.contains(u"δ = −(y − ŷ)"_qs));
    QCOMPARE(plainText(textOf(pictureSession(), PassStepKind::OutputDelta).symbols.front()), u"δ₁⁽²⁾ = −(y − ŷ)"_qs);
  }

  void crossEntropyReadsAsItsKind() {
    Session session = pictureSession();
    session.data.source = PointList{{0.9, -0.7}, {1}};
    session.network.layers.back().activation = Activation::Sigmoid;
    session.loss = Loss::CrossEntropy;
    QCOMPARE(plainText(textOf(session, PassStepKind::Loss).symbols.front()), u"ℓ = −[y ln ŷ + (1 − y) ln (1 − ŷ)]"_qs);
    QCOMPARE(plainText(textOf(session, PassStepKind::OutputDelta).symbols.front()), u"δ₁⁽²⁾ = ŷ − y"_qs);
    session.network.layers.back() = {2, Activation::Softmax};
    session.data.source = PointList{{0.9, -0.7}, {1, 0}};
    session.parameters.reset();
    QCOMPARE(plainText(textOf(session, PassStepKind::Loss).symbols.front()), u"ℓ = −Σₖ yₖ ln ŷₖ"_qs);
  }

  void aSmallFactorIsNamed() {
    Session session = pictureSession();
    session.parameters->at(4) = 5;
    QVERIFY(textOf(session, PassStepKind::HiddenDelta, 1, 0).finding.startsWith(u"The slope makes it small"_qs));
    session = pictureSession();
    session.parameters->at(6) = 0.01;
    QVERIFY(textOf(session, PassStepKind::HiddenDelta, 1, 0).finding.startsWith(u"The sum makes it small"_qs));
    session.parameters->at(4) = 5;
    QVERIFY(textOf(session, PassStepKind::HiddenDelta, 1, 0).finding.startsWith(u"Both factors"_qs));
  }

  void aKinkIsNamed() {
    Session session = pictureSession();
    session.network.layers.front().activation = Activation::Relu;
    for (const std::size_t k : {0U, 1U, 4U}) session.parameters->at(k) = 0;
    QVERIFY(textOf(session, PassStepKind::HiddenDelta, 1, 0).note.contains(u"kink"_qs));
  }

  void theVeryStartHasNoText() {
    PassCursor cursor(pictureSession());
    QVERIFY(plainText(passTextFor(cursor.instant(), cursor.trainer().session())).isEmpty());
  }

  void theUpdateShowsAWeightThatIsNotFrozen() {
    Session session = pictureSession();
    const PassText free = textOf(session, PassStepKind::NewParameters);
    QVERIFY(free.note.endsWith(QStringLiteral("all others go alike.")));
    const TermRef shown = free.lines.front().subject;
    const Parameters layout(session.network);
    session.training.frozen = {layout.layout().weightIndex(shown.layer, shown.unit, shown.input)};
    const PassText other = textOf(session, PassStepKind::NewParameters);
    QVERIFY(other.lines.front().subject != shown);
    QVERIFY(other.note.contains(QStringLiteral("of those that are not frozen")));
  }

  void whereAllWeightsAreFrozenTheUpdateLeavesThem() {
    Session session = pictureSession();
    session.training.optimizer.kind = OptimizerKind::Adam;
    session.training.frozen = {0, 1, 2, 3, 6, 7};
    const PassText text = textOf(session, PassStepKind::NewParameters);
    const TermRef shown = text.lines.front().subject;
    QCOMPARE(plainText(text.symbols.front()).count(QStringLiteral("w")), 2);
    QVERIFY(text.note.startsWith(QStringLiteral("Every weight is frozen")));
    QCOMPARE(*text.lines.front().value,
             Parameters(session.network, *session.parameters).W(shown.layer)(shown.unit, shown.input));
    for (const PassStepKind kind : {PassStepKind::FirstMoment, PassStepKind::SecondMoment})
      QCOMPARE(*textOf(session, kind).lines.front().value, 0.0);
  }

 private:
  test::FailOnWarnings m_warnings;
};

QTEST_APPLESS_MAIN(tst_pass_formula)
#include "tst_pass_formula.moc"
