#include "core/training/pass_step.h"

#include <QtTest>

using namespace backscope;
using Kind = PassStepKind;

class TestPassStep : public QObject {
  Q_OBJECT

 private slots:
  void theNotesAlgorithmStandsInItsOrder();
  void softmaxNeedsTheWholeLayersPreActivations();
  void everyOptimizerHasLinesOfItsOwn();
  void onlyTheLastExampleOfABatchUpdates();
  void phasesFollowEachOther();
  void layersAndPhasesEndBetweenTheirSteps();
  void aWiderStepActsOnAllUnitsOfItsLastLayer();
};

namespace {

Architecture twoTwoOne(Activation output = Activation::Identity, int outputs = 1) {
  return {2, true, {{2, Activation::Tanh}, {outputs, output}}};
}

TrainingSettings trainingWith(OptimizerKind kind, double momentum = 0, double l1 = 0, double l2 = 0) {
  TrainingSettings training;
  training.optimizer.kind = kind;
  training.optimizer.momentum = momentum;
  training.l1 = l1;
  training.l2 = l2;
  return training;
}

std::vector<Kind> updateOf(const TrainingSettings& training) {
  std::vector<Kind> kinds;
  for (const PassStep& step : passSteps(twoTwoOne(), training, true))
    if (phaseOf(step.kind) == PassPhase::Update) kinds.push_back(step.kind);
  return kinds;
}

}  // namespace

void TestPassStep::theNotesAlgorithmStandsInItsOrder() {
  const std::vector<PassStep> expected{{Kind::Input, 0},
                                       {Kind::Unit, 1, 0},
                                       {Kind::Unit, 1, 1},
                                       {Kind::Unit, 2, 0},
                                       {Kind::Prediction, 2},
                                       {Kind::Loss, 2},
                                       {Kind::OutputDelta, 2, 0},
                                       {Kind::WeightGradient, 2, 0},
                                       {Kind::HiddenDelta, 1, 0},
                                       {Kind::HiddenDelta, 1, 1},
                                       {Kind::WeightGradient, 1, 0},
                                       {Kind::WeightGradient, 1, 1},
                                       {Kind::Sum},
                                       {Kind::Mean},
                                       {Kind::NewParameters}};
  QVERIFY(passSteps(twoTwoOne(), {}, true) == expected);
}

void TestPassStep::softmaxNeedsTheWholeLayersPreActivations() {
  const std::vector<PassStep> steps = passSteps(twoTwoOne(Activation::Softmax, 2), {}, false);
  const auto first = std::ranges::find(steps, PassStep{Kind::PreActivation, 2, 0});
  QVERIFY(first != steps.end());
  QVERIFY(*(first + 1) == (PassStep{Kind::PreActivation, 2, 1}));
  QVERIFY(*(first + 2) == (PassStep{Kind::Softmax, 2, -1}));
  QVERIFY(std::ranges::find(steps, PassStep{Kind::Unit, 2, 0}) == steps.end());
}

void TestPassStep::everyOptimizerHasLinesOfItsOwn() {
  const auto lines = [](std::vector<Kind> middle) {
    std::vector<Kind> kinds{Kind::Sum, Kind::Mean};
    kinds.insert(kinds.end(), middle.begin(), middle.end());
    kinds.push_back(Kind::NewParameters);
    return kinds;
  };
  QVERIFY(updateOf(trainingWith(OptimizerKind::Sgd)) == lines({}));
  QVERIFY(updateOf(trainingWith(OptimizerKind::Sgd, 0.9)) == lines({Kind::FirstMoment}));
  QVERIFY(updateOf(trainingWith(OptimizerKind::RmsProp)) == lines({Kind::SecondMoment}));
  QVERIFY(updateOf(trainingWith(OptimizerKind::Adam)) == lines({Kind::FirstMoment, Kind::SecondMoment}));
  QVERIFY(updateOf(trainingWith(OptimizerKind::Sgd, 0, 0.1)) == lines({Kind::Penalty}));
  QVERIFY(updateOf(trainingWith(OptimizerKind::Sgd, 0, 0, 0.1)) == lines({Kind::Penalty}));
}

void TestPassStep::onlyTheLastExampleOfABatchUpdates() {
  const std::vector<PassStep> steps = passSteps(twoTwoOne(), {}, false);
  QVERIFY(steps.back() == (PassStep{Kind::Sum}));
}

void TestPassStep::phasesFollowEachOther() {
  PassPhase phase = PassPhase::Forward;
  for (const PassStep& step : passSteps(twoTwoOne(Activation::Softmax, 3), trainingWith(OptimizerKind::Adam), true)) {
    QVERIFY(phaseOf(step.kind) >= phase);
    phase = phaseOf(step.kind);
  }
  QCOMPARE(phase, PassPhase::Update);
  QCOMPARE(phaseOf(Kind::Prediction), PassPhase::Forward);
  QCOMPARE(phaseOf(Kind::Loss), PassPhase::Loss);
  QCOMPARE(phaseOf(Kind::WeightGradient), PassPhase::Backward);
}

void TestPassStep::layersAndPhasesEndBetweenTheirSteps() {
  const std::vector<PassStep> steps = passSteps(twoTwoOne(), {}, true);
  const auto endsOf = [&](StepSize size) {
    std::vector<int> ends;
    for (std::size_t k = 1; k < steps.size(); ++k)
      if (endsBetween(size, steps[k - 1], steps[k])) ends.push_back(static_cast<int>(k));
    return ends;
  };
  QCOMPARE(endsOf(StepSize::Unit).size(), steps.size() - 1);
  QVERIFY(endsOf(StepSize::Layer) == (std::vector<int>{1, 3, 4, 5, 6, 7, 8, 10, 12, 13, 14}));
  QVERIFY(endsOf(StepSize::Phase) == (std::vector<int>{5, 6, 12}));
}

void TestPassStep::aWiderStepActsOnAllUnitsOfItsLastLayer() {
  const std::vector<PassStep> steps = passSteps(twoTwoOne(), {}, true);
  const auto acting = [&](std::size_t taken, StepSize size) {
    const std::span<const PassStep> found = actingSteps(std::span(steps).first(taken), size);
    return std::vector(found.begin(), found.end());
  };
  const std::vector<PassStep> both{{Kind::Unit, 1, 0}, {Kind::Unit, 1, 1}};
  QVERIFY(acting(3, StepSize::Layer) == both);
  QVERIFY(acting(3, StepSize::Batch) == both);
  QVERIFY(acting(3, StepSize::Unit) == std::vector{both.back()});
  QVERIFY(acting(2, StepSize::Layer) == std::vector{both.front()});
  QVERIFY(acting(5, StepSize::Phase) == (std::vector<PassStep>{{Kind::Prediction, 2}}));
  QVERIFY(acting(0, StepSize::Layer).empty());
}

QTEST_GUILESS_MAIN(TestPassStep)
#include "tst_pass_step.moc"
