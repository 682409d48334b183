#include "ui/plots/plot_marks.h"

#include <QTest>

#include "ui/plots/plot_readout.h"
#include "ui/plots/plot_view.h"

using namespace backscope;

/// Ticks on the time axis.
class TestPlotMarks : public QObject {
  Q_OBJECT

 private slots:
  void crowdedTicksAreOneWithACount();
  void theReadOutReachesEveryMark();
  void manyLinesEndWithTheirNumber();
  void descriptionsNameTheMarkOrTheNewest();
  void ticksArePaintedWithTheCurves();
};

namespace {

PlotMark at(std::int64_t iteration) { return {iteration, QStringLiteral("mark %1").arg(iteration)}; }

PlotContent contentWith(std::vector<PlotMark> marks, std::int64_t last = 1000) {
  auto series = std::make_shared<Series>();
  for (std::int64_t i = 1; i <= last; ++i) series->append(i, 1);
  PlotContent content;
  content.curves = {{QStringLiteral("curve"), {}, Qt::black, PlotCurve::Style::Line, std::move(series)}};
  content.marks = std::move(marks);
  return content;
}

}  // namespace

void TestPlotMarks::crowdedTicksAreOneWithACount() {
  PlotFrame frame;
  frame.area = QRectF(0, 0, 500, 100);
  frame.firstIteration = 100;
  frame.lastIteration = 1100;
  const std::vector<PlotMark> marks{at(50), at(100), at(101), at(117), at(118), at(600), at(1100), at(1101)};
  const std::vector<PlotTick> ticks = gatherMarks(marks, frame);
  QCOMPARE(ticks.size(), std::size_t{4});
  QCOMPARE(ticks[0].first, std::size_t{1});
  QCOMPARE(ticks[0].count, std::size_t{3});
  QCOMPARE(ticks[0].x, 0.0);
  QCOMPARE(ticks[1].x, 9.0);
  QCOMPARE(ticks[1].count, std::size_t{1});
  QCOMPARE(ticks[3].x, 500.0);
}

/// By the keyboard it moves by hundredths of what is shown.
void TestPlotMarks::theReadOutReachesEveryMark() {
  std::vector<PlotMark> marks;
  for (std::int64_t i = 0; i <= 1000; i += 7) marks.push_back(at(i));
  const PlotContent content = contentWith(marks);
  std::size_t reached = 0;
  for (int step = 0; step <= 100; ++step) reached += marksNear(content, step * 10.0).size();
  QVERIFY(reached >= marks.size());
  QVERIFY(marksNear(contentWith({at(500)}), 515).empty());
  QCOMPARE(marksNear(contentWith({at(500)}), 514).size(), std::size_t{1});
}

void TestPlotMarks::manyLinesEndWithTheirNumber() {
  const std::vector<PlotMark> marks{at(1), at(2), at(3), at(4), at(5)};
  QCOMPARE(linesOf(std::span(marks).first(4)).size(), 4);
  QCOMPARE(linesOf(marks), (QStringList{QStringLiteral("mark 1"), QStringLiteral("mark 2"), QStringLiteral("mark 3"),
                                        QStringLiteral("and 2 more")}));
}

void TestPlotMarks::descriptionsNameTheMarkOrTheNewest() {
  const PlotContent content = contentWith({at(200), at(500)});
  QCOMPARE(describeMarks(content, 100), QString());
  QCOMPARE(describeMarks(content, 202), QStringLiteral("mark 200"));
  QCOMPARE(describeMarks(content, 900), QStringLiteral("mark 500"));
  QVERIFY(describe(*readOutAt(content, 500), content).endsWith(QStringLiteral("; mark 500")));
}

void TestPlotMarks::ticksArePaintedWithTheCurves() {
  PlotView view;
  view.resize(500, 250);
  view.setCurves(contentWith({}).curves);
  const QImage without = view.grab().toImage();
  view.setMarks({at(500)});
  const QImage with = view.grab().toImage();
  QVERIFY(with != without);
  QVERIFY(view.accessibleDescription().contains(QStringLiteral("mark 500")));
  const PlotFrame frame = view.currentLayout().frame;
  const QRect around(static_cast<int>(frame.xAt(500)) - 8, static_cast<int>(frame.area.top()) - 2, 16, 18);
  QVERIFY(with.copy(around) != without.copy(around));
  view.setReadOut(500);
  QVERIFY(view.accessibleDescription().contains(QStringLiteral("mark 500")));
  view.setMarks({});
  view.setReadOut(std::nullopt);
  QVERIFY(view.grab().toImage() == without);
}

QTEST_MAIN(TestPlotMarks)
#include "tst_plot_marks.moc"
