#include <QTest>

#include "app/session_editor.h"
#include "core/session/session_json.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

namespace {

DataSettings dataOf(Generator generator) {
  return {GeneratorSettings{.generator = generator, .count = 200, .noise = 0.1, .seed = 3}, 0.3};
}

Session fourPoints() {
  Session session = test::sampleSession({{2, Activation::Tanh}, {1, Activation::Identity}});
  session.data = {PointList{{-1, -1, -1, 1, 1, -1, 1, 1}, {-1, 1, 1, -1}}, 0};
  session.parameters = std::vector<double>(9, 0.25);
  return session;
}

}  // namespace

class TestSessionEditor : public QObject {
  Q_OBJECT

 private slots:
  void everySetAfterEverySetIsPossible() {
    for (const Generator first : kGenerators) {
      SessionEditor editor(test::sampleSession());
      editor.chooseData(dataOf(first));
      for (const Generator second : kGenerators) {
        editor.chooseData(dataOf(second));
        QVERIFY(!checkSession(editor.session()));
        QCOMPARE(std::get<GeneratorSettings>(editor.session().data.source).generator, second);
      }
    }
  }

  void everyOutputAndLossForEverySetIsPossibleOrRefused() {
    for (const Generator generator : kGenerators) {
      for (const Activation activation : kActivations) {
        for (const Loss loss : kLosses) {
          SessionEditor editor(test::sampleSession());
          editor.chooseData(dataOf(generator));
          Architecture network = editor.session().network;
          network.layers.back().activation = activation;
          const Session before = editor.session();
          if (!editor.chooseNetwork(network) && editor.session().network != network) QVERIFY(!editor.note().isEmpty());
          editor.chooseLoss(loss);
          QVERIFY(!checkSession(editor.session()));
          QVERIFY(editor.session().data == before.data);
        }
      }
    }
  }

  void aWholeSessionIsTakenWithItsSettingsAlone() {
    SessionEditor editor(fourPoints());
    Session other = test::sampleSession();
    other.title = "other";
    other.training.l2 = 0.5;
    QVERIFY(editor.chooseSession(other));
    other.title = fourPoints().title;
    QCOMPARE(editor.session(), other);
    QVERIFY(!editor.chooseSession(other));
    other.training.batchSize = 0;
    QVERIFY(!editor.chooseSession(other));
    QVERIFY(!editor.note().isEmpty());
    QCOMPARE(editor.session().training.batchSize, 10);
  }

  void threeClassesBringThreeSoftmaxOutputsAndSayIt() {
    SessionEditor editor(test::sampleSession());
    QVERIFY(editor.chooseData(dataOf(Generator::ThreeClass)));
    QCOMPARE(editor.session().network.layers.back(), (LayerSpec{3, Activation::Softmax}));
    QCOMPARE(editor.session().loss, Loss::CrossEntropy);
    QVERIFY(editor.note().contains(QStringLiteral("3 softmax outputs")));
  }

  void noneOfTheFourCornersIsHeldOut() {
    SessionEditor editor(test::sampleSession());
    DataSettings corners = dataOf(Generator::XorCorners);
    QVERIFY(editor.chooseData(corners));
    QCOMPARE(editor.session().data.testFraction, 0.0);
    QVERIFY(editor.note().contains(QStringLiteral("four corners")));
    QVERIFY(Trainer(editor.session()).data().train.size() == 4);
    corners.testFraction = 0.25;  // chosen on purpose
    QVERIFY(editor.chooseData(corners));
    QCOMPARE(editor.session().data.testFraction, 0.25);
    QVERIFY(editor.note().isEmpty());
    QCOMPARE(std::get<GeneratorSettings>(editor.session().data.source).count, 4);
  }

  void afterTheCornersTheOtherSetsAreAsBefore() {
    SessionEditor editor(test::sampleSession());
    editor.chooseData(dataOf(Generator::XorCorners));
    DataSettings moons = editor.session().data;  // as the panel has it
    std::get<GeneratorSettings>(moons.source).generator = Generator::Moons;
    QVERIFY(editor.chooseData(moons));
    QCOMPARE(std::get<GeneratorSettings>(editor.session().data.source).count, 200);
    QCOMPARE(editor.session().data.testFraction, 0.3);
    QVERIFY(!editor.note().isEmpty());
  }

  void goingBackToTwoClassesRestoresTheOutput() {
    Session session = test::sampleSession({{4, Activation::Relu}, {1, Activation::Sigmoid}});
    session.loss = Loss::CrossEntropy;
    SessionEditor editor(session);
    editor.chooseData(dataOf(Generator::ThreeClass));
    QVERIFY(editor.chooseData(dataOf(Generator::Circle)));
    QCOMPARE(editor.session().network, session.network);
    QCOMPARE(editor.session().loss, Loss::CrossEntropy);
    QVERIFY(!editor.note().isEmpty());
  }

