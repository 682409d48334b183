#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_runs.h"
#include "ui/compare/compare_board.h"
#include "ui/compare/compare_plots.h"
#include "ui/compare/difference_card.h"
#include "ui/compare/run_boundary.h"
#include "ui/compare/run_column.h"
#include "ui/compare/run_heading.h"
#include "ui/compare/run_ladder.h"
#include "ui/compare/run_network.h"
#include "ui/views/layer_bars.h"

using namespace backscope;

namespace {

const std::vector kFour{Activation::Sigmoid, Activation::Relu, Activation::Tanh, Activation::Sine};

}  // namespace

class TestCompareBoard : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;
  std::vector<std::shared_ptr<const Snapshot>> m_runs;

  std::vector<std::shared_ptr<const Snapshot>> runs(std::size_t count) const {
    return {m_runs.begin(), m_runs.begin() + static_cast<std::ptrdiff_t>(count)};
  }
  /// Shows so many of the runs, the first being the present one.
  void show(CompareBoard& board, std::size_t count) const {
    board.resize(1160, 790);
    board.show();
    board.setNames(
        {QStringLiteral("logistic"), QStringLiteral("ReLU"), QStringLiteral("tanh"), QStringLiteral("sine")});
    board.setSnapshots(runs(count), 0);
    QCoreApplication::processEvents();
  }

 private slots:
  void initTestCase() { m_runs = test::sampleRuns(kFour); }
  void cleanup() { m_warnings.check(); }

  void eachRunHasAColumnInItsPlace() {
    CompareBoard board;
    for (const std::size_t count : {2U, 3U, 4U}) {
      show(board, count);
      for (int place = 0; place < 4; ++place)
        QCOMPARE(board.column(place).isVisible(), place < static_cast<int>(count));
    }
    QVERIFY(board.column(0).x() < board.column(1).x());
    QVERIFY(board.column(2).x() < board.column(3).x());
    QVERIFY(board.column(1).heading().accessibleName().contains(QStringLiteral("Run B: ReLU")));
  }

  void ofTwoRunsTheDifferenceStandsBetween() {
    CompareBoard board;
    show(board, 2);
    QVERIFY(board.differenceCard().isVisible());
    QVERIFY(board.differenceCard().view().sentence().startsWith(QStringLiteral("A and B")));
    const OutputDifferenceMap direct = compareOutputs(*m_runs[0], *m_runs[1]);
    QCOMPARE(board.differenceCard().view().map().values, direct.values);
    board.setDifferences({{}, {QStringLiteral("hidden layers logistic → ReLU")}});
    QVERIFY(board.differenceCard().words().contains(QStringLiteral("logistic → ReLU")));
    show(board, 3);
    QVERIFY(!board.differenceCard().isVisible());
  }

  void ofMoreRunsDifferencesToThePresentOneTakeTheBoundariesPlace() {
    CompareBoard board;
    show(board, 3);
    board.setSnapshots(runs(3), 1);
    board.setShowsDifferences(true);
    QVERIFY(board.column(1).boundary().isVisible());
    QVERIFY(board.column(2).difference().isVisible());
    QVERIFY(board.column(2).difference().sentence().startsWith(QStringLiteral("B and C")));
    board.setShowsDifferences(false);
    QVERIFY(board.column(2).boundary().isVisible());
    QVERIFY(!board.column(2).boundary().field().image.isNull());
  }

  void clickAndEnterChooseTheRun() {
    CompareBoard board;
    show(board, 4);
    QSignalSpy chosen(&board, &CompareBoard::runChosen);
    QTest::mouseClick(&board.column(2).heading(), Qt::LeftButton);
    QCOMPARE(chosen.takeFirst().at(0).toInt(), 2);
    QTest::keyClick(&board.column(3).heading(), Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().at(0).toInt(), 3);
    board.setSnapshots(runs(4), 1);
    QVERIFY(board.column(1).heading().isChecked());
    QVERIFY(!board.column(3).heading().isChecked());
  }

  void laddersHaveTheSameAxes() {
    CompareBoard board;
    show(board, 2);
    PlotView& first = board.plots().ladder(0).plot();
    PlotView& second = board.plots().ladder(1).plot();
    QVERIFY(first.scale().low < -4);  // six logistic layers leave little
    QCOMPARE(second.scale(), first.scale());
    QCOMPARE(second.currentLayout().frame.lastIteration, first.currentLayout().frame.lastIteration);
    first.zoomTo({10, 40, first.scale().low, first.scale().high});
    QVERIFY(second.isZoomed());
    QVERIFY(second.content().zoom == first.content().zoom);
    second.setReadOut(20);
    QVERIFY(first.readOut() == 20.0);
    QTest::keyClick(&second, Qt::Key_Home);
    QVERIFY(!first.isZoomed());
  }

  void theRatioOfEachRunIsPrinted() {
    CompareBoard board;
    show(board, 2);
    QVERIFY(board.plots().ladder(0).ratioMarkup().contains(QStringLiteral("·10^{−5}")));
    QVERIFY(!board.plots().ladder(1).ratioMarkup().contains(QStringLiteral("·10")));
  }

  void onlyThePageThatIsShownIsFed() {
    CompareBoard board;
    show(board, 2);
    QVERIFY(board.plots().lossPlot().content().curves.empty());
    board.plots().setPage(ComparePlots::Loss);
    QCOMPARE(board.plots().lossPlot().content().curves.size(), std::size_t{4});  // and those of the test examples
    const std::vector<PlotCurve> before = board.plots().ladder(0).plot().content().curves;
    board.setSnapshots(test::sampleRuns({Activation::Tanh, Activation::Relu}, 10), 0);
    QCOMPARE(board.plots().ladder(0).plot().content().curves, before);
    QVERIFY(board.plots().lossPlot().accessibleDescription().contains(QStringLiteral("B ReLU")));
  }

  void aRunThatHasNotComeIsWaitedFor() {
    CompareBoard board;
    show(board, 2);
    board.setSnapshots({m_runs[0], nullptr}, 0);
    QCOMPARE(board.column(1).heading().remarkText(), QStringLiteral("getting ready"));
    QVERIFY(!board.differenceCard().view().sentence().contains(QStringLiteral("A and B")));
    board.grab();
    for (const auto page : {ComparePlots::Loss, ComparePlots::Activations}) {
      board.plots().setPage(page);
      board.grab();
    }
  }

  void troubleIsSaidInTheHeading() {
    CompareBoard board;
    show(board, 2);
    auto diverged = std::make_shared<Snapshot>(*m_runs[1]);
    diverged->divergence = Divergence{.where = Divergence::Where::Loss, .layer = 7, .iteration = 123};
    board.setSnapshots({m_runs[0], diverged}, 0);
    QCOMPARE(board.column(1).heading().remarkText(), QStringLiteral("diverged at iteration 123"));
    auto late = std::make_shared<Snapshot>(*m_runs[1]);
    late->isCatchingUp = true;
    board.setSnapshots({m_runs[0], late}, 0);
    QVERIFY(board.column(1).heading().remarkText().startsWith(QStringLiteral("catching up")));
  }

  void aPlaceIsPointedAtInAll() {
    CompareBoard board;
    show(board, 2);
    board.column(0).boundary().setFocus();
    QTest::keyClick(&board.column(0).boundary(), Qt::Key_Right);
    QVERIFY(board.column(1).boundary().pointedPlace().has_value());
    QCOMPARE(board.column(1).boundary().pointedPlace(), board.column(0).boundary().pointedPlace());
    QCOMPARE(board.differenceCard().view().pointedPlace(), board.column(0).boundary().pointedPlace());
    board.grab();
    QTest::keyClick(&board.column(0).boundary(), Qt::Key_Escape);
    QVERIFY(!board.column(1).boundary().pointedPlace());
  }

  void needsFollowTheSize() {
    CompareBoard board;
    QSignalSpy changed(&board, &CompareBoard::needsChanged);
    show(board, 4);
    QVERIFY(changed.size() > 0);
    QCOMPARE(board.boundarySide(), board.column(0).boundary().boundaryLayout().plot.width());
    QVERIFY(board.unitSide() >= kSmallestUnit);
    const double before = board.boundarySide();
    changed.clear();
    board.resize(1800, 1000);
    QTRY_VERIFY(changed.size() > 0);
    QVERIFY(board.boundarySide() > before);
  }

  void smallWindowsScroll() {
    CompareBoard board;
    show(board, 4);
    QFont font = QApplication::font();
    const QFont usual = font;
    font.setPointSizeF(28);
    QApplication::setFont(font);
    board.resize(700, 500);
    QCoreApplication::processEvents();
    const RunColumn& column = board.column(3);
    QVERIFY(column.width() >= column.minimumSizeHint().width());
    QVERIFY(column.height() >= column.minimumSizeHint().height());
    board.grab();
    QApplication::setFont(usual);
  }
};

QTEST_MAIN(TestCompareBoard)
#include "tst_compare_board.moc"
