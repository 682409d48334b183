#include "app/commands/figure_layout.h"

#include <QTest>

using namespace backscope;

class TestFigureLayout : public QObject {
  Q_OBJECT

 private slots:
  void aLoneRunHasTheWholeWithinItsMargins() {
    const std::vector<FigureCell> cells = layoutFigure({480, 520}, 1, 16);
    QCOMPARE(cells.size(), std::size_t{1});
    QCOMPARE(cells[0].view, QRect(12, 12, 456, 496));
    QVERIFY(cells[0].heading.isEmpty());
    QCOMPARE(figureSizeFor({480, 520}, 1, 16), QSize(480, 520));
  }

  void everyRunHasAViewAsLargeAsOneAlone_data() {
    QTest::addColumn<int>("runs");
    QTest::addColumn<QSize>("size");
    QTest::newRow("2") << 2 << QSize(960, 540);
    QTest::newRow("3") << 3 << QSize(1440, 540);
    QTest::newRow("4") << 4 << QSize(960, 1080);
  }
  void everyRunHasAViewAsLargeAsOneAlone() {
    QFETCH(int, runs);
    const QSize size = figureSizeFor({480, 520}, runs, 16);
    QTEST(size, "size");
    const std::vector<FigureCell> cells = layoutFigure(size, runs, 16);
    for (std::size_t k = 0; k < cells.size(); ++k) {
      QCOMPARE(cells[k].view.size(), QSize(456, 496));
      QVERIFY(cells[k].heading.bottom() < cells[k].view.top());
      QVERIFY(QRect(QPoint(), size).contains(cells[k].heading.united(cells[k].view)));
      for (std::size_t other = 0; other < k; ++other) QVERIFY(!cells[k].view.intersects(cells[other].view));
    }
  }
};

QTEST_GUILESS_MAIN(TestFigureLayout)
#include "tst_figure_layout.moc"
