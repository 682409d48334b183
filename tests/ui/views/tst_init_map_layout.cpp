#include "ui/views/init_map_layout.h"

#include <QTest>

#include "tests/support/sample_snapshot.h"

using namespace backscope;

namespace {

const InitMapTexts kTexts{
    .lineHeight = 16, .tickWidth = 40, .numberWidth = 60, .legendWidth = 100, .headingWidth = 200};

InitMap mapOf(MapRows rows, int side) { return emptyMap(test::sampleSession(), {rows, side, 100}); }

QStringList labelsOf(const std::vector<InitMapTick>& ticks) {
  QStringList labels;
  for (const InitMapTick& tick : ticks) labels.append(tick.label);
  return labels;
}

}  // namespace

class TestInitMapLayout : public QObject {
  Q_OBJECT

 private slots:
  void cellsTileTheirAreaFromTheLowerLeft() {
    const InitMap map = mapOf(MapRows::Depth, 20);
    const InitMapLayout layout = layoutInitMap(map, {513, 217}, kTexts);
    QCOMPARE(layout.rows, 16);
    double area = 0;
    for (std::size_t k = 0; k < map.cells.size(); ++k) {
      const QRectF cell = layout.cell(k);
      area += cell.width() * cell.height();
      QCOMPARE(layout.cellAt(cell.center()), std::optional(k));
    }
    const QRectF all(layout.cell(300).topLeft(), layout.cell(19).bottomRight());
    QCOMPARE(area, all.width() * all.height());
    QVERIFY(layout.cell(0).top() > layout.cell(20).top());
    QVERIFY(layout.cell(0).left() < layout.cell(1).left());
  }

  void besideTheCellsIsNone() {
    const InitMapLayout layout = layoutInitMap(mapOf(MapRows::Seed, 10), {500, 220}, kTexts);
    const QRectF cells = layout.cells;
    for (const QPointF& place :
         {QPointF(cells.left() - 1, cells.center().y()), QPointF(cells.right() + 1, cells.center().y()),
          QPointF(cells.center().x(), cells.top() - 1), QPointF(cells.center().x(), cells.bottom() + 1)})
      QVERIFY(!layout.cellAt(place));
  }

  void nothingLiesOnAnother() {
    for (const QSizeF& size : {leastInitMapSize(kTexts), QSizeF(420, 200), QSizeF(900, 400)}) {
      const InitMapLayout layout = layoutInitMap(mapOf(MapRows::Seed, 20), size, kTexts);
      const QRectF all(QPointF(0, 0), size);
      const std::vector<QRectF> parts{layout.cells, layout.heading,  layout.legendHeading,
                                      layout.bar,   layout.marks[0], layout.marks[1]};
      for (std::size_t i = 0; i < parts.size(); ++i) {
        QVERIFY(all.contains(parts[i]));
        for (std::size_t j = 0; j < i; ++j) QVERIFY(!parts[i].intersects(parts[j]));
      }
      QVERIFY(layout.cells.width() / 20 >= 4);
      QVERIFY(layout.heading.width() >= kTexts.headingWidth);
      QVERIFY(layout.bar.height() > 2 * kTexts.lineHeight);
    }
  }

  void ticksStandAtTheirCells() {
    const InitMap map = mapOf(MapRows::Seed, 10);
    const InitMapLayout layout = layoutInitMap(map, {600, 260}, kTexts);
    QCOMPARE(labelsOf(layout.rowTicks), (QStringList{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}));
    QVERIFY(qAbs(layout.rowTicks[3].place - layout.cell(30).center().y()) <= 1);
    QCOMPARE(labelsOf(layout.columnTicks), (QStringList{"0.01", "0.1", "1", "10", "100"}));
    QVERIFY(qAbs(layout.columnTicks.front().place - layout.cell(1).center().x()) <= 1);
    QVERIFY(qAbs(layout.columnTicks.back().place - layout.cell(9).center().x()) <= 1);
  }

  void ticksKeepApart() {
    const InitMapLayout layout = layoutInitMap(mapOf(MapRows::LearningRate, 20), leastInitMapSize(kTexts), kTexts);
    for (std::size_t k = 1; k < layout.rowTicks.size(); ++k)
      QVERIFY(layout.rowTicks[k - 1].place - layout.rowTicks[k].place >= kTexts.lineHeight);
    for (std::size_t k = 1; k < layout.columnTicks.size(); ++k)
      QVERIFY(layout.columnTicks[k].place - layout.columnTicks[k - 1].place > kTexts.tickWidth);
    QCOMPARE(layoutInitMap(mapOf(MapRows::LearningRate, 10), {600, 260}, kTexts).rowTicks.front().label,
             QStringLiteral("0.001"));
  }

  void arrowsStopAtTheEdges() {
    const InitMap map = mapOf(MapRows::Depth, 20);
    QCOMPARE(neighbourCell(map, 0, -1, 0), std::size_t{0});
    QCOMPARE(neighbourCell(map, 0, 0, -1), std::size_t{0});
    QCOMPARE(neighbourCell(map, 0, 1, 0), std::size_t{1});
    QCOMPARE(neighbourCell(map, 0, 0, 1), std::size_t{20});
    QCOMPARE(neighbourCell(map, 319, 1, 0), std::size_t{319});
    QCOMPARE(neighbourCell(map, 319, 0, 1), std::size_t{319});
    QCOMPARE(neighbourCell(map, 19, 1, 0), std::size_t{19});
  }
};

QTEST_MAIN(TestInitMapLayout)
#include "tst_init_map_layout.moc"