  void aRegressionGetsAnOutputThatReachesBothSigns() {
    Session session = test::sampleSession({{4, Activation::Tanh}, {1, Activation::Sigmoid}});
    session.loss = Loss::CrossEntropy;
    SessionEditor editor(session);
    QVERIFY(editor.chooseData(dataOf(Generator::Ripple)));
    QCOMPARE(editor.session().network.layers.back(), (LayerSpec{1, Activation::Identity}));
    QCOMPARE(editor.session().loss, Loss::Square);
  }

  void crossEntropyBringsASigmoidOutput() {
    SessionEditor editor(test::sampleSession());
    QVERIFY(editor.chooseLoss(Loss::CrossEntropy));
    QCOMPARE(editor.session().network.layers.back().activation, Activation::Sigmoid);
    QVERIFY(!editor.note().isEmpty());
  }

  void anotherOutputThanSigmoidLeavesCrossEntropy() {
    Session session = test::sampleSession({{4, Activation::Tanh}, {1, Activation::Sigmoid}});
    session.loss = Loss::CrossEntropy;
    SessionEditor editor(session);
    Architecture network = session.network;
    network.layers.back().activation = Activation::Tanh;
    QVERIFY(editor.chooseNetwork(network));
    QCOMPARE(editor.session().loss, Loss::Square);
    QVERIFY(!editor.note().isEmpty());
  }

  void softmaxForTwoClassesHasTwoOutputsAndOneWithout() {
    SessionEditor editor(test::sampleSession());
    Architecture network = editor.session().network;
    network.layers.back().activation = Activation::Softmax;
    QVERIFY(editor.chooseNetwork(network));
    QCOMPARE(editor.session().network.outputs(), 2);
    network = editor.session().network;
    network.layers.back().activation = Activation::Tanh;
    QVERIFY(editor.chooseNetwork(network));
    QCOMPARE(editor.session().network.outputs(), 1);
  }

  void whatIsImpossibleChangesNothingAndSaysWhy() {
    SessionEditor editor(fourPoints());
    const Session before = editor.session();
    QVERIFY(!editor.chooseLoss(Loss::CrossEntropy));
    QVERIFY(editor.session() == before);
    QVERIFY(!editor.note().isEmpty());
    TrainingSettings training = before.training;
    training.optimizer.learningRate = -1;
    QVERIFY(!editor.chooseTraining(training));
    QVERIFY(editor.session() == before);
    QVERIFY(editor.note().contains(QStringLiteral("learning_rate")));
  }

  void givenWeightsAreReplacedWithTheShapeAndItSaysSo() {
    SessionEditor editor(fourPoints());
    Architecture network = editor.session().network;
    network.layers.front().units = 3;
    QVERIFY(editor.chooseNetwork(network));
    QVERIFY(!editor.session().parameters);
    QVERIFY(editor.note().contains(QStringLiteral("weights")));
  }

  void tuningKeepsTheGivenWeights() {
    SessionEditor editor(fourPoints());
    TrainingSettings training = editor.session().training;
    training.optimizer.learningRate = 0.7;
    QVERIFY(editor.chooseTraining(training));
    QVERIFY(editor.session().parameters.has_value());
    QVERIFY(editor.note().isEmpty());
    QVERIFY(!editor.chooseTraining(training));
  }

  void anotherNumberOfLayersKeepsWhatTheyStartWith() {
    Session session = test::sampleSession();
    const LayerInitialization first{.scale = 0.5};
    const LayerInitialization output{.scheme = InitializationScheme::Zero};
    session.initialization.layers = {first, {}, output};
    SessionEditor editor(session);
    Architecture network = session.network;
    network.layers.insert(network.layers.end() - 1, {3, Activation::Tanh});
    QVERIFY(editor.chooseNetwork(network));
    QVERIFY(editor.session().initialization.layers == (std::vector<LayerInitialization>{first, {}, {}, output}));
    network.layers = {network.layers.back()};
    QVERIFY(editor.chooseNetwork(network));
    QVERIFY(editor.session().initialization.layers == (std::vector<LayerInitialization>{output}));
  }

  void whatWasReplacedCanBeRestored() {
    SessionEditor editor(fourPoints());
    const Session before = editor.session();
    QVERIFY(editor.chooseInitialization({.scale = 2}));
    QVERIFY(editor.before() == before);
    editor.restore(editor.before());
    QVERIFY(editor.session() == before);
    QVERIFY(editor.note().isEmpty());
  }

  void writtenOutPointsWithThreeInputsGiveWayToAPlaneSet() {
    Session session = test::sampleSession({{2, Activation::Tanh}, {1, Activation::Identity}});
    session.network.inputs = 3;
    session.data = {PointList{{1, 2, 3, 4, 5, 6}, {1, -1}}, 0};
    SessionEditor editor(session);
    QVERIFY(editor.chooseData(dataOf(Generator::Moons)));
    QCOMPARE(editor.session().network.inputs, 2);
    QVERIFY(!editor.note().isEmpty());
  }
};

QTEST_GUILESS_MAIN(TestSessionEditor)
#include "tst_session_editor.moc"
