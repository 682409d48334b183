#include <QTest>
#include <set>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/random_session.h"
#include "tests/support/sample_snapshot.h"
#include "ui/formula/formula_layout.h"
#include "ui/formula/pass_formula.h"
#include "ui/formula/pass_list.h"
#include "ui/text/notation.h"
#include "ui/theme/fonts.h"

using namespace backscope;

namespace {

std::vector<Notation> allNotations() {
  std::vector<Notation> all;
  for (int k = 0; k < 8; ++k)
    all.push_back({.swapsLetters = (k & 1) != 0, .isMatrixForm = (k & 2) != 0, .countsInput = (k & 4) != 0});
  return all;
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

/// What an example's steps of this size say.
std::vector<PassText> textsOf(const Session& session, StepSize size) {
  PassCursor cursor(session);
  std::vector<PassText> texts;
  do {
    if (!cursor.advance(size)) break;
    texts.push_back(passTextFor(cursor.instant(), cursor.trainer().session(), size));
  } while (cursor.step() > 0);
  return texts;
}

/// The text of the last of an example's steps of this kind and layer.
PassText textOf(const Session& session, StepSize size, PassStepKind kind, int layer) {
  PassCursor cursor(session);
  while (cursor.advance(size)) {
    const PassInstant instant = cursor.instant();
    const PassStep last = instant.taken().back();
    if (last.kind == kind && last.layer == layer) return passTextFor(instant, cursor.trainer().session(), size);
  }
  return {};
}

QString symbol(const PassText& text, std::size_t k = 0) { return plainText(text.symbols.at(k)); }
QString worked(const PassText& text, std::size_t k) { return plainText(workedFormula(text.lines.at(k))); }

bool isBalanced(const QString& latex) {
  int depth = 0;
  for (qsizetype k = 0; k < latex.size(); ++k) {
    const bool isEscaped = k > 0 && latex[k - 1] == u'\\';
    if (latex[k] == u'{' && !isEscaped) ++depth;
    if (latex[k] == u'}' && !isEscaped && --depth < 0) return false;
  }
  return depth == 0 && latex.count(u"\\begin"_qs) == latex.count(u"\\end"_qs) &&
         latex.count(u"\\left"_qs) - latex.count(u"\\leftarrow"_qs) == latex.count(u"\\right"_qs);
}

}  // namespace

class tst_pass_notation : public QObject {
  Q_OBJECT

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() {
    CurrentNotation::instance().set({});
    m_warnings.check();
  }

  void swappedLettersAreSwappedInEveryFormula() {
    CurrentNotation::instance().set({.swapsLetters = true});
    const PassText unit = textOf(pictureSession(), StepSize::Unit, PassStepKind::Unit, 1);
    QCOMPARE(symbol(unit, 0), u"z₁⁽¹⁾ = Σᵢ w₁ᵢ⁽¹⁾ aᵢ⁽⁰⁾ + b₁⁽¹⁾"_qs);
    QCOMPARE(symbol(unit, 1), u"a₁⁽¹⁾ = h(z₁⁽¹⁾)"_qs);
    QCOMPARE(worked(unit, 1), u"a₁⁽¹⁾ = tanh(z₁⁽¹⁾) = tanh(0.3750) = 0.3584"_qs);
    const PassText delta = textOf(pictureSession(), StepSize::Unit, PassStepKind::HiddenDelta, 1);
    QCOMPARE(symbol(delta), u"δ₁⁽¹⁾ = h′(z₁⁽¹⁾) · Σₖ wₖ₁⁽²⁾ δₖ⁽²⁾"_qs);
    const PassText gradient = textOf(pictureSession(), StepSize::Unit, PassStepKind::WeightGradient, 1);
    QVERIFY(symbol(gradient).endsWith(u"= δ₁⁽¹⁾ aᵢ⁽⁰⁾"_qs));
  }

