#include <QtTest>

#include "core/passes/batch_gradient.h"
#include "core/passes/evaluator.h"
#include "core/passes/example_trace.h"
#include "core/training/update_rule.h"
#include "tests/support/random_network.h"

using namespace backscope;

/// The hot loops give the same bits as the single example, at every instruction set.
class TestBatchKernels : public QObject {
  Q_OBJECT

 private slots:
  void everyInstructionSetGivesTheSameBits();
  void aBatchIsTheMeanOfItsExamples();
  void anExampleDoesNotDependOnItsNeighbours();
  void lanesAreAddedInTheStatedOrder();
  void aStepAtOnceIsTheGradientAndTheUpdate();
  void aStepAtOnceTellsOfWhatIsNotFinite();
};

namespace {

/// The gradient of one block with these kernels.
std::vector<double> gradientWith(const BatchKernels& kernels, const RandomCase& drawn) {
  Workspace workspace(drawn.parameters.architecture(), drawn.loss);
  const int count = static_cast<int>(drawn.batch.size());
  const int stride = strideFor(count, count);
  workspace.gather(drawn.data, drawn.batch, stride, stride);
  std::vector<double> gradient(drawn.parameters.theta().size());
  std::vector<double> lanes(4 * gradient.size() + 4);
  const GradientTarget target{gradient.data(), lanes.data(), static_cast<std::ptrdiff_t>(gradient.size()),
                              count,           true,         true};
  gradient.push_back(kernels.accumulate(workspace.network(), drawn.parameters.theta().data(), count, stride, target));
  return gradient;
}

/// θ, m and v of one update.
struct Arrays {
  explicit Arrays(std::size_t size) : theta(size), mean(size), square(size) {}
  std::vector<double> theta, mean, square;
};

UpdateArrays arraysOf(const std::vector<double>& gradient, const Arrays& before, Arrays& after) {
  return {gradient.data(),    before.theta.data(), before.mean.data(), before.square.data(),
          after.theta.data(), after.mean.data(),   after.square.data()};
}

/// One update by the whole batch; its mean loss.
double stepAtOnce(const BatchKernels& kernels, const RandomCase& drawn, const UpdateRule& rule, const Arrays& before,
                  Arrays& after) {
  Workspace workspace(drawn.parameters.architecture(), drawn.loss);
  const ExampleSource source{drawn.data.x.data(), drawn.data.y.data(), drawn.data.inputs, drawn.data.outputs};
  const UpdateArrays arrays = arraysOf({}, before, after);
  const int count = static_cast<int>(drawn.batch.size());
  if (count == 1) return kernels.stepOne(workspace.network(), source, drawn.batch.front(), rule, arrays);
  const std::vector<ParameterRange> ranges = parameterRanges(drawn.parameters.architecture());
  std::vector<double> sums(kLanes * before.theta.size());
  const StepOfFew step{source,     drawn.batch.data(), count, rule, ranges.data(), static_cast<int>(ranges.size()),
                       sums.data()};
  return kernels.stepFew(workspace.network(), step, arrays);
}

UpdateRule drawRule(Random& random) {
  UpdateRule rule;
  rule.kind = static_cast<UpdateRule::Kind>(random.below(4));
  rule.rate = 0.1;
  rule.momentum = random.below(2) == 0 ? 0.0 : 0.9;
  rule.decay = 0.99;
  rule.epsilon = 1e-8;
  rule.meanCorrection = 0.5;
  rule.squareCorrection = 0.25;
  rule.l1 = random.below(2) == 0 ? 0.0 : 0.01;
  rule.l2 = random.below(2) == 0 ? 0.0 : 0.02;
  return rule;
}

bool sameBits(const std::vector<double>& left, const std::vector<double>& right) {
  return left.size() == right.size() && std::memcmp(left.data(), right.data(), left.size() * sizeof(double)) == 0;
}

}  // namespace

void TestBatchKernels::everyInstructionSetGivesTheSameBits() {
  Random random(1, RandomStream::Data);
  for (int k = 0; k < 3000; ++k) {
    const RandomCase drawn = drawCase(random, 3, 11, kBlock);
    const std::vector<double> plain = gradientWith(*availableKernels().front(), drawn);
    for (const BatchKernels* kernels : availableKernels())
      QVERIFY2(sameBits(plain, gradientWith(*kernels, drawn)), kernels->level);
  }
}

void TestBatchKernels::aBatchIsTheMeanOfItsExamples() {
  Random random(2, RandomStream::Data);
  for (int k = 0; k < 300; ++k) {
    const RandomCase drawn = drawCase(random, 3, 9, 150);
    const Parameters& parameters = drawn.parameters;
    BatchGradient batch(parameters.architecture(), drawn.loss);
    std::vector<double> gradient(parameters.theta().size());
    const double loss = batch.compute(parameters.theta().data(), drawn.data, drawn.batch, gradient.data());
    Parameters sum(parameters.architecture());
    double losses = 0;
    for (const int n : drawn.batch) {
      const ExampleTrace trace = traceExample(parameters, drawn.loss, drawn.data.inputOf(n), drawn.data.targetOf(n));
      losses += trace.loss;
      for (int l = 1; l <= parameters.architecture().outputLayer(); ++l) {
        sum.W(l) += trace.layers[static_cast<std::size_t>(l - 1)].dW;
        if (parameters.architecture().bias) sum.b(l) += trace.layers[static_cast<std::size_t>(l - 1)].db;
      }
    }
    const double count = static_cast<double>(drawn.batch.size());
    QVERIFY(std::abs(loss - losses / count) <= 1e-13 * std::max(1.0, losses / count));
    double largest = 0;
    for (const double g : gradient) largest = std::max(largest, std::abs(g));
    for (std::size_t p = 0; p < gradient.size(); ++p)
      QVERIFY(std::abs(gradient[p] - sum.theta()[p] / count) <= 1e-12 * std::max(largest, 1.0));
  }
}

