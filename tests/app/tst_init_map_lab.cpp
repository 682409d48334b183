#include "app/init_map_lab.h"

#include <QCheckBox>
#include <QElapsedTimer>
#include <QSettings>
#include <QTest>

#include "app/session_editor.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "ui/panels/initialization_panel.h"
#include "ui/panels/training_panel.h"
#include "ui/views/init_map_chart.h"
#include "ui/views/init_map_view.h"
#include "ui/widgets/choice_box.h"

using namespace backscope;
using namespace backscope::test;

namespace {

/// The window with the map's tab.
class ShownLab : public ShownWindow {
 public:
  explicit ShownLab(const Session& session = sampleSession()) : ShownWindow(session) { chooseByKey(Qt::Key_9); }
  InitMapView& view() { return (*this)->workbench().analyses().initMap(); }
  const InitMapChart& chart() { return view().chart(); }
  Button* button() { return view().findChild<Button*>(); }
  bool isRunning() { return button()->text() == QLatin1String("Stop"); }
  bool isDone() { return view().status().startsWith(QLatin1String("100 of 100 runs are done")); }
  void type(const char* text) {
    typeInto(*numberNamed(view(), QStringLiteral("Iterations of each run")), QLatin1String(text));
  }
  void choose(const char* box, int index) {
    auto* found = widgetNamed<ChoiceBox>(view(), QLatin1String(box));
    found->setCurrentIndex(index);
    emit found->activated(index);
  }
  void chooseScale(double scale) {
    InitializationSettings settings = (*this)->editor().session().initialization;
    settings.scale = scale;
    emit(*this)->workbench().initializationPanel().initializationChosen(settings);
  }
  void chooseRate(double rate) {
    TrainingSettings settings = (*this)->editor().session().training;
    settings.optimizer.learningRate = rate;
    emit(*this)->workbench().trainingPanel().trainingChosen(settings);
  }
  void click(std::size_t cell) {
    auto* shown = view().findChild<InitMapChart*>();
    QTest::mouseClick(shown, Qt::LeftButton, {}, shown->currentLayout().cell(cell).center().toPoint());
  }
};

/// More than any test waits for.
constexpr const char* kEndless = "1000000";

}  // namespace

