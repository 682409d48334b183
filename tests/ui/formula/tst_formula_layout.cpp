#include <QImage>
#include <QPainter>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "ui/formula/formula_layout.h"
#include "ui/formula/formula_painter.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme_colors.h"

using namespace backscope;

namespace {

Formula indexedLetter(const QString& letter, const QString& below, const QString& above) {
  return indexed(letters(letter), letters(below), letters(above));
}

Formula delta(int unit) {
  return asTerm(indexedLetter(u"δ"_qs, QString::number(unit), u"(1)"_qs), {TermRef::Delta, 1, unit - 1});
}

/// δ_1 = (δ_1 + δ_2 + … ) of so many terms.
Formula longSum(int count) {
  std::vector<Formula> parts{delta(1), operatorSign(u"="_qs)};
  for (int k = 1; k <= count; ++k) {
    if (k > 1) parts.push_back(operatorSign(u"+"_qs));
    parts.push_back(delta(k));
  }
  return row(std::move(parts));
}

bool isDisjoint(const QRectF& one, const QRectF& other) {
  return one.right() <= other.left() + 1e-9 || other.right() <= one.left() + 1e-9 ||
         one.bottom() <= other.top() + 1e-9 || other.bottom() <= one.top() + 1e-9;
}

}  // namespace

class tst_formula_layout : public QObject {
  Q_OBJECT

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void widthsAddUp() {
    const Formula one = delta(1);
    const Formula two = upright(u"0.6012"_qs);
    const double sum = widthOf(one) + widthOf(operatorSign(u"="_qs)) + widthOf(two);
    QVERIFY(qAbs(widthOf(row({one, operatorSign(u"="_qs), two})) - sum) < 1e-9);
  }

  void bothIndicesStandAboveEachOther() {
    const double both = widthOf(indexedLetter(u"w"_qs, u"21"_qs, u"(1)"_qs));
    const double below = widthOf(indexed(letters(u"w"_qs), letters(u"21"_qs), row({})));
    const double above = widthOf(indexed(letters(u"w"_qs), row({}), letters(u"(1)"_qs)));
    QVERIFY(qAbs(both - std::max(below, above)) < 1e-9);
    const FormulaLayout layout = layoutFormula(delta(1), mathFont());
    const double baseline = layout.baselines.front();
    QCOMPARE(layout.glyphs[1].baseline.x(), layout.glyphs[2].baseline.x());
    QVERIFY(layout.glyphs[1].baseline.y() > baseline);
    QVERIFY(layout.glyphs[2].baseline.y() < baseline);
  }

  void allLettersOfARowStandOnOneBaseline() {
    const FormulaLayout layout = layoutFormula(
        row({letters(u"a"_qs), operatorSign(u"="_qs), upright(u"1"_qs), fraction(letters(u"x"_qs), letters(u"y"_qs))}),
        mathFont());
    for (std::size_t k = 0; k < 3; ++k) QCOMPARE(layout.glyphs[k].baseline.y(), layout.baselines.front());
  }

  void aFractionsPartsStandOnEitherSideOfItsLine() {
    const FormulaLayout layout = layoutFormula(fraction(letters(u"m"_qs), row({upright(u"1"_qs)})), mathFont());
    QCOMPARE(layout.rules.size(), std::size_t{1});
    QVERIFY(layout.glyphs[0].box.bottom() <= layout.rules[0].box.top() + 1e-9);
    QVERIFY(layout.glyphs[1].box.top() >= layout.rules[0].box.bottom() - 1e-9);
  }

  void bracketsGrowWithWhatTheyHold() {
    const Formula tall = fraction(letters(u"m"_qs), letters(u"n"_qs));
    const FormulaLayout low = layoutFormula(brackets(letters(u"a"_qs)), mathFont());
    const FormulaLayout high = layoutFormula(brackets(tall), mathFont());
    QCOMPARE(low.glyphs.front().stretch, 1.0);
    QVERIFY(high.glyphs.front().stretch > 1.2);
    QVERIFY(qAbs(high.glyphs.front().box.height() - layoutFormula(tall, mathFont()).height) < 1e-9);
  }

  void aMatrixHasItsCellsInRowsAndColumns() {
    const Formula cells = matrix(2, {upright(u"1"_qs), upright(u"−0.25"_qs), upright(u"3.125"_qs), upright(u"4"_qs)});
    const FormulaLayout layout = layoutFormula(row({letters(u"W"_qs), operatorSign(u"="_qs), cells}), mathFont());
    const auto cell = [&layout](const QString& text) {
      return *std::ranges::find(layout.glyphs, text, &FormulaGlyphs::text);
    };
    QCOMPARE(cell(u"1"_qs).baseline.y(), cell(u"−0.25"_qs).baseline.y());
    QVERIFY(cell(u"1"_qs).box.bottom() <= cell(u"3.125"_qs).box.top() + 1e-9);
    QVERIFY(qAbs(cell(u"1"_qs).box.center().x() - cell(u"3.125"_qs).box.center().x()) < 1e-9);
    QVERIFY(cell(u"3.125"_qs).box.right() < cell(u"−0.25"_qs).box.left());
    const QRectF bracket = cell(u"("_qs).box;
    QVERIFY(bracket.top() <= cell(u"1"_qs).box.top() + 1e-9);
    QVERIFY(bracket.bottom() >= cell(u"4"_qs).box.bottom() - 1e-9);
    // Its middle is level with the middle of a letter beside it.
    QVERIFY(qAbs(bracket.center().y() - cell(u"W"_qs).box.center().y()) < 0.15 * cell(u"W"_qs).box.height());
  }