void TestBatchKernels::anExampleDoesNotDependOnItsNeighbours() {
  Random random(3, RandomStream::Data);
  for (int k = 0; k < 300; ++k) {
    const RandomCase drawn = drawCase(random, 3, 9, 70);
    Evaluator evaluator(drawn.parameters.architecture(), drawn.loss);
    const Evaluator::Outcome together = evaluator.evaluate(drawn.parameters, drawn.data, drawn.batch);
    const int last = drawn.batch.back();
    const std::size_t outputs = static_cast<std::size_t>(drawn.data.outputs);
    const ExampleTrace alone =
        traceExample(drawn.parameters, drawn.loss, drawn.data.inputOf(last), drawn.data.targetOf(last));
    QCOMPARE(together.loss.back(), alone.loss);
    for (std::size_t o = 0; o < outputs; ++o)
      QCOMPARE(together.yhat[static_cast<std::size_t>(last) * outputs + o], alone.yhat()(static_cast<Eigen::Index>(o)));
  }
}

/// Linear unit, x = 1, so that ∂L/∂w is the mean of the errors: eight examples whose sum depends on the order.
void TestBatchKernels::lanesAreAddedInTheStatedOrder() {
  RandomCase drawn;
  Architecture architecture;
  architecture.inputs = 1;
  architecture.bias = false;
  architecture.layers = {{1, Activation::Identity}};
  drawn.parameters = Parameters(architecture);
  drawn.data.inputs = 1;
  const std::vector<double> errors{1e16, 1, -1e16, 3, 0.5, 1, 0.25, 1e-3};
  for (int n = 0; n < 8; ++n) {
    drawn.data.x.push_back(1);
    drawn.data.y.push_back(-errors[static_cast<std::size_t>(n)]);
    drawn.batch.push_back(n);
  }
  const auto lane = [&](std::size_t k) { return errors[k] + errors[k + 4]; };
  const double expected = ((lane(0) + lane(1)) + (lane(2) + lane(3))) / 8;
  for (const BatchKernels* kernels : availableKernels()) QCOMPARE(gradientWith(*kernels, drawn).front(), expected);
}

void TestBatchKernels::aStepAtOnceIsTheGradientAndTheUpdate() {
  Random random(4, RandomStream::Data);
  for (int k = 0; k < 4000; ++k) {
    const RandomCase drawn = drawCase(random, 3, 9, k % 4 == 0 ? 1 : kSmallBatch);
    const UpdateRule rule = drawRule(random);
    Arrays before(drawn.parameters.theta().size());
    before.theta = drawn.parameters.theta();
    for (double& m : before.mean) m = random.uniform() - 0.5;
    for (double& v : before.square) v = random.uniform();
    const std::vector<double> gradient = gradientWith(*availableKernels().front(), drawn);  // and the loss behind it
    Arrays expected(before.theta.size());
    const std::vector<ParameterRange> ranges = parameterRanges(drawn.parameters.architecture());
    QVERIFY(availableKernels().front()->update(rule, arraysOf(gradient, before, expected), ranges.data(),
                                               static_cast<int>(ranges.size())));
    for (const BatchKernels* kernels : availableKernels()) {
      Arrays stepped(before.theta.size());
      const double loss = stepAtOnce(*kernels, drawn, rule, before, stepped);
      QVERIFY2(sameBits({loss}, {gradient.back()}), kernels->level);
      QVERIFY2(sameBits(stepped.theta, expected.theta), kernels->level);
      QVERIFY2(sameBits(stepped.mean, expected.mean), kernels->level);
      QVERIFY2(sameBits(stepped.square, expected.square), kernels->level);
    }
  }
}

/// A gradient or an average that is not finite shows in θ, whatever the optimizer, even at the rate 0.
void TestBatchKernels::aStepAtOnceTellsOfWhatIsNotFinite() {
  Random random(5, RandomStream::Data);
  for (int k = 0; k < 400; ++k) {
    RandomCase drawn = drawCase(random, 2, 5, k % 4 < 2 ? 1 : kSmallBatch);
    UpdateRule rule = drawRule(random);
    if (k % 2 == 0) rule.rate = 0;
    Arrays before(drawn.parameters.theta().size());
    before.theta = drawn.parameters.theta();
    Arrays after(before.theta.size());
    drawn.data.x.assign(drawn.data.x.size(), k % 3 == 0 ? std::nan("") : HUGE_VAL);
    for (const BatchKernels* kernels : availableKernels()) {
      const std::vector<double> gradient = gradientWith(*kernels, drawn);
      const bool finite = std::ranges::all_of(gradient, [](double g) { return std::isfinite(g); });
      QVERIFY2(finite || !std::isfinite(stepAtOnce(*kernels, drawn, rule, before, after)), kernels->level);
    }
  }
}

QTEST_GUILESS_MAIN(TestBatchKernels)
#include "tst_batch_kernels.moc"
