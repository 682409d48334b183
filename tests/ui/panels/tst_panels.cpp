#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include "core/session/session_json.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/focus_walk.h"
#include "tests/support/sample_snapshot.h"
#include "ui/panels/choice_names.h"
#include "ui/panels/data_panel.h"
#include "ui/panels/dataset_thumbnail.h"
#include "ui/panels/initialization_panel.h"
#include "ui/panels/layer_row.h"
#include "ui/panels/network_panel.h"
#include "ui/panels/training_panel.h"
#include "ui/panels/transport_bar.h"
#include "ui/widgets/button.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/slider_row.h"
#include "ui/widgets/stepper.h"

using namespace backscope;

namespace {

/// The widget of class W with this accessible name.
template <class W>
W* named(const QWidget& root, const QString& name) {
  for (W* widget : root.findChildren<W*>())
    if (widget->accessibleName() == name) return widget;
  return nullptr;
}

/// As a user does it: only that is followed by activated().
void choose(QComboBox& box, const QString& item) {
  const int index = box.findText(item);
  QVERIFY2(index >= 0, qPrintable(item));
  box.setCurrentIndex(index);
  emit box.activated(index);
}

void typeInto(NumberEdit& edit, const QString& text) {
  edit.selectAll();
  QTest::keyClicks(&edit, text);
  QTest::keyClick(&edit, Qt::Key_Return);
}

Session writtenOutSession() {
  Session session = test::sampleSession({{2, Activation::Tanh}, {1, Activation::Identity}});
  session.data.source = PointList{{-1, -1, -1, 1, 1, -1, 1, 1}, {-1, 1, 1, -1}};
  return session;
}

template <class T>
T last(const QSignalSpy& spy) {
  return spy.last()[0].value<T>();
}

}  // namespace

