#include <QSet>
#include <QSettings>
#include <QTest>

#include "app/window_state.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/focus_walk.h"
#include "tests/support/shown_window.h"
#include "ui/panels/data_panel.h"
#include "ui/panels/history_bar.h"
#include "ui/panels/network_panel.h"
#include "ui/theme/theme.h"
#include "ui/views/pass_view.h"

using namespace backscope;
using namespace backscope::test;

class TestMainWindow : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-main-window")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() {
    Theme::instance().setMode(Theme::Mode::System);
    m_warnings.check();
  }

  void spaceTrainsAndPauses() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    QVERIFY(!window.isRunning());
    window.press(Qt::Key_Space);
    QTRY_VERIFY(window.iteration() > 100);
    QVERIFY(window.isRunning());
    window.press(Qt::Key_Space);
    QTRY_VERIFY(!window.isRunning());
  }

  void aStepIsOneOfTheChosenSize_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("iterations");
    QTest::newRow("batch") << static_cast<int>(Qt::Key_5) << 1;
    QTest::newRow("epoch") << static_cast<int>(Qt::Key_6) << 28;
  }
  void aStepIsOneOfTheChosenSize() {
    QFETCH(int, key);
    QFETCH(int, iterations);
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.press(static_cast<Qt::Key>(key));
    window.press(Qt::Key_S);
    QTRY_COMPARE(window.iteration(), std::int64_t{iterations});
    window.press(Qt::Key_Right);
    QTRY_COMPARE(window.iteration(), std::int64_t{2 * iterations});
    window.press(Qt::Key_A);
    QTRY_COMPARE(window.iteration(), std::int64_t{iterations});
    window.press(Qt::Key_Left);
    QTRY_COMPARE(window.iteration(), 0);
  }

  void stepsWithinAnExampleShowItsPasses() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    QVERIFY(!window->workbench().pass().isVisible());
    window.press(Qt::Key_1);
    QVERIFY(window->workbench().pass().isVisible());
    for (int step = 1; step <= 3; ++step) {
      window.press(Qt::Key_S);
      QTRY_COMPARE(window->snapshot()->step, step);
      QCOMPARE(window->snapshot()->pass->done, step);
    }
    window.press(Qt::Key_3);
    window.press(Qt::Key_S);
    QTRY_VERIFY(window->snapshot()->pass->last()->kind == PassStepKind::Prediction);
    window.press(Qt::Key_A);
    QTRY_COMPARE(window->snapshot()->step, 0);
    window.press(Qt::Key_5);
    QVERIFY(!window->workbench().pass().isVisible());
  }

  void theRunIsGoneBackThroughAndGoesOnElsewhere() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.press(Qt::Key_S);
    QTRY_COMPARE(window.iteration(), 28);
    const std::vector<double> there = window->snapshot()->parameters.theta();
    window.press(Qt::Key_Home);
    QTRY_COMPARE(window.iteration(), 0);
    window.press(Qt::Key_End);
    QTRY_COMPARE(window.iteration(), 28);
    QCOMPARE(window->snapshot()->parameters.theta(), there);
    emit window->workbench().history().iterationChosen(10);
    QTRY_COMPARE(window.iteration(), 10);
    typeInto(*numberNamed(*window, QStringLiteral("learning rate")), QStringLiteral("0.1"));
    QTRY_COMPARE(window->snapshot()->history->branches.size(), std::size_t{2});
    emit window->workbench().history().branchChosen(0);
    QTRY_COMPARE(window.iteration(), 28);
    QCOMPARE(window->snapshot()->parameters.theta(), there);
    QCOMPARE(window->editor().session().training.optimizer.learningRate,
             sampleSession().training.optimizer.learningRate);
  }

  void tenExamplesAreABatch() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.press(Qt::Key_4);
    for (std::int64_t i = 1; i <= 9; ++i) {
      window.press(Qt::Key_S);
      QTRY_COMPARE(window->snapshot()->exampleInBatch, i);
    }
    QCOMPARE(window.iteration(), 0);
    window.press(Qt::Key_S);
    QTRY_COMPARE(window.iteration(), 1);
  }

  void resetReturnsToTheSameStart() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    const std::vector<double> start = window->snapshot()->parameters.theta();
    window.press(Qt::Key_S);
    QTRY_VERIFY(window.iteration() > 0);
    QVERIFY(window->snapshot()->parameters.theta() != start);
    window.press(Qt::Key_R);
    QTRY_COMPARE(window.iteration(), 0);
    QCOMPARE(window->snapshot()->parameters.theta(), start);
  }

  void tuningAppliesAtOnceAndGoesOn() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.press(Qt::Key_S);
    QTRY_COMPARE(window.iteration(), 28);
    typeInto(*numberNamed(*window, QStringLiteral("learning rate")), QStringLiteral("0,1"));
    QTRY_COMPARE(window->snapshot()->session->training.optimizer.learningRate, 0.1);
    QCOMPARE(window.iteration(), 28);
  }

  void anotherShapeStartsOverWhileItTrains() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.press(Qt::Key_Space);
    QTRY_VERIFY(window.iteration() > 100);
    const std::uint64_t generation = window->snapshot()->generation;
    Architecture network = window->editor().session().network;
    network.layers.front().units = 6;
    emit window->workbench().networkPanel().networkChosen(network);
    QTRY_VERIFY(window->snapshot()->generation > generation);
    QCOMPARE(window->snapshot()->parameters.architecture().unitsOf(1), 6);
    QVERIFY(window.isRunning());
    QTRY_VERIFY(window.iteration() > 10);
  }

  void aDraggedSliderEndsAtItsLastValue() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    DataSettings data = window->editor().session().data;
    for (int i = 1; i <= 50; ++i) {
      std::get<GeneratorSettings>(data.source).noise = 0.01 * i;
      emit window->workbench().dataPanel().dataChosen(data);
    }
    QTRY_COMPARE(std::get<GeneratorSettings>(window->snapshot()->session->data.source).noise, 0.5);
    // Far fewer models than values: 50 would be a flood.
    QVERIFY(window->snapshot()->generation < 10);
  }

  void threeClassesAreTakenWithASentence() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    DataSettings data = window->editor().session().data;
    std::get<GeneratorSettings>(data.source).generator = Generator::ThreeClass;
    emit window->workbench().dataPanel().dataChosen(data);
    QTRY_COMPARE(window->snapshot()->parameters.architecture().outputs(), 3);
    QVERIFY(window.message().contains(QStringLiteral("3 softmax outputs")));
  }

  void divergenceIsSaidAndGoesWithReset() {
    ShownWindow window(test::sampleSession({{4, Activation::Tanh}, {1, Activation::Identity}}));
    QTRY_COMPARE(window.iteration(), 0);
    typeInto(*numberNamed(*window, QStringLiteral("learning rate")), QStringLiteral("1e6"));
    window->workbench().setFocus();
    window.press(Qt::Key_Space);
    QTRY_VERIFY(window->snapshot()->divergence.has_value());
    QTRY_VERIFY(window.message().startsWith(QStringLiteral("Training diverged")));
    QVERIFY(window.message().contains(QStringLiteral("the steps are too long")));
    QCOMPARE(window->workbench().messages().kind(), MessageStrip::Kind::Problem);
    QVERIFY(!window.isRunning());
    QCOMPARE(window.trainButton(), QStringLiteral("Train"));
    window.press(Qt::Key_R);
    QTRY_VERIFY(window.message().isEmpty());
  }

  void theThemeReachesEveryView() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    Theme::instance().setMode(Theme::Mode::Light);
    const QImage light = window->grab().toImage();
    Theme::instance().setMode(Theme::Mode::Dark);
    const QImage dark = window->grab().toImage();
    QVERIFY(light.pixelColor(5, light.height() / 2).lightness() > 200);
    QVERIFY(dark.pixelColor(5, dark.height() / 2).lightness() < 60);
  }

  void largerTypeReachesEveryControl() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    const double before = QApplication::font().pointSizeF();
    QList<double> sizes;
    const QList<QWidget*> widgets = test::focusableWidgets(*window);
    for (const QWidget* widget : widgets) sizes.append(widget->font().pointSizeF());
    applyFontSize(before + 6);
    for (qsizetype i = 0; i < widgets.size(); ++i)
      QVERIFY2(widgets[i]->font().pointSizeF() > sizes[i], qPrintable(widgets[i]->accessibleName()));
    applyFontSize(before);
  }

  void everyControlHasANameAndIsReachedByTab() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    QCOMPARE(test::namelessWidgets(*window).join(QLatin1Char(' ')), QString());
    QSet<QWidget*> reached;
    window->workbench().setFocus();
    for (int i = 0; i < 200; ++i) {
      QTest::keyClick(window.focus(), Qt::Key_Tab);
      reached.insert(window->focusWidget());
    }
    QVERIFY(reached.size() > 30);
    for (NumberEdit* edit : window->findChildren<NumberEdit*>())
      if (edit->isVisibleTo(&*window) && edit->isEnabled())
        QVERIFY2(reached.contains(edit), qPrintable(edit->accessibleName()));
  }

  void nothingIsClippedAtCommonSizes_data() {
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(1440, 900), QSize(1024, 768), QSize(1920, 1080)})
      QTest::addRow("%dx%d", size.width(), size.height()) << size;
  }
  void nothingIsClippedAtCommonSizes() {
    QFETCH(QSize, size);
    ShownWindow window;
    window->resize(size);
    QTRY_COMPARE(window.iteration(), 0);
    QTRY_COMPARE(window->size(), size);
    for (const QAbstractButton* button : window->findChildren<QAbstractButton*>())
      if (button->isVisible())
        QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(button->accessibleName()));
  }

  void histogramsAreOnlyAskedForWhereTheyShow() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    QCOMPARE(window->workbench().tab(), Workbench::Tab::Deltas);
    QVERIFY(window->snapshot()->layers[0].aHistogram.counts.empty());
    QTest::keyClick(window.focus(), Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(!window->snapshot()->layers[0].aHistogram.counts.empty());
    QCOMPARE(window->workbench().tab(), Workbench::Tab::Activations);
  }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
