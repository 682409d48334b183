#include <QCheckBox>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <array>

#include "app/division.h"
#include "app/engine_bridge.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/focus_walk.h"
#include "tests/support/shown_window.h"
#include "ui/panels/network_panel.h"
#include "ui/theme/theme.h"
#include "ui/views/network_view.h"
#include "ui/widgets/choice_box.h"

using namespace backscope;
using namespace backscope::test;

namespace {

/// Some of the controls, in the order in which one reads them.
constexpr std::array kReadingOrder{"Menu",
                                   "Settings",
                                   "Reset",
                                   "Train",
                                   "Step",
                                   "Step size: Epoch",
                                   "Speed",
                                   "Seed of the data",
                                   "Draw other points",
                                   "Data set: XOR",
                                   "points",
                                   "points, slider",
                                   "noise",
                                   "held out for test",
                                   "Units of layer 1",
                                   "Activation of layer 1",
                                   "Remove layer 1",
                                   "Units of layer 2",
                                   "Units of layer 3",
                                   "Activation of output layer",
                                   "Add a hidden layer",
                                   "Biases",
                                   "Loss",
                                   "Seed of the weights",
                                   "Initialization scheme",
                                   "scale",
                                   "Start: random",
                                   "Nesterov momentum",
                                   "Shuffle",
                                   "Optimizer",
                                   "learning rate",
                                   "batch size",
                                   "momentum",
                                   "L2",
                                   "L1",
                                   "Analyses, group: Passes",
                                   "Analyses, Passes",
                                   "Enlarge the analyses"};

}  // namespace

