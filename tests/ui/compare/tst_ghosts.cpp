#include <QApplication>
#include <QTest>
#include <cmath>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_runs.h"
#include "ui/compare/run_mark.h"
#include "ui/theme/theme.h"
#include "ui/views/boundary_view.h"
#include "ui/views/delta_view.h"
#include "ui/views/ghost_curves.h"
#include "ui/views/ghost_lines.h"
#include "ui/views/layer_bars.h"
#include "ui/views/loss_view.h"

using namespace backscope;

namespace {

int pixelsOf(const QImage& image, const QColor& color) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (image.pixel(x, y) == color.rgb()) ++count;
  return count;
}

}  // namespace

class TestGhosts : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;
  std::vector<std::shared_ptr<const Snapshot>> m_runs;

  std::vector<Ghost> ghosts() const {
    return {{QStringLiteral("B"), QStringLiteral("tanh"), runColor(Theme::instance().colors(), 1), m_runs[1]}};
  }

 private slots:
  void initTestCase() { m_runs = test::sampleRuns({Activation::Relu, Activation::Tanh}, 200); }
  void cleanup() { m_warnings.check(); }

  void theBoundaryOfAGhostIsDrawnOverThisOne() {
    BoundaryView view;
    view.resize(360, 390);
    view.setSnapshot(m_runs[0]);
    const QColor color = runColor(Theme::instance().colors(), 1);
    QCOMPARE(pixelsOf(view.grab().toImage(), color), 0);
    view.setGhosts(ghosts());
    QVERIFY(pixelsOf(view.grab().toImage(), color) > 50);
    QVERIFY(view.accessibleDescriptionNow().contains(QStringLiteral("the boundary of B tanh")));
    view.setGhosts({});
    QCOMPARE(pixelsOf(view.grab().toImage(), color), 0);
  }

  void aGhostsLinesAreThoseOfItsOwnBoundary() {
    const PlotMap map{QRectF(0, 0, 100, 100)};
    const std::vector<GhostLines> lines = ghostLines(ghosts(), m_runs[1]->boundary.plane, map);
    const ShownField field = showField(*m_runs[1], Theme::instance().colors(), 1);
    QCOMPARE(lines.size(), std::size_t{1});
    QVERIFY(!field.lines.empty());
    QCOMPARE(lines[0].lines.size(), field.lines.size());
    for (std::size_t i = 0; i < field.lines.size(); ++i) QCOMPARE(lines[0].lines[i], field.lines[i].points);
  }

  void aGhostOverAnotherPlaneIsLeftOut() {
    InputPlane other = m_runs[1]->boundary.plane;
    other.high += 1;
    QVERIFY(ghostLines(ghosts(), other, PlotMap{}).empty());
    QVERIFY(ghostLines({Ghost{}}, other, PlotMap{}).empty());  // not there yet
  }

  void theLossOfAGhostHasItsLetter() {
    LossView view;
    view.setSnapshot(m_runs[0]);
    const std::size_t own = view.plot().content().curves.size();
    view.setGhosts(ghosts());
    const std::vector<PlotCurve>& curves = view.plot().content().curves;
    QCOMPARE(curves.size(), own + 1);
    QCOMPARE(curves.back().name, QStringLiteral("B"));
    QVERIFY(curves.back().isGhost);
    QCOMPARE(curves.back().series->buckets().size(), m_runs[1]->series->trainLoss.buckets().size());
    QVERIFY(view.accessibleDescription().contains(QStringLiteral("B ")));
  }

  void theDeltasOfAGhostAreNamedInWords() {
    DeltaView view;
    view.resize(700, 300);
    view.setSnapshot(m_runs[0]);
    view.setGhosts(ghosts());
    const std::vector<PlotCurve>& curves = view.plot().content().curves;
    QCOMPARE(curves.size(), std::size_t{14});
    QCOMPARE(curves[7].color, curves[0].color);  // the layer's
    QVERIFY(!curves[7].hasEndLabel);
    QVERIFY(curves[7].style == PlotCurve::Style::DottedLine);
    const auto means = [](const Snapshot& run) { return run.layers.front().delta.mean; };
    QVERIFY(view.plot().scale().low <= std::log10(means(*m_runs[1])));
    QVERIFY(view.bars().accessibleDescription().contains(QStringLiteral("; B: ")));
    view.grab();
    view.setGhosts({});
    QCOMPARE(view.plot().content().curves.size(), std::size_t{7});
    QVERIFY(!view.bars().accessibleDescription().contains(QStringLiteral("; B: ")));
  }

  void runsDifferInLetterColourAndStyle() {
    const ThemeColors& colors = Theme::instance().colors();
    for (int place = 0; place < 4; ++place) {
      QCOMPARE(runPlace(runLetter(place)), place);
      for (int other = 0; other < place; ++other) {
        QVERIFY(runColor(colors, place) != runColor(colors, other));
        QVERIFY(runStyle(place) != runStyle(other));
      }
    }
  }
};

QTEST_MAIN(TestGhosts)
#include "tst_ghosts.moc"