class TestPanels : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void showingASessionEmitsNothing() {
    DataPanel data;
    NetworkPanel network;
    InitializationPanel initialization;
    TrainingPanel training;
    QSignalSpy spies[] = {QSignalSpy(&data, &DataPanel::dataChosen), QSignalSpy(&network, &NetworkPanel::networkChosen),
                          QSignalSpy(&network, &NetworkPanel::lossChosen),
                          QSignalSpy(&initialization, &InitializationPanel::initializationChosen),
                          QSignalSpy(&training, &TrainingPanel::trainingChosen)};
    Session other = test::sampleSession(test::sampleLayers(5, 9, Activation::Relu, {3, Activation::Softmax}),
                                        Generator::ThreeClass);
    other.loss = Loss::CrossEntropy;
    other.initialization = {InitializationScheme::HeNormal, 2, 0, 77, true};
    other.training.optimizer.kind = OptimizerKind::Adam;
    other.training.optimizer.learningRate = 0.5;
    other.training.shuffle = false;
    for (const Session& session : {test::sampleSession(), other, writtenOutSession(), test::sampleSession()}) {
      data.setSession(session);
      network.setSession(session);
      initialization.setSession(session);
      training.setSession(session, 280);
    }
    for (const QSignalSpy& spy : spies) QCOMPARE(spy.size(), 0);
  }

  void aThumbnailShowsPointsOfItsGenerator() {
    for (const Generator generator : kGenerators) {
      const DatasetThumbnail thumbnail(generator);
      QVERIFY(thumbnail.points().count() >= 4);
      QCOMPARE(thumbnail.points().classes(), classesOf(generator));
      QVERIFY(thumbnail.toolTip().contains(screenName(generator)));
    }
  }

  void aDataSetIsChosenWithAllElseKept() {
    DataPanel panel;
    const Session session = test::sampleSession();
    panel.setSession(session);
    QSignalSpy chosen(&panel, &DataPanel::dataChosen);
    named<DatasetThumbnail>(panel, QStringLiteral("Data set: Spirals"))->click();
    QCOMPARE(chosen.size(), 1);
    DataSettings expected = session.data;
    std::get<GeneratorSettings>(expected.source).generator = Generator::Spirals;
    QVERIFY(last<DataSettings>(chosen) == expected);
  }

  void noiseCountShareAndSeedAreChosen() {
    DataPanel panel;
    panel.setSession(test::sampleSession());
    QSignalSpy chosen(&panel, &DataPanel::dataChosen);
    typeInto(*named<NumberEdit>(panel, QStringLiteral("noise")), QStringLiteral("25"));
    QCOMPARE(std::get<GeneratorSettings>(last<DataSettings>(chosen).source).noise, 0.25);
    typeInto(*named<NumberEdit>(panel, QStringLiteral("points")), QStringLiteral("1000"));
    QCOMPARE(std::get<GeneratorSettings>(last<DataSettings>(chosen).source).count, 1000);
    typeInto(*named<NumberEdit>(panel, QStringLiteral("held out for test")), QStringLiteral("50 %"));
    QCOMPARE(last<DataSettings>(chosen).testFraction, 0.5);
    typeInto(*named<NumberEdit>(panel, QStringLiteral("Seed of the data")), QStringLiteral("42"));
    QCOMPARE(std::get<GeneratorSettings>(last<DataSettings>(chosen).source).seed, std::uint64_t{42});
    QCOMPARE(chosen.size(), 4);
  }

  void writtenOutPointsAreCountedAndHaveNothingToDraw() {
    DataPanel panel;
    panel.setSession(writtenOutSession());
    bool says = false;
    for (const QLabel* label : panel.findChildren<QLabel*>())
      says = says || (label->isVisibleTo(&panel) && label->text() == QStringLiteral("4 points from the file"));
    QVERIFY(says);
    QVERIFY(!named<NumberEdit>(panel, QStringLiteral("noise"))->isVisibleTo(&panel));
    for (const DatasetThumbnail* thumbnail : panel.findChildren<DatasetThumbnail*>()) QVERIFY(!thumbnail->isChecked());
    QSignalSpy chosen(&panel, &DataPanel::dataChosen);
    named<DatasetThumbnail>(panel, QStringLiteral("Data set: Circle"))->click();
    QCOMPARE(std::get<GeneratorSettings>(last<DataSettings>(chosen).source).generator, Generator::Circle);
  }

  void layersAreAddedChangedAndRemoved() {
    NetworkPanel panel;
    const Session session = test::sampleSession();
    panel.setSession(session);
    QSignalSpy chosen(&panel, &NetworkPanel::networkChosen);
    named<Button>(panel, QStringLiteral("Units of layer 1: one more"))->click();
    QCOMPARE(last<Architecture>(chosen).layers[0].units, 5);
    choose(*named<QComboBox>(panel, QStringLiteral("Activation of layer 2")), QStringLiteral("ReLU"));
    QCOMPARE(last<Architecture>(chosen).layers[1].activation, Activation::Relu);
    named<Button>(panel, QStringLiteral("Add a hidden layer"))->click();
    const auto grown = last<Architecture>(chosen);
    QCOMPARE(grown.layers.size(), std::size_t{4});
    QCOMPARE(grown.layers[2], (LayerSpec{2, Activation::Relu}));
    QCOMPARE(grown.layers[3], session.network.layers[2]);
    named<QCheckBox>(panel, QStringLiteral("Biases"))->click();
    QVERIFY(!last<Architecture>(chosen).bias);
    named<Button>(panel, QStringLiteral("Remove layer 1"))->click();
    QCOMPARE(last<Architecture>(chosen).layers.front(), (LayerSpec{2, Activation::Relu}));
  }

  void theNetworkPanelKeepsToTheLimits() {
    NetworkPanel panel;
    panel.setSession(test::sampleSession(test::sampleLayers(kMaxHiddenLayers, kMaxUnits, Activation::Tanh)));
    QVERIFY(!named<Button>(panel, QStringLiteral("Add a hidden layer"))->isEnabled());
    QVERIFY(!named<Button>(panel, QStringLiteral("Units of layer 16: one more"))->isEnabled());
    panel.setSession(test::sampleSession({{1, Activation::Identity}}));
    QVERIFY(named<Button>(panel, QStringLiteral("Add a hidden layer"))->isEnabled());
    QTRY_COMPARE(panel.findChildren<LayerRow*>().size(), 1);
  }

  void onlyTheOutputOffersSoftmax() {
    NetworkPanel panel;
    panel.setSession(test::sampleSession());
    QCOMPARE(named<QComboBox>(panel, QStringLiteral("Activation of layer 1"))->findText(QStringLiteral("softmax")), -1);
    QVERIFY(
        named<QComboBox>(panel, QStringLiteral("Activation of output layer"))->findText(QStringLiteral("softmax")) >=
        0);
  }

  void weightsAndBiasesAreCounted() {
    NetworkPanel panel;
    const auto says = [&panel](const QString& text) {
      for (const QLabel* label : panel.findChildren<QLabel*>())
        if (label->text() == text) return true;
      return false;
    };
    panel.setSession(test::sampleSession());
    QVERIFY(says(QStringLiteral("18 weights, 7 biases")));
    panel.setSession(test::sampleSession({{1, Activation::Identity}}));
    QVERIFY(says(QStringLiteral("2 weights, 1 bias")));
  }

  void theLossIsChosen() {
    NetworkPanel panel;
    panel.setSession(test::sampleSession());
    QSignalSpy chosen(&panel, &NetworkPanel::lossChosen);
    choose(*named<QComboBox>(panel, QStringLiteral("Loss")), QStringLiteral("cross-entropy"));
    QCOMPARE(last<Loss>(chosen), Loss::CrossEntropy);
  }

  void zeroAndIdenticalAreWaysOfTheSameScheme() {
    InitializationPanel panel;
    Session session = test::sampleSession();
    session.initialization.scheme = InitializationScheme::HeNormal;
    panel.setSession(session);
    QSignalSpy chosen(&panel, &InitializationPanel::initializationChosen);
    named<QAbstractButton>(panel, QStringLiteral("Start: identical"))->click();
    QVERIFY(last<InitializationSettings>(chosen).identical);
    QCOMPARE(last<InitializationSettings>(chosen).scheme, InitializationScheme::HeNormal);
    named<QAbstractButton>(panel, QStringLiteral("Start: zero"))->click();
    QCOMPARE(last<InitializationSettings>(chosen).scheme, InitializationScheme::Zero);
    session.initialization = last<InitializationSettings>(chosen);
    panel.setSession(session);
    QVERIFY(!named<QComboBox>(panel, QStringLiteral("Initialization scheme"))->isEnabled());
    named<QAbstractButton>(panel, QStringLiteral("Start: random"))->click();
    QCOMPARE(last<InitializationSettings>(chosen).scheme, InitializationScheme::HeNormal);
    QVERIFY(!last<InitializationSettings>(chosen).identical);
  }

  void oneLayerIsTurnedAlone() {
    InitializationPanel panel;
    Session session = test::sampleSession();
    panel.setSession(session);
    QSignalSpy chosen(&panel, &InitializationPanel::initializationChosen);
    auto* layer = named<QComboBox>(panel, QStringLiteral("Layers that scheme and scale are for"));
    auto* scheme = named<QComboBox>(panel, QStringLiteral("Initialization scheme"));
    auto* scale = named<NumberEdit>(panel, QStringLiteral("scale"));
    const auto take = [&] {
      session.initialization = last<InitializationSettings>(chosen);
      panel.setSession(session);
    };
    QCOMPARE(layer->count(), 4);
    QCOMPARE(layer->itemText(3), QStringLiteral("output"));
    choose(*layer, QStringLiteral("layer 2"));
    QCOMPARE(scheme->currentText(), QStringLiteral("as all layers"));
    emit scale->valueChosen(0.25);
    take();
    QVERIFY(session.initialization.layers == (std::vector<LayerInitialization>{{}, {.scale = 0.25}}));
    QCOMPARE(session.initialization.scale, 1.0);
    QCOMPARE(layer->currentText(), QStringLiteral("layer 2: own"));
    QCOMPARE(scale->value(), 0.25);
    choose(*scheme, screenName(InitializationScheme::Zero));
    take();
    QCOMPARE(session.initialization.schemeOf(2), InitializationScheme::Zero);
    choose(*layer, QStringLiteral("other layers"));
    QCOMPARE(scale->value(), 1.0);
    QCOMPARE(scheme->currentText(), screenName(InitializationScheme::GlorotUniform));
    choose(*layer, QStringLiteral("layer 2: own"));
    choose(*scheme, QStringLiteral("as all layers"));
    take();
    QVERIFY(session.initialization == test::sampleSession().initialization);
    QCOMPARE(layer->currentText(), QStringLiteral("layer 2"));
  }

  void zeroPutsLayersOfTheirOwnAsideAndRandomBringsThemBack() {
    InitializationPanel panel;
    Session session = test::sampleSession();
    session.initialization.layers = {{.scale = 3}};
    panel.setSession(session);
    QSignalSpy chosen(&panel, &InitializationPanel::initializationChosen);
    named<QAbstractButton>(panel, QStringLiteral("Start: zero"))->click();
    QVERIFY(last<InitializationSettings>(chosen).layers.empty());
    Session zero = session;
    zero.initialization = last<InitializationSettings>(chosen);
    panel.setSession(zero);
    QVERIFY(!named<QComboBox>(panel, QStringLiteral("Layers that scheme and scale are for"))->isEnabled());
    named<QAbstractButton>(panel, QStringLiteral("Start: random"))->click();
    QVERIFY(last<InitializationSettings>(chosen) == session.initialization);
  }

  void theDialReachesFromAThousandthToAHundred() {
    InitializationPanel panel;
    panel.setSession(test::sampleSession());
    QSignalSpy chosen(&panel, &InitializationPanel::initializationChosen);
    auto* dial = named<QSlider>(panel, QStringLiteral("scale, slider"));
    dial->setValue(dial->minimum());
    QCOMPARE(last<InitializationSettings>(chosen).scale, 1e-3);
    dial->setValue(dial->maximum());
    QCOMPARE(last<InitializationSettings>(chosen).scale, 100.0);
  }

  void theOptimizerShowsItsOwnNumbers() {
    TrainingPanel panel;
    panel.setSession(test::sampleSession(), 280);
    const auto shown = [&](const char* name) {
      return named<NumberEdit>(panel, QString::fromUtf8(name))->isVisibleTo(&panel);
    };
    QVERIFY(shown("momentum") && !shown("decay") && !shown("β₁"));
    QSignalSpy chosen(&panel, &TrainingPanel::trainingChosen);
    choose(*named<QComboBox>(panel, QStringLiteral("Optimizer")), QStringLiteral("Adam"));
    QCOMPARE(last<TrainingSettings>(chosen).optimizer.kind, OptimizerKind::Adam);
    QVERIFY(!shown("momentum") && !shown("decay") && shown("β₁") && shown("β₂"));
    choose(*named<QComboBox>(panel, QStringLiteral("Optimizer")), QStringLiteral("RMSprop"));
    QVERIFY(!shown("momentum") && shown("decay") && !shown("β₁"));
    QVERIFY(!named<QCheckBox>(panel, QStringLiteral("Nesterov momentum"))->isVisibleTo(&panel));
  }

  void trainingNumbersAreChosen_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("path");
    QTest::newRow("rate") << "learning rate"
                          << "0,5"
                          << "rate";
    QTest::newRow("batch") << "batch size"
                           << "32"
                           << "batch";
    QTest::newRow("momentum") << "momentum"
                              << "0.9"
                              << "momentum";
    QTest::newRow("L1") << "L1"
                        << "0.01"
                        << "l1";
    QTest::newRow("L2") << "L2"
                        << "1e-3"
                        << "l2";
  }
  void trainingNumbersAreChosen() {
    QFETCH(QString, name);
    QFETCH(QString, typed);
    QFETCH(QString, path);
    TrainingPanel panel;
    const Session session = test::sampleSession();
    panel.setSession(session, 280);
    QSignalSpy chosen(&panel, &TrainingPanel::trainingChosen);
    typeInto(*named<NumberEdit>(panel, name), typed);
    QCOMPARE(chosen.size(), 1);
    TrainingSettings expected = session.training;
    if (path == QLatin1String("rate")) expected.optimizer.learningRate = 0.5;
    if (path == QLatin1String("batch")) expected.batchSize = 32;
    if (path == QLatin1String("momentum")) expected.optimizer.momentum = 0.9;
    if (path == QLatin1String("l1")) expected.l1 = 0.01;
    if (path == QLatin1String("l2")) expected.l2 = 0.001;
    QVERIFY(last<TrainingSettings>(chosen) == expected);
  }

  void everyControlHasAName() {
    DataPanel data;
    NetworkPanel network;
    InitializationPanel initialization;
    TrainingPanel training;
    TransportBar bar;
    for (const QWidget* panel :
         {static_cast<QWidget*>(&data), static_cast<QWidget*>(&network), static_cast<QWidget*>(&initialization),
          static_cast<QWidget*>(&training), static_cast<QWidget*>(&bar)}) {
      QCOMPARE(test::namelessWidgets(*panel).join(QLatin1Char(' ')), QString());
      QVERIFY(!test::focusableWidgets(*panel).isEmpty());
    }
  }

  void sessionsAreSummed() {
    QCOMPARE(summaryOf(test::sampleSession()), QStringLiteral("XOR · 2-4-2-1 · tanh"));
    QCOMPARE(summaryOf(test::sampleSession(test::sampleLayers(16, 8, Activation::Relu))),
             QStringLiteral("XOR · 2-8×16-1 · ReLU"));
    QCOMPARE(summaryOf(writtenOutSession()), QStringLiteral("4 points · 2-2-1 · tanh"));
  }
};

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