class TestKeyboard : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-keyboard")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() {
    Theme::instance().setMode(Theme::Mode::System);
    m_warnings.check();
  }

  void spaceTwiceQuicklyPauses() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    const std::uint64_t done = window->snapshot()->commands;
    // No snapshot arrives between the two.
    window.press(Qt::Key_Space);
    QCOMPARE(window.trainButton(), QStringLiteral("Pause"));
    window.press(Qt::Key_Space);
    QCOMPARE(window.trainButton(), QStringLiteral("Train"));
    QTRY_VERIFY(window->snapshot()->commands >= done + 2 && !window.isRunning());
    QCOMPARE(window.trainButton(), QStringLiteral("Train"));
  }

  void anOlderSnapshotTakesNoCommandBack() {
    EngineBridge engine(test::sampleSession());
    std::shared_ptr<const Snapshot> last;
    connect(&engine, &EngineBridge::snapshotArrived, this,
            [&](const std::shared_ptr<const Snapshot>& arrived) { last = arrived; });
    QTRY_VERIFY(last);
    QSignalSpy changed(&engine, &EngineBridge::runningChanged);
    for (int i = 0; i < 20; ++i) {
      engine.post(Train{});
      QVERIFY(engine.isRunning());
      engine.post(Pause{});
    }
    engine.post(Train{});
    QTRY_VERIFY(last->commands == 41);
    QVERIFY(engine.isRunning());
    QCOMPARE(changed.size(), 41);
    engine.post(Step{StepSize::Batch, 1});
    QVERIFY(!engine.isRunning());
  }

  void spaceWorksFromEveryControlButTextBoxesAndButtons() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    int seen = 0;
    for (QWidget* widget : test::focusableWidgets(*window)) {
      const bool isRadio = qobject_cast<QRadioButton*>(widget) != nullptr;
      if (qobject_cast<QLineEdit*>(widget) != nullptr) continue;
      if (qobject_cast<QAbstractButton*>(widget) != nullptr && !isRadio) continue;
      const bool before = window.isRunning();
      widget->setFocus();
      QTest::keyClick(widget, Qt::Key_Space);
      QTRY_COMPARE(window.isRunning(), !before);
      ++seen;
    }
    QVERIFY(seen > 20);
    QTest::keyClick(numberNamed(*window, QStringLiteral("learning rate")), Qt::Key_Space);
    if (window.isRunning()) window.press(Qt::Key_Space);
  }

  void aFocusedButtonIsPressedBySpaceAndEnter() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    int seen = 0;
    for (QCheckBox* box : window->findChildren<QCheckBox*>()) {
      if (!box->isVisible()) continue;
      for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Return}) {
        box->setFocus();
        const bool before = box->isChecked();
        QTest::keyClick(box, key);
        QCOMPARE(box->isChecked(), !before);
        QVERIFY(box->hasFocus());
        ++seen;
      }
    }
    QCOMPARE(seen, 8);
    auto* die = widgetNamed<QAbstractButton>(*window, QStringLiteral("Draw other weights"));
    die->setFocus();
    const std::uint64_t seed = window->editor().session().initialization.seed;
    QTest::keyClick(die, Qt::Key_Space);
    QVERIFY(window->editor().session().initialization.seed != seed);
    QCOMPARE(window.trainButton(), QStringLiteral("Train"));
  }

  void aClickLeavesSpaceToTraining() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    for (QAbstractButton* button : window->findChildren<QAbstractButton*>())
      QVERIFY2((button->focusPolicy() & Qt::ClickFocus) == 0, qPrintable(button->accessibleName()));
    QTest::mouseClick(widgetNamed<QCheckBox>(*window, QStringLiteral("Shuffle")), Qt::LeftButton);
    window.press(Qt::Key_Space);
    QCOMPARE(window.trainButton(), QStringLiteral("Pause"));
  }

  void theRunsKeysWinInAChoiceBox() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    auto* box = widgetNamed<ChoiceBox>(*window, QStringLiteral("Activation of layer 1"));
    box->setFocus();
    const Session before = window->editor().session();
    QTest::keyClick(box, Qt::Key_5);
    QTest::keyClick(box, Qt::Key_S);
    QTRY_COMPARE(window.iteration(), 1);
    QTest::keyClick(box, Qt::Key_R);
    QTRY_COMPARE(window.iteration(), 0);
    const double speed = window->workbench().transport().speed();
    QTest::keyClick(box, Qt::Key_Plus);
    QVERIFY(window->workbench().transport().speed() > speed);
    QVERIFY(window->editor().session() == before);
    QTest::keyClick(box, Qt::Key_Down);
    QVERIFY(window->editor().session() != before);
  }

  void enterGivesTheKeysBackToTheRun() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    NumberEdit* rate = numberNamed(*window, QStringLiteral("learning rate"));
    typeInto(*rate, QStringLiteral("0.1"));
    QVERIFY(window->workbench().hasFocus());
    window.press(Qt::Key_S);
    QTRY_COMPARE(window.iteration(), 28);
    QCOMPARE(rate->text(), QStringLiteral("0.1"));
    // Tab goes on from the box.
    window.press(Qt::Key_Tab);
    QCOMPARE(window->focusWidget()->accessibleName(), QStringLiteral("learning rate, slider"));
    rate->setFocus();
    rate->selectAll();
    QTest::keyClicks(rate, QStringLiteral("7"));
    QTest::keyClick(rate, Qt::Key_Escape);
    QVERIFY(window->workbench().hasFocus());
    QCOMPARE(window->editor().session().training.optimizer.learningRate, 0.1);
  }

  void aTextBoxKeepsItsKeys() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    NumberEdit* rate = numberNamed(*window, QStringLiteral("learning rate"));
    rate->setFocus();
    rate->selectAll();
    QTest::keyClicks(rate, QStringLiteral("1 2 s r"));
    QCOMPARE(rate->text(), QStringLiteral("1 2 s r"));
    QVERIFY(!window.isRunning());
    QCOMPARE(window.iteration(), 0);
  }

  void theTabulatorGoesAsOneReads() {
    ShownWindow window;
    window->resize(1440, 900);
    QTRY_COMPARE(window.iteration(), 0);
    Architecture network = window->editor().session().network;
    network.layers.insert(network.layers.begin(), {3, Activation::Tanh});
    emit window->workbench().networkPanel().networkChosen(network);
    QTRY_COMPARE(window->snapshot()->parameters.architecture().hiddenLayers(), 3);
    window->workbench().setFocus();
    QStringList names;
    const auto tab = [&] {
      QTest::keyClick(window.focus(), Qt::Key_Tab);
      names.append(window->focusWidget()->accessibleName());
    };
    while (names.size() < 200 && (names.size() < 2 || names.last() != names.first())) tab();
    qsizetype place = -1;
    for (const char* name : kReadingOrder) {
      const qsizetype next = names.indexOf(QLatin1String(name), place + 1);
      QVERIFY2(next > place,
               qPrintable(QLatin1String(name) + QStringLiteral(" in ") + names.join(QStringLiteral(", "))));
      place = next;
    }
  }

  void everyAnalysisHasItsKey() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    QList<AnalysisTab> tabs = analysisTabs();
    // From group to group.
    for (int step = 0; step < tabs.size(); ++step) {
      const AnalysisTab tab = tabs[(step * 7) % tabs.size()];
      const QKeyCombination keys = shortcutOf(tab)[0];
      QTest::keyClick(window.focus(), keys.key(), keys.keyboardModifiers());
      QVERIFY2(window->workbench().tab() == tab, qPrintable(nameOf(tab)));
    }
  }

  void theAnalysesTakeTheNetworksRoomAndGiveItBack() {
    ShownWindow window;
    window->resize(1440, 900);
    QTRY_COMPARE(window.iteration(), 0);
    const QWidget& analyses = window->workbench().analyses();
    const QWidget& network = window->workbench().network();
    const int before = analyses.height();
    const int networkBefore = network.height();
    window.chooseByKey(Qt::Key_Return);
    QVERIFY(analyses.height() > 1.3 * before);
    QVERIFY(network.isVisible() && network.height() > 50);
    // Also in another window's height.
    window->resize(1440, 800);
    QTRY_VERIFY(analyses.height() < 1.5 * before && analyses.height() > 1.1 * before);
    window->resize(1440, 900);
    auto* button = widgetNamed<QAbstractButton>(*window, QStringLiteral("Back to the usual size"));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(analyses.height(), before);
    QCOMPARE(network.height(), networkBefore);
    QVERIFY(window->workbench().division().save().isEmpty());
  }

  void lightAndDarkChangeByKey() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    const bool before = Theme::instance().colors().dark;
    window.chooseByKey(Qt::Key_D);
    QCOMPARE(Theme::instance().colors().dark, !before);
    window.chooseByKey(Qt::Key_D);
    QCOMPARE(Theme::instance().colors().dark, before);
  }

  void escapeEndsFullScreen() {
    ShownWindow window;
    window.press(Qt::Key_F11);
    QVERIFY(window->isFullScreen());
    window->workbench().setFocus();
    window.press(Qt::Key_Escape);
    QVERIFY(!window->isFullScreen());
  }
};

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
