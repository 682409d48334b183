#include <QSettings>
#include <QTest>
#include <cmath>

#include "app/edits.h"
#include "app/engine_bridge.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "ui/views/course_page.h"
#include "ui/views/curvature_view.h"
#include "ui/views/network_view.h"
#include "ui/views/search_page.h"
#include "ui/views/spectrum_page.h"
#include "ui/views/spectrum_plot.h"

using namespace backscope;
using namespace backscope::test;

namespace {

constexpr int kPatience = 60'000;

/// The four corners, answered with −1 and +1 by 2-2-1.
Session cornerSession() {
  Session session;
  session.network = {.inputs = 2, .bias = true, .layers = {{2, Activation::Tanh}, {1, Activation::Identity}}};
  session.data.source = PointList{.x = {-1, -1, -1, 1, 1, -1, 1, 1}, .y = {-1, 1, 1, -1}};
  session.training.batchSize = 4;
  session.training.optimizer.learningRate = 0.3;
  return session;
}

Session zeroSession() {
  Session session = cornerSession();
  session.initialization.scheme = InitializationScheme::Zero;
  session.initialization.bias = 0;
  return session;
}

/// The window with the tab of the curvature.
class ShownTab : public ShownWindow {
 public:
  explicit ShownTab(const Session& session) : ShownWindow(session) { press(Qt::Key_F8); }
  CurvatureView& view() { return (*this)->workbench().analyses().curvature(); }
  SpectrumPage& here() { return view().here(); }
  NetworkView& network() { return (*this)->workbench().network(); }
  const std::vector<double>& theta() { return (*this)->snapshot()->parameters.theta(); }
  bool isMeasured() { return here().picture().place && here().picture().theta == theta(); }
  void choosePage(CurvatureView::Page page) {
    view().setPage(page);
    emit view().pageChosen(page);
  }
};

}  // namespace

class TestCurvatureTab : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-curvature")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  /// By keyboard alone: XOR at zero, degenerate, a nudge, and training solves it.
  void aDegeneratePlaceIsLeftByANudge() {
    ShownTab window(zeroSession());
    QTRY_VERIFY_WITH_TIMEOUT(window.isMeasured(), kPatience);
    QCOMPARE(window.here().plot().content().zero, 8);
    QVERIFY(window.here().words().startsWith(QLatin1String("Degenerate")));
    QVERIFY(!window.here().words().contains(QLatin1String("strict local minimum")));
    QCOMPARE(window.focus(), &window.here().plot());
    window.press(Qt::Key_Period);
    QTRY_VERIFY(window.theta() != std::vector<double>(9, 0));
    QVERIFY(
        window->findChild<Edits*>()->undoText().startsWith(QLatin1String("nudge by 0.3 along the random direction")));
    QTRY_VERIFY_WITH_TIMEOUT(window.isMeasured(), kPatience);
    QVERIFY(window.here().words().startsWith(QLatin1String("Not a critical point")));
    for (int k = 0; k < 20; ++k) window.press(Qt::Key_Plus);
    window.press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(window->snapshot()->train.loss < 1e-4, kPatience);
    window.press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!window.isRunning() && window.isMeasured(), kPatience);
  }

  void aChosenEigenvectorIsShownInTheNetworkUntilEscape() {
    ShownTab window(cornerSession());
    QTRY_VERIFY_WITH_TIMEOUT(window.isMeasured(), kPatience);
    QVERIFY(!window.network().direction());
    window.press(Qt::Key_End);
    QVERIFY(window.network().direction());
    QVERIFY(window.network().direction()->name.startsWith(QStringLiteral("eigenvector of λ₉ = ")));
    const Eigen::VectorXd last = window.here().picture().place->curvature.eigenvectors.col(8);
    for (Eigen::Index k = 0; k < 9; ++k)
      QCOMPARE(std::abs(window.network().direction()->v[static_cast<std::size_t>(k)]), std::abs(last(k)));
    const std::vector<double> before = window.theta();
    const std::vector<double> v = window.network().direction()->v;
    QTest::keyClick(window.focus(), Qt::Key_Return, Qt::ShiftModifier);
    QTRY_VERIFY(window.theta() != before);
    for (std::size_t k = 0; k < 9; ++k) QVERIFY(std::abs(window.theta()[k] - (before[k] - 0.3 * v[k])) < 1e-15);
    window.press(Qt::Key_Escape);
    QVERIFY(!window.network().direction());
    window.press(Qt::Key_Home);
    QVERIFY(window.network().direction());
    window->workbench().setTab(Workbench::Tab::Deltas);
    QVERIFY(!window.network().direction());
  }

  void theSearchFindsAPlaceAndTheRunGoesThere() {
    Session session = cornerSession();
    session.parameters = std::vector<double>{0.02, -0.01, 0.01, 0.02, 0.01, -0.02, 0.02, 0.01, 0.01};
    ShownTab window(session);
    QTRY_VERIFY(window->snapshot());
    window.choosePage(CurvatureView::Page::Search);
    QTRY_VERIFY_WITH_TIMEOUT(window.view().search().found(), kPatience);
    const FoundPlace found = *window.view().search().found();
    QCOMPARE(found.end, SearchEnd::Found);
    QVERIFY(found.picture.place->curvature.gradient.norm() <= found.picture.place->curvature.criticalBelow);
    emit window.view().search().goRequested();
    QTRY_COMPARE(window.theta(), found.picture.theta);
    window.choosePage(CurvatureView::Page::Here);
    QTRY_VERIFY_WITH_TIMEOUT(window.isMeasured(), kPatience);
    QVERIFY(!window.here().words().startsWith(QLatin1String("Not a critical point")));
  }

  void alongTheRunEveryKeptPlaceIsMeasured() {
    ShownTab window(cornerSession());
    QTRY_VERIFY(window->snapshot());
    for (int k = 0; k < 30; ++k) window.press(Qt::Key_S);
    QTRY_COMPARE(window.iteration(), 30);
    window.choosePage(CurvatureView::Page::Course);
    const CoursePage& course = window.view().course();
    QTRY_VERIFY_WITH_TIMEOUT(
        !course.moments().empty() && course.moments().size() == window->snapshot()->path->points.size(), kPatience);
    QCOMPARE(course.moments().front().iteration, 0);
    QCOMPARE(course.moments().back().iteration, 30);
    QVERIFY(course.moments().back().loss < course.moments().front().loss);
    emit window.view().course().iterationChosen(0);
    QTRY_COMPARE(window.iteration(), 0);
  }

  void ofALargeNetworkTheEndsAreShown() {
    Session session = cornerSession();
    session.network.layers = {{40, Activation::Tanh}, {30, Activation::Tanh}, {1, Activation::Identity}};
    ShownTab window(session);
    QTRY_VERIFY_WITH_TIMEOUT(window.here().picture().place, kPatience);
    QVERIFY(!window.here().plot().content().isWhole());
    QVERIFY(window.here().words().contains(QStringLiteral("by Lanczos’ method")));
    window.choosePage(CurvatureView::Page::Search);
    QVERIFY(window.view().search().words().contains(QStringLiteral("up to 1\u2009000 weights")));
  }
};

QTEST_MAIN(TestCurvatureTab)
#include "tst_curvature_tab.moc"
