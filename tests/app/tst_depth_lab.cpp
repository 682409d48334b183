#include "app/depth_lab.h"

#include <QFileDialog>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "app/session_editor.h"
#include "core/sweep/cell_outcome.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "ui/panels/initialization_panel.h"
#include "ui/panels/network_panel.h"
#include "ui/views/depth_chart.h"
#include "ui/views/depth_view.h"

using namespace backscope;
using namespace backscope::test;

namespace {

/// 3200 starts take long where nothing is optimized.
constexpr int kPatience = 60'000;

/// Few points: every setting measures 3200 starts.
Session smallSession(std::vector<LayerSpec> layers = {
                         {4, Activation::Tanh}, {2, Activation::Tanh}, {1, Activation::Tanh}}) {
  Session session = sampleSession(std::move(layers));
  std::get<GeneratorSettings>(session.data.source).count = 40;
  return session;
}

/// The window with the tab of depth.
class ShownLab : public ShownWindow {
 public:
  explicit ShownLab(const Session& session = smallSession()) : ShownWindow(session) { chooseByKey(Qt::Key_0); }
  DepthView& view() { return (*this)->workbench().analyses().depth(); }
  DepthChart* chart() { return view().findChild<DepthChart*>(); }
  const DepthPicture& picture() { return chart()->picture(); }
  bool isDone() { return picture().isComplete() && !view().words().contains(QLatin1String("are measured")); }
  void chooseScale(double scale) {
    InitializationSettings settings = (*this)->editor().session().initialization;
    settings.scale = scale;
    emit(*this)->workbench().initializationPanel().initializationChosen(settings);
  }
  double meanOf(Activation activation, int depth) { return picture().at({activation, depth})->mean; }
  QPoint pointOf(const DepthPlace& place) { return chart()->currentLayout().pointOf(picture(), place)->toPoint(); }
};

double ownDecades(const Session& session) {
  return std::log10(deltaRatio(startOf(session), session.loss, makeDataset(session)));
}

}  // namespace