  void layersAreCountedFromTheInput() {
    CurrentNotation::instance().set({.countsInput = true});
    const PassText unit = textOf(pictureSession(), StepSize::Unit, PassStepKind::Unit, 1);
    QCOMPARE(symbol(unit, 0), u"a₁⁽²⁾ = Σᵢ w₁ᵢ⁽²⁾ zᵢ⁽¹⁾ + b₁⁽²⁾"_qs);
    QCOMPARE(unit.title, u"Unit 1 of layer 2: pre-activation and output"_qs);
    QCOMPARE(symbol(textOf(pictureSession(), StepSize::Unit, PassStepKind::Prediction, 2)), u"ŷ = z⁽³⁾"_qs);
  }

  void aUnitsStepShowsItsRowOfTheProduct() {
    CurrentNotation::instance().set({.isMatrixForm = true});
    const PassText unit = textOf(pictureSession(), StepSize::Unit, PassStepKind::Unit, 1);
    QCOMPARE(symbol(unit, 0), u"a⁽¹⁾ = W⁽¹⁾ z⁽⁰⁾ + b⁽¹⁾"_qs);
    QCOMPARE(symbol(unit, 1), u"z⁽¹⁾ = h(a⁽¹⁾)"_qs);
    QCOMPARE(worked(unit, 0), u"a₁⁽¹⁾ = (0.5000, 0.2500) (0.9000; −0.7000) + 0.1000 = 0.3750"_qs);
    const PassText delta = textOf(pictureSession(), StepSize::Unit, PassStepKind::HiddenDelta, 1);
    QCOMPARE(symbol(delta), u"δ⁽¹⁾ = h′(a⁽¹⁾) ⊙ (W⁽²⁾ᵀ δ⁽²⁾)"_qs);
    QVERIFY(worked(delta, 1).startsWith(u"(W⁽²⁾ᵀ δ⁽²⁾)₁ = (0.8400) ("_qs));
    const PassText gradient = textOf(pictureSession(), StepSize::Unit, PassStepKind::WeightGradient, 1);
    QVERIFY(symbol(gradient).endsWith(u"= δ⁽¹⁾ z⁽⁰⁾ᵀ"_qs));
  }

  void aLayersStepShowsTheWholeProduct() {
    CurrentNotation::instance().set({.isMatrixForm = true});
    const PassText layer = textOf(pictureSession(), StepSize::Layer, PassStepKind::Unit, 1);
    QCOMPARE(worked(layer, 0),
             u"a⁽¹⁾ = (0.5000, 0.2500; −0.5000, 0.1000) (0.9000; −0.7000) + (0.1000; −0.2000) = (0.3750; −0.7200)"_qs);
    const PassText delta = textOf(pictureSession(), StepSize::Layer, PassStepKind::HiddenDelta, 1);
    QCOMPARE(delta.lines.size(), std::size_t{3});
    QVERIFY(worked(delta, 1).startsWith(u"W⁽²⁾ᵀ δ⁽²⁾ = (0.8400; −0.6000) ("_qs));
    const PassText gradient = textOf(pictureSession(), StepSize::Layer, PassStepKind::WeightGradient, 1);
    QVERIFY(worked(gradient, 0).contains(u"(0.9000, −0.7000) = ("_qs));
  }

  void aLayersStepInTheNotesFormHasEachUnitsLines() {
    const PassText layer = textOf(pictureSession(), StepSize::Layer, PassStepKind::Unit, 1);
    QCOMPARE(symbol(layer, 0), u"aⱼ⁽¹⁾ = Σᵢ wⱼᵢ⁽¹⁾ zᵢ⁽⁰⁾ + bⱼ⁽¹⁾"_qs);
    QCOMPARE(layer.title, u"Layer 1: pre-activations and outputs"_qs);
    QCOMPARE(layer.lines.size(), std::size_t{4});
    QVERIFY(worked(layer, 2).startsWith(u"a₂⁽¹⁾ = "_qs));
    const PassText delta = textOf(pictureSession(), StepSize::Layer, PassStepKind::HiddenDelta, 1);
    QCOMPARE(symbol(delta), u"δⱼ⁽¹⁾ = h′(aⱼ⁽¹⁾) · Σₖ wₖⱼ⁽²⁾ δₖ⁽²⁾"_qs);
    QCOMPARE(delta.lines.size(), std::size_t{2});
  }

