#include "ui/views/gradient_strips.h"

#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/gradient_snapshot.h"
#include "ui/views/gradient_items.h"

using namespace backscope;

namespace {

using Kind = NetworkItem::Kind;

const GradientStripTexts kTexts{
    .labelWidth = 30, .numberWidth = 50, .shareWidth = 40, .lineHeight = 14, .labelHeight = 20, .tickWidth = 30};
const QSizeF kSize(360, 200);

GradientRow rowOf(int source, std::vector<double> values) {
  GradientRow row;
  row.item = {Kind::Weight, {1, 0}, source};
  for (const double value : values) row.mean += value / static_cast<double>(values.size());
  row.values = std::move(values);
  return row;
}

GradientRows rowsOf(std::vector<GradientRow> rows, double bound = 1) {
  GradientRows all;
  all.rows = std::move(rows);
  all.bound = bound;
  return all;
}

}  // namespace

class TestGradientStrips : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { m_font = QApplication::font(); }
  void cleanup() {
    QApplication::setFont(m_font);
    m_warnings.check();
  }

  void zeroIsInTheMiddle() {
    const GradientStripLayout layout = layoutGradientStrips(rowsOf({rowOf(0, {0.2})}, 0.5), 0, kSize, kTexts);
    QCOMPARE(layout.xAt(0), layout.area.center().x());
    QCOMPARE(layout.xAt(0.5), layout.area.right());
    QCOMPARE(layout.xAt(-0.5), layout.area.left());
    QCOMPARE(layout.xAt(0.2) - layout.xAt(0), layout.xAt(0) - layout.xAt(-0.2));
  }

  void dotsStandInTheOrderOfTheirValues() {
    const std::vector<double> values{-0.7, -0.1, 0, 0.05, 0.9};
    const GradientStripLayout layout = layoutGradientStrips(rowsOf({rowOf(0, values)}), 0, kSize, kTexts);
    const GradientStripLayout::Row& row = layout.rows[0];
    QCOMPARE(row.dots.size(), values.size());
    for (std::size_t k = 1; k < row.dots.size(); ++k) QVERIFY(row.dots[k - 1].x() < row.dots[k].x());
    for (const QPointF& dot : row.dots) QVERIFY(row.all.contains(dot));
  }

  void theMeanIsWhereTheDotsBalance() {
    const GradientStripLayout layout =
        layoutGradientStrips(rowsOf({rowOf(0, {-0.7, -0.2, 0.3, 0.9})}), 0, kSize, kTexts);
    const GradientStripLayout::Row& row = layout.rows[0];
    double sum = 0;
    for (const QPointF& dot : row.dots) sum += dot.x();
    QVERIFY(std::abs(sum / 4 - row.mean) < 1e-9);
    QVERIFY(row.dots.front().x() < row.mean && row.mean < row.dots.back().x());
  }

  void columnsDoNotOverlap() {
    for (const double width : {150.0, 200.0, 360.0, 800.0}) {
      const GradientStripLayout layout =
          layoutGradientStrips(rowsOf({rowOf(0, {0.1}), rowOf(1, {0.2})}), 0, {width, 200}, kTexts);
      for (const GradientStripLayout::Row& row : layout.rows) {
        QVERIFY(row.label.right() < layout.area.left());
        QVERIFY(layout.area.right() < row.number.left());
        QVERIFY(row.number.right() <= width + 0.5);
        if (!row.share.isNull()) QVERIFY(row.number.right() < row.share.left() && row.share.right() <= width + 0.5);
        QVERIFY(row.all.top() >= layout.head.bottom());
      }
      QVERIFY(layout.rows[0].share.isNull() == (width < 250));
      QVERIFY(layout.area.bottom() + kTexts.lineHeight <= 200);
      QVERIFY(layout.ticks.size() >= 3);
    }
  }

  void rowsThatDoNotFitAreScrolledTo() {
    std::vector<GradientRow> rows;
    for (int i = 0; i < 30; ++i) rows.push_back(rowOf(i, {0.1 * i}));
    GradientStrips strips;
    strips.resize(360, 160);
    strips.setRows(rowsOf(rows, 3));
    strips.show();
    QVERIFY(strips.capacity() < 30);
    QCOMPARE(strips.currentLayout().rows.front().index, std::size_t{0});
    strips.setChosen({Kind::Weight, {1, 0}, 29});
    QCOMPARE(strips.currentLayout().rows.back().index, std::size_t{29});
    // What one has scrolled to stays while the numbers change.
    strips.verticalScrollBar()->setValue(3);
    strips.setRows(rowsOf(rows, 5));
    QCOMPARE(strips.currentLayout().rows.front().index, std::size_t{3});
  }

  void aRowIsPointedAtAndChosenByMouse() {
    GradientStrips strips;
    strips.resize(360, 160);
    strips.setRows(rowsOf({rowOf(0, {0.1}), rowOf(1, {0.2})}));
    strips.show();
    QSignalSpy chosen(&strips, &GradientStrips::rowChosen);
    QSignalSpy pointed(&strips, &GradientStrips::rowPointed);
    const QPoint place = strips.currentLayout().rows[1].all.center().toPoint();
    QTest::mouseMove(strips.viewport(), place);
    QTRY_COMPARE(pointed.count(), 1);
    QTest::mouseClick(strips.viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(chosen.takeFirst().front().value<NetworkItem>(), (NetworkItem{Kind::Weight, {1, 0}, 1}));
  }

  void theDescriptionHasEveryRow() {
    const auto snapshot = test::gradientSnapshot(5, {0, 9});
    const GradientRows rows = gradientRows(*snapshot, parametersOfLayer(snapshot->parameters.architecture(), 1));
    GradientStrips strips;
    strips.setRows(rows);
    for (const GradientRow& row : rows.rows) QVERIFY(strips.accessibleDescription().contains(cancellationText(row)));
  }

  void itPaintsWhatIsNoNumberToo() {
    GradientRow row = rowOf(0, {std::nan(""), HUGE_VAL, 0.1});
    GradientRows rows = rowsOf({row});
    rows.present = 1;
    rows.presentName = QStringLiteral("n = 3");
    for (const int points : {9, 28}) {
      QFont font = m_font;
      font.setPointSize(points);
      QApplication::setFont(font);
      GradientStrips strips;
      strips.setRows(rows);
      strips.setChosen(row.item);
      strips.resize(strips.minimumSizeHint());
      QVERIFY(!strips.grab().isNull());
      QCOMPARE(strips.currentLayout().rows.size(), std::size_t{1});
    }
  }

 private:
  QFont m_font;
};

QTEST_MAIN(TestGradientStrips)
#include "tst_gradient_strips.moc"
