#include "ui/worksheet/sheet_layout.h"

#include <QTest>

#include "core/training/lone_example.h"
#include "tests/support/random_session.h"
#include "ui/worksheet/sheet_pdf.h"

using namespace backscope;

class TestSheetLayout : public QObject {
  Q_OBJECT

 private slots:
  void everyPieceStandsOnceAndWithinItsPage();
  void noPageEndsWithAHeading();
  void answersStandInTwoColumns();
  void aPdfHoldsNoMomentOfWriting();
};

namespace {

constexpr double kWidth = 4800;
constexpr double kHeight = 7000;

std::vector<Sheet> sheetsOf(const Session& session) {
  const Trainer run(session);
  const WorkedSolution solution =
      workedSolution(loneInstant(run, exampleOf(run.data(), 0), 0), run.session(), run.iteration());
  return {solutionSheet(solution), worksheetSheet(solution), answerKeySheet(solution)};
}

Session deepSession() {
  Session session;
  session.network.layers = std::vector<LayerSpec>(4, LayerSpec{8, Activation::Tanh});
  session.network.layers.push_back({1, Activation::Identity});
  return session;
}

}  // namespace

void TestSheetLayout::everyPieceStandsOnceAndWithinItsPage() {
  for (const Sheet& sheet : sheetsOf(deepSession())) {
    const std::vector<SheetBlock> blocks = layoutSheet(sheet, kWidth);
    std::size_t next = 0;
    for (const std::vector<PlacedBlock>& page : pagesOf(blocks, kHeight)) {
      double bottom = 0;
      for (const PlacedBlock& placed : page) {
        const SheetBlock& block = blocks[placed.block];
        QCOMPARE(placed.block, next++);
        QVERIFY(block.isBeside || placed.top >= bottom);
        bottom = placed.top + block.height;
        QVERIFY(bottom <= kHeight);
        QVERIFY(block.left + std::max(block.width, block.formula.width) <= kWidth);
        QVERIFY(block.formula.width + block.cell * static_cast<double>(block.values.cols()) < kWidth);
      }
    }
    QCOMPARE(next, blocks.size());
  }
}

void TestSheetLayout::noPageEndsWithAHeading() {
  for (const Sheet& sheet : sheetsOf(deepSession())) {
    const std::vector<SheetBlock> blocks = layoutSheet(sheet, kWidth);
    const auto pages = pagesOf(blocks, kHeight);
    QVERIFY(pages.size() > 2);
    for (const std::vector<PlacedBlock>& page : pages) QVERIFY(!blocks[page.back().block].staysWithNext);
  }
}

void TestSheetLayout::answersStandInTwoColumns() {
  const std::vector<SheetBlock> blocks = layoutSheet(sheetsOf(deepSession())[2], kWidth);
  int left = 0;
  int right = 0;
  for (const auto& page : pagesOf(blocks, kHeight))
    for (std::size_t k = 0; k < page.size(); ++k) {
      const SheetBlock& block = blocks[page[k].block];
      if (block.kind != SheetItem::Kind::Answer) continue;
      ++(block.isBeside ? right : left);
      if (block.isBeside) QCOMPARE(page[k].top, page[k - 1].top);
    }
  QVERIFY(right > 100 && left >= right);
}

void TestSheetLayout::aPdfHoldsNoMomentOfWriting() {
  const Sheet sheet = sheetsOf(Session{}).front();
  const QByteArray pdf = sheetPdf(sheet);
  QVERIFY(pdf.startsWith("%PDF-") && pdf.contains("%%EOF"));
  QVERIFY(pdf.contains("(D:20000101"));
}

QTEST_MAIN(TestSheetLayout)
#include "tst_sheet_layout.moc"