  void largeMatricesAreCutToTheirCorners() {
    CurrentNotation::instance().set({.isMatrixForm = true});
    const Session session = test::sampleSession({{8, Activation::Tanh}, {6, Activation::Tanh}, {1, Activation::Tanh}});
    const QString text = worked(textOf(session, StepSize::Layer, PassStepKind::Unit, 2), 0);
    QCOMPARE(text.count(u'⋱'), 1);
    QCOMPARE(text.count(u'⋯'), 3);
    QVERIFY(text.count(u'⋮') > 3);
  }

  void everyNotationSaysSomethingElse() {
    for (const StepSize size : {StepSize::Unit, StepSize::Layer}) {
      std::set<QString> forward;
      std::set<QString> backward;
      for (const Notation& each : allNotations()) {
        CurrentNotation::instance().set(each);
        forward.insert(plainText(textOf(pictureSession(), size, PassStepKind::Unit, 1)));
        backward.insert(plainText(textOf(pictureSession(), size, PassStepKind::HiddenDelta, 1)));
      }
      QCOMPARE(forward.size(), std::size_t{8});
      QCOMPARE(backward.size(), std::size_t{8});
    }
  }

  void everyNotationHasTheSameNumbers() {
    const auto numbersOf = [](const Session& session) {
      std::vector<double> numbers;
      for (const PassText& text : textsOf(session, StepSize::Unit))
        for (const PassLine& line : text.lines)
          if (line.value) numbers.push_back(*line.value);
      return numbers;
    };
    CurrentNotation::instance().set({});
    const std::vector<double> before = numbersOf(pictureSession());
    for (const Notation& each : allNotations()) {
      if (each.isMatrixForm) continue;  // a vector's numbers are in its formula
      CurrentNotation::instance().set(each);
      QVERIFY(numbersOf(pictureSession()) == before);
    }
  }

  /// Random networks, losses and optimizers: all have texts that can be set and that LaTeX takes.
  void allOfThemAreSetAndWritten() {
    Random random(15, RandomStream::Data);
    for (int k = 0; k < 6; ++k) {
      const Session session = test::drawSession(random);
      for (const Notation& each : allNotations()) {
        CurrentNotation::instance().set(each);
        for (const StepSize size : {StepSize::Unit, StepSize::Layer}) check(textsOf(session, size));
      }
    }
  }

  void theListFollowsTheNotation() {
    PassCursor cursor(pictureSession());
    const auto rowOf = [&cursor](PassStepKind kind, int layer) {
      for (const PassRow& row : passRowsFor(cursor.instant(), cursor.trainer().session()))
        if (row.kind == kind && row.layer == layer) return plainText(row.formula);
      return QString();
    };
    CurrentNotation::instance().set({.swapsLetters = true, .countsInput = true});
    QCOMPARE(rowOf(PassStepKind::Unit, 1), u"z⁽²⁾, a⁽²⁾"_qs);
    CurrentNotation::instance().set({.isMatrixForm = true});
    QCOMPARE(rowOf(PassStepKind::Unit, 1), u"z⁽¹⁾ = h(W⁽¹⁾ z⁽⁰⁾ + b⁽¹⁾)"_qs);
    QCOMPARE(rowOf(PassStepKind::HiddenDelta, 1), u"δ⁽¹⁾ = h′(a⁽¹⁾) ⊙ (W⁽²⁾ᵀ δ⁽²⁾)"_qs);
    QCOMPARE(rowOf(PassStepKind::WeightGradient, 1), u"∂ℓ/∂W⁽¹⁾ = δ⁽¹⁾ z⁽⁰⁾ᵀ"_qs);
  }

 private:
  static void check(const std::vector<PassText>& texts) {
    for (const PassText& text : texts) {
      QVERIFY(!text.title.isEmpty());
      for (const Formula& formula : text.symbols) check(formula);
      for (const PassLine& line : text.lines) check(workedFormula(line));
    }
  }
  static void check(const Formula& formula) {
    QVERIFY(layoutFormula(formula, mathFont()).width > 0);
    QVERIFY2(isBalanced(latexOf(formula)), qPrintable(latexOf(formula)));
  }

  test::FailOnWarnings m_warnings;
};

QTEST_MAIN(tst_pass_notation)
#include "tst_pass_notation.moc"