class TestDepthLab : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-depth")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  void theScaleIsMeasuredOnceItIsSeen() {
    ShownLab window;
    QCOMPARE(window->workbench().tab(), Workbench::Tab::Depth);
    QTRY_VERIFY_WITH_TIMEOUT(window.isDone(), kPatience);
    QVERIFY(std::abs(window.picture().here - ownDecades(smallSession())) < 1e-12);
    const DepthCell cell =
        measureDepth(window.picture().base, depthData(smallSession()), depthCellOf(Activation::Relu, 5), [] {
          return false;
        }).value();
    QCOMPARE(window.meanOf(Activation::Relu, 5), cell.mean);
    QVERIFY(window.view().sentence().startsWith(QLatin1String("Glorot uniform, 4 units a layer: tanh ")));
  }

  void itFollowsTheSettingsAndKeepsWhatWasUntilThen() {
    ShownLab window;
    QTRY_VERIFY_WITH_TIMEOUT(window.isDone(), kPatience);
    const double before = window.meanOf(Activation::Tanh, 3);
    window.chooseScale(0.25);
    QVERIFY(!window.picture().isComplete() && !window.picture().before.empty());
    QTRY_VERIFY_WITH_TIMEOUT(window.isDone(), kPatience);
    QVERIFY(window.meanOf(Activation::Tanh, 3) < before);
    QVERIFY(window.picture().before.empty());
    // Not while it is hidden.
    window.chooseByKey(Qt::Key_1);
    window.chooseScale(4);
    QCOMPARE(window.picture().base.initialization.scale, 0.25);
    window.chooseByKey(Qt::Key_0);
    QTRY_VERIFY_WITH_TIMEOUT(window.isDone(), kPatience);
    QCOMPARE(window.picture().base.initialization.scale, 4.0);
  }

  void aClickLoadsThePointAndUndoTakesItBack() {
    ShownLab window;
    QTRY_VERIFY_WITH_TIMEOUT(window.isDone(), kPatience);
    QTest::mouseClick(window.chart(), Qt::LeftButton, {}, window.pointOf({Activation::Sigmoid, 12}));
    const Session chosen = window->editor().session();
    QCOMPARE(chosen.network.hiddenLayers(), 12);
    QCOMPARE(chosen.network.layers[11], (LayerSpec{4, Activation::Sigmoid}));
    // It is the same scale still; only the mark has moved.
    QVERIFY(window.picture().isComplete());
    QCOMPARE(window.picture().depth, 12);
    QTRY_COMPARE(window.picture().here, window.picture().at({Activation::Sigmoid, 12})->own);
    QTRY_VERIFY(window->snapshot() && window->snapshot()->session->network == chosen.network);
    window.chooseByKey(Qt::Key_Z);
    QTRY_COMPARE(window->editor().session().network, smallSession().network);
  }

  void theKeyboardLeadsToEveryPoint() {
    ShownLab window;
    QTRY_VERIFY_WITH_TIMEOUT(window.isDone(), kPatience);
    window.chart()->setFocus();
    QCOMPARE(window.chart()->current(), std::optional(DepthPlace{Activation::Tanh, 2}));
    window.press(Qt::Key_Right);
    window.press(Qt::Key_Down);
    const DepthPlace place = *window.chart()->current();
    QCOMPARE(place.depth, 3);
    QVERIFY(place.activation != Activation::Tanh);
    QVERIFY(window.chart()->accessibleDescription().contains(QLatin1String(", 3 hidden layers: ")));
    window.press(Qt::Key_Return);
    QCOMPARE(window->editor().session().network.activationOf(1), place.activation);
    QCOMPARE(window->editor().session().network.hiddenLayers(), 3);
  }

  void withoutAHiddenLayerThereIsNone() {
    ShownLab window(smallSession({{1, Activation::Tanh}}));
    QVERIFY(window.view().sentence().startsWith(QLatin1String("This network has no hidden layer")));
    QVERIFY(!window.chart()->isVisible());
    emit window->workbench().networkPanel().networkChosen(smallSession().network);
    QTRY_VERIFY_WITH_TIMEOUT(window.isDone(), kPatience);
    QVERIFY(window.chart()->isVisible());
  }

  void theChartAndItsNumbersAreWritten() {
    const QTemporaryDir folder;
    ShownLab window;
    QTRY_VERIFY_WITH_TIMEOUT(window.isDone(), kPatience);
    for (const char* name : {"depth.csv", "depth.pdf", "depth.bmp"}) {
      widgetNamed<Button>(window.view(), QStringLiteral("Export the scale of depth"))->click();
      auto* dialog = window->findChild<QFileDialog*>();
      QVERIFY(dialog);
      emit dialog->fileSelected(folder.filePath(QLatin1String(name)));
      delete dialog;
    }
    QFile table(folder.filePath(QStringLiteral("depth.csv")));
    QVERIFY(table.open(QIODevice::ReadOnly));
    QCOMPARE(table.readAll().count('\n'), 4 + static_cast<int>(kDepthCells));
    QVERIFY(QFileInfo(folder.filePath(QStringLiteral("depth.pdf"))).size() > 1000);
    QVERIFY(window.message().contains(QLatin1String("has to end in .pdf, .svg, .png or .csv")));
  }

  void anotherSettingDoesNotWaitForWhatItCancels() {
    Session session = sampleSession(sampleLayers(16, 128, Activation::Tanh));
    std::get<GeneratorSettings>(session.data.source).count = 300;
    ShownLab window(session);
    for (int k = 1; k <= 20; ++k) window.chooseScale(0.1 * k);
    QCOMPARE(window.picture().base.initialization.scale, 2.0);
    QVERIFY(window.view().words().contains(QLatin1String("of 160 points are measured")));
  }
};

QTEST_MAIN(TestDepthLab)
#include "tst_depth_lab.moc"
