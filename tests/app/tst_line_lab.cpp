#include "app/line_lab.h"

#include <QCheckBox>
#include <QSettings>
#include <QTest>

#include "core/analysis/loss_line.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/same_bits.h"
#include "tests/support/shown_window.h"
#include "ui/plots/plot_view.h"
#include "ui/views/line_view.h"

using namespace backscope;
using namespace backscope::test;
using PointKind = SavedPoint::Kind;

namespace {

/// The window with the line's tab.
class ShownLine : public ShownWindow {
 public:
  explicit ShownLine(const Session& session = sampleSession()) : ShownWindow(session) { press(Qt::Key_F7); }
  LineView& view() { return (*this)->workbench().analyses().line(); }
  PlotView& plot() { return *view().findChild<PlotView*>(); }
  const std::vector<double>& theta() { return (*this)->snapshot()->parameters.theta(); }
  /// The loss that is shown at a hundredth of the way.
  double lossAt(std::int64_t iteration) {
    if (plot().content().curves.empty()) return -1;
    const SeriesBucket* bucket = bucketAt(*plot().content().curves.back().series, static_cast<double>(iteration));
    return bucket != nullptr ? bucket->mean : -1;
  }
  void choose(const SavedPoint& from, const SavedPoint& to) {
    view().setEnds(from, to);
    emit view().choiceChanged();
  }
};

Session withoutTest() {
  Session session = sampleSession();
  session.data.testFraction = 0;
  return session;
}

}  // namespace

class TestLineLab : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-line")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  void itFollowsTraining() {
    ShownLine window(withoutTest());
    QTRY_COMPARE(window.iteration(), 0);
    QTRY_COMPARE(window.lossAt(25), window->snapshot()->train.loss);
    QVERIFY(window.view().finding().startsWith("Both ends are the same point"));
    const double start = window.lossAt(25);
    window.press(Qt::Key_S);
    QTRY_VERIFY(window.iteration() > 0);
    QTRY_COMPARE(window.lossAt(125), window->snapshot()->train.loss);
    QCOMPARE(window.lossAt(25), start);
  }

  void aMirrorImageCostsAsMuchAndThetaCanGoBetween() {
    ShownLine window(withoutTest());
    QTRY_COMPARE(window.iteration(), 0);
    QTRY_VERIFY(window.lossAt(25) > 0);
    const std::vector<double> before = window.theta();
    window.choose({.kind = PointKind::Now}, {.kind = PointKind::Mirror, .number = 0});
    QTRY_VERIFY(window.lossAt(75) > 0);
    QTRY_VERIFY(window.view().finding().contains("barrier"));
    QVERIFY(std::abs(window.lossAt(125) - window.lossAt(25)) < 1e-12);
    const double between = window.lossAt(75);
    const Parameters image =
        *mirrorImage(window->snapshot()->parameters, std::vector{Symmetry{.kind = Symmetry::Kind::Swap, .place = 1}});
    window.plot().setFocus(Qt::TabFocusReason);
    window.plot().setReadOut(75);
    window.press(Qt::Key_Return);
    QTRY_VERIFY(sameBits(window.theta(), thetaBetween(before, image.theta(), 0.5)));
    QTRY_COMPARE(window->snapshot()->train.loss, between);
    QTest::keyClick(window.focus(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(sameBits(window.theta(), before));
    // Of all its images the nearest to it is itself.
    window.view().findChild<QCheckBox*>()->click();
    QTRY_VERIFY(window.view().finding().startsWith("Both ends are the same point"));
  }

  void itCanBeClosedWhileALargeNetworkIsMeasured() {
    Session session = sampleSession(sampleLayers(8, 128, Activation::Tanh));
    session.data.source = GeneratorSettings{.generator = Generator::Xor, .count = 5000};
    ShownLine window(session);
    QTRY_COMPARE(window.iteration(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(window.lossAt(25) > 0, 30'000);
    window.press(Qt::Key_F8);
    QVERIFY(!window.view().isVisible());
  }
};

QTEST_MAIN(TestLineLab)
#include "tst_line_lab.moc"