  void aLongRowBreaksBeforeOperatorsAndFits() {
    const double width = 200;
    const FormulaLayout layout = layoutFormula(longSum(20), mathFont(), width);
    QVERIFY(layout.lines.size() > 2);
    QVERIFY(layout.width <= width);
    for (std::size_t k = 1; k < layout.lines.size(); ++k) {
      QCOMPARE(layout.lines[k].left(), formulaIndent(mathFont()));
      QVERIFY(layout.lines[k].top() >= layout.lines[k - 1].bottom());
      QCOMPARE(firstOf(layout, k), u"+"_qs);
    }
  }

  void aRelationBreaksBeforeASum() {
    const Formula formula = row({letters(u"abc"_qs), operatorSign(u"+"_qs), letters(u"defgh"_qs), operatorSign(u"="_qs),
                                 letters(u"xyz"_qs), operatorSign(u"+"_qs), letters(u"uvw"_qs)});
    const FormulaLayout layout = layoutFormula(formula, mathFont(), 0.95 * widthOf(formula));
    QCOMPARE(layout.lines.size(), std::size_t{2});
    QCOMPARE(firstOf(layout, 1), u"="_qs);
  }

  void whatCannotBreakStaysOnOneLine() {
    QCOMPARE(layoutFormula(delta(1), mathFont(), 1).lines.size(), std::size_t{1});
    QVERIFY(layoutFormula(row({}), mathFont(), 1).lines.empty());
  }

  void termsDoNotOverlapAndAreFoundWhereTheyStand() {
    const FormulaLayout layout = layoutFormula(longSum(12), mathFont(), 160);
    QCOMPARE(layout.terms.size(), std::size_t{13});
    for (std::size_t k = 0; k < layout.terms.size(); ++k) {
      QVERIFY(termAt(layout, layout.terms[k].box.center()) == layout.terms[k].term);
      QVERIFY(
          QRectF(0, 0, layout.width, layout.height).adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(layout.terms[k].box));
      for (std::size_t other = 0; other < k; ++other) QVERIFY(isDisjoint(layout.terms[k].box, layout.terms[other].box));
    }
    QVERIFY(!termAt(layout, QPointF(-5, -5)));
  }

  void aTermWithinATermIsTheOneThatIsFound() {
    const TermRef slope{TermRef::Slope, 1, 0};
    const TermRef a{TermRef::A, 1, 0};
    const FormulaLayout layout =
        layoutFormula(asTerm(row({letters(u"h′"_qs), brackets(asTerm(letters(u"a"_qs), a))}), slope), mathFont());
    QVERIFY(termAt(layout, layout.terms[0].box.center() * 0.05 + QPointF(0, layout.height / 2)) == slope);
    QVERIFY(termAt(layout, layout.terms[1].box.center()) == a);
  }

  void paintStaysWithinItsBoxAndHasTheTermsColours() {
    const Formula formula = row({delta(1), operatorSign(u"="_qs), sumOver(letters(u"k"_qs)),
                                 brackets(fraction(delta(2), upright(u"10.0000"_qs)))});
    const FormulaLayout layout = layoutFormula(formula, mathFont(TextSize::Large));
    QImage image(static_cast<int>(layout.width) + 40, static_cast<int>(layout.height) + 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    const ThemeColors colors = lightColors();
    paintFormula(painter, layout, QPointF(20, 20), colors, TermRef{TermRef::Delta, 1, 1});
    painter.end();
    QRect inked;
    bool hasMagenta = false;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) {
        if (image.pixel(x, y) != 0xffffffff) inked |= QRect(x, y, 1, 1);
        hasMagenta = hasMagenta || image.pixelColor(x, y) == colors.backward;
      }
    QVERIFY(inked.width() > layout.width * 0.8);
    QVERIFY(QRectF(17, 19, layout.width + 6, layout.height + 2).contains(QRectF(inked)));
    QVERIFY(hasMagenta);
  }

 private:
  static double widthOf(const Formula& formula) { return layoutFormula(formula, mathFont()).width; }
  static QString firstOf(const FormulaLayout& layout, std::size_t line) {
    for (const FormulaGlyphs& glyphs : layout.glyphs)
      if (qAbs(glyphs.baseline.y() - layout.baselines[line]) < 1e-9) return glyphs.text;
    return {};
  }

  test::FailOnWarnings m_warnings;
};

QTEST_MAIN(tst_formula_layout)
#include "tst_formula_layout.moc"