class TestInitMapLab : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-init-map")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  void aMapIsFilledWithWhatTrainingReaches() {
    ShownLab window;
    QCOMPARE(window->workbench().tab(), Workbench::Tab::InitMap);
    window.type("50");
    QVERIFY(!window.isRunning());
    window.button()->click();
    QVERIFY(window.isRunning());
    QTRY_VERIFY(window.isDone());
    QVERIFY(!window.isRunning());
    Session session = sampleSession();
    session.initialization.seed = 3;
    session.initialization.scale = window.chart().map().scales[4];
    Trainer trainer(session);
    for (int k = 0; k < 50; ++k) trainer.stepBatch();
    QCOMPARE(window.chart().map().cells[24]->train.loss, trainer.scoreTrain().loss);
    QCOMPARE(window.chart().map().cells[24]->iteration, 50);
  }

  void aClickLoadsTheCell() {
    ShownLab window;
    window.type("5");
    window.button()->click();
    QTRY_VERIFY(window.isDone());
    QCOMPARE(window.chart().present(), std::optional<std::size_t>(25));
    window.click(37);
    const Session& session = window->editor().session();
    QCOMPARE(session.initialization.seed, std::uint64_t{4});
    QCOMPARE(session.initialization.scale, window.chart().map().scales[7]);
    QTRY_VERIFY(window->snapshot() && window->snapshot()->session->initialization == session.initialization);
    QCOMPARE(window->snapshot()->parameters.theta(), startOf(session).theta());
    // It is the same map still.
    QCOMPARE(window.chart().present(), std::optional<std::size_t>(37));
    QVERIFY(window.isDone());
    QVERIFY(!window.isRunning());
  }

  void stoppingKeepsWhatIsDone() {
    ShownLab window;
    window.type(kEndless);
    window.button()->click();
    QVERIFY(window.isRunning());
    window.button()->click();
    QVERIFY(!window.isRunning());
    // What was stopped is not begun anew by itself.
    window.chooseRate(0.1);
    QVERIFY(!window.isRunning());
    window.button()->click();
    QVERIFY(window.isRunning());
  }

  void itFollowsTheSettings() {
    ShownLab window;
    window.type("5");
    window.button()->click();
    QTRY_VERIFY(window.isDone());
    const double before = window.chart().map().cells[25]->train.loss;
    window.chooseScale(3);
    QVERIFY(!window.isRunning());  // varied itself: only the mark goes
    QCOMPARE(window.chart().present(), std::optional<std::size_t>(26));
    window.chooseRate(0.2);
    QVERIFY(window.isRunning());
    QTRY_VERIFY(window.isDone());
    QVERIFY(window.chart().map().cells[25]->train.loss != before);
    window.view().findChild<QCheckBox*>()->click();
    window.chooseRate(0.3);
    QVERIFY(!window.isRunning());
    QVERIFY(window.view().status().endsWith(QLatin1String("They are of other settings.")));
    QVERIFY(!window.chart().present());
    window.chooseRate(0.2);
    QVERIFY(window.isDone() && window.chart().present());
  }

  void aRunningMapFollowsEvenWithoutBeingAskedTo() {
    ShownLab window;
    window.view().findChild<QCheckBox*>()->click();
    window.type(kEndless);
    window.button()->click();
    window.chooseRate(0.2);
    QVERIFY(window.isRunning());
    QCOMPARE(window.chart().map().base.training.optimizer.learningRate, 0.2);
  }

  void whatIsNotSeenWaits() {
    ShownLab window;
    window.type("5");
    window.button()->click();
    QTRY_VERIFY(window.isDone());
    window.chooseByKey(Qt::Key_1);
    window.chooseRate(0.2);
    QVERIFY(!window.isRunning());
    window.chooseByKey(Qt::Key_9);
    QVERIFY(window.isRunning());
    QTRY_VERIFY(window.isDone());
  }

  void anotherChoiceIsAnotherMap() {
    ShownLab window;
    window.type("5");
    window.choose("What the map varies", 1);
    QVERIFY(!window.isRunning());
    QCOMPARE(window.chart().map().choice.rows, MapRows::Depth);
    window.button()->click();
    QTRY_VERIFY(window.isDone());
    window.choose("Runs", 1);
    QVERIFY(window.isRunning());
    QTRY_COMPARE(window.view().status(), QStringLiteral("320 of 320 runs are done."));
    window.click(319);
    QCOMPARE(window->editor().session().network.hiddenLayers(), 16);
    QCOMPARE(window->editor().session().network.layers[15], (LayerSpec{4, Activation::Tanh}));
  }

  void aNetworkWithoutDepthHasNoSuchMap() {
    ShownLab window(sampleSession({{1, Activation::Tanh}}));
    window.choose("What the map varies", 1);
    QVERIFY(window.view().status().startsWith(QLatin1String("This network has no hidden layer")));
    window.button()->click();
    QVERIFY(!window.isRunning());
    window.click(5);
    QCOMPARE(window->editor().session(), sampleSession({{1, Activation::Tanh}}));
    window.choose("What the map varies", 0);
    QVERIFY(window.isRunning());
  }

  void aSliderDoesNotWaitForWhatItCancels() {
    Session session = sampleSession(sampleLayers(16, 128, Activation::Tanh));
    std::get<GeneratorSettings>(session.data.source).count = 3000;
    session.training.batchSize = 3000;
    ShownLab window(session);
    window.type(kEndless);
    window.button()->click();
    QElapsedTimer timer;
    timer.start();
    for (int k = 1; k <= 20; ++k) window.chooseRate(0.001 * k);
    // One update of one cell takes about a second here.
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    window.button()->click();
  }
};

QTEST_MAIN(TestInitMapLab)
#include "tst_init_map_lab.moc"
