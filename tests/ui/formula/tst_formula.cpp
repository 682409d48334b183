#include "ui/formula/formula.h"

#include <QTest>

#include "tests/support/fail_on_warnings.h"

using namespace backscope;

namespace {

Formula at(const QString& letter, const QString& below, const QString& above) {
  return indexed(letters(letter), letters(below), letters(above));
}

Formula hiddenDelta() {
  return row({at(u"δ"_qs, u"1"_qs, u"(1)"_qs), operatorSign(u"="_qs), letters(u"h′"_qs),
              brackets(at(u"a"_qs, u"1"_qs, u"(1)"_qs)), operatorSign(u"·"_qs), sumOver(letters(u"k"_qs)),
              at(u"w"_qs, u"k1"_qs, u"(2)"_qs), product(), at(u"δ"_qs, u"k"_qs, u"(2)"_qs)});
}

}  // namespace

class tst_formula : public QObject {
  Q_OBJECT

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void plainTextUsesUnicodesIndices() {
    QCOMPARE(plainText(hiddenDelta()), u"δ₁⁽¹⁾ = h′(a₁⁽¹⁾) · Σₖ wₖ₁⁽²⁾ δₖ⁽²⁾"_qs);
    QCOMPARE(plainText(at(u"w"_qs, u"12,3"_qs, u"L"_qs)), u"w₁₂,₃^(L)"_qs);
  }

  void plainTextPutsBracketsAroundTheLongPartsOfFractions() {
    const Formula below = row({root(letters(u"v"_qs)), operatorSign(u"+"_qs), letters(u"ε"_qs)});
    QCOMPARE(plainText(fraction(letters(u"m"_qs), below)), u"m/(√v + ε)"_qs);
  }

  void aMinusWithNothingBeforeItIsASign() {
    const Formula formula = row({letters(u"δ"_qs), operatorSign(u"="_qs), operatorSign(u"−"_qs),
                                 brackets(row({letters(u"y"_qs), operatorSign(u"−"_qs), letters(u"ŷ"_qs)}))});
    QCOMPARE(plainText(formula), u"δ = −(y − ŷ)"_qs);
    QCOMPARE(formula.parts[2].kind, Formula::Kind::Letters);
  }

  void latexIsThatOfAmsmath() {
    QCOMPARE(latexOf(hiddenDelta()),
             u"{\\delta }_{1}^{(1)} = h'\\left({a}_{1}^{(1)}\\right) \\cdot "
             u"\\sum_{k} {w}_{k1}^{(2)}\\,{\\delta }_{k}^{(2)}"_qs);
    QCOMPARE(latexOf(upright(u"−1.2346e−5"_qs)), u"-1.2346\\times 10^{-5}"_qs);
    QCOMPARE(latexOf(upright(u"tanh"_qs)), u"\\tanh "_qs);
    QCOMPARE(latexOf(upright(u"softplus"_qs)), u"\\operatorname{softplus}"_qs);
    QCOMPARE(latexOf(upright(u"for a_1 > 0"_qs)), u"\\text{for a$\\_$1 > 0}"_qs);
    QCOMPARE(latexOf(letters(u"m\u0302"_qs)), u"\\hat{m}"_qs);
    QCOMPARE(latexOf(fraction(letters(u"m"_qs), root(letters(u"v"_qs)))), u"\\frac{m}{\\sqrt{v}}"_qs);
  }

  void aMatrixIsReadAndWrittenRowByRow() {
    const Formula formula = matrix(2, {letters(u"a"_qs), upright(u"0.5"_qs), letters(u"⋮"_qs), upright(u"−2"_qs)});
    QCOMPARE(plainText(formula), u"(a, 0.5; ⋮, −2)"_qs);
    QCOMPARE(latexOf(formula), u"\\begin{pmatrix}a & 0.5 \\\\ \\vdots  & -2\\end{pmatrix}"_qs);
  }

  void aTransposedMatrixIsMarkedSo() {
    const Formula formula = indexed(letters(u"W"_qs), row({}), row({upright(u"(2)"_qs), upright(u"T"_qs)}));
    QCOMPARE(plainText(formula), u"W⁽²⁾ᵀ"_qs);
    QCOMPARE(latexOf(formula), u"{W}^{(2)\\mathsf{T}}"_qs);
  }

  void bracesInTextsAreEscaped() { QCOMPARE(latexOf(letters(u"{}%"_qs)), u"\\{\\}\\%"_qs); }

 private:
  test::FailOnWarnings m_warnings;
};

QTEST_APPLESS_MAIN(tst_formula)
#include "tst_formula.moc"
