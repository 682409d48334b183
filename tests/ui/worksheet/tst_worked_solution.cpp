#include "ui/worksheet/worked_solution.h"

#include <QTest>

#include "core/training/lone_example.h"
#include "tests/support/random_session.h"

using namespace backscope;

class TestWorkedSolution : public QObject {
  Q_OBJECT

 private slots:
  void everyNumberOfThePassesHasItsLine();
  void theUpdateIsThatOfTheExampleAlone();
  void everyParameterIsGivenOnce();
  void stepsStandUnderTheirPhaseAndLayer();
  void aNetworkTooLargeForPaperIsNamed();
};

namespace {

/// The values of all lines whose subject this is.
std::vector<double> valuesOf(const WorkedSolution& solution, const TermRef& subject) {
  std::vector<double> values;
  for (const WorkedSection& section : solution.sections)
    for (const WorkedStep& step : section.steps)
      for (const PassLine& line : step.text.lines)
        if (line.value && line.subject == subject) values.push_back(*line.value);
  return values;
}

bool isSame(double one, double other) { return one == other || (std::isnan(one) && std::isnan(other)); }

/// The first of them is this number, to the bit.
bool begins(const WorkedSolution& solution, const TermRef& subject, double value) {
  const std::vector<double> values = valuesOf(solution, subject);
  return !values.empty() && isSame(values.front(), value);
}

WorkedSolution solutionOf(const Trainer& run, const PassInstant& instant) {
  return workedSolution(instant, run.session(), run.iteration());
}

}  // namespace

void TestWorkedSolution::everyNumberOfThePassesHasItsLine() {
  Random random(5, RandomStream::Data);
  for (int drawn = 0; drawn < 80; ++drawn) {
    Trainer run(test::drawSession(random));
    run.stepBatch();
    const int n = drawInt(random, 0, run.data().count() - 1);
    const PassInstant instant = loneInstant(run, exampleOf(run.data(), n), n);
    const ExampleTrace trace =
        traceExample(run.parameters(), run.session().loss, run.data().inputOf(n), run.data().targetOf(n));
    const WorkedSolution solution = solutionOf(run, instant);
    QVERIFY(begins(solution, {TermRef::Loss}, trace.loss));
    for (int l = 1; l <= run.session().network.outputLayer(); ++l) {
      const LayerTrace& layer = trace.layers[static_cast<std::size_t>(l - 1)];
      for (int j = 0; j < run.session().network.unitsOf(l); ++j) {
        QVERIFY(begins(solution, {TermRef::A, l, j}, layer.a(j)));
        QVERIFY(begins(solution, {TermRef::Z, l, j}, layer.z(j)));
        QVERIFY(begins(solution, {TermRef::Delta, l, j}, layer.delta(j)));
        if (run.session().network.bias) QVERIFY(begins(solution, {TermRef::BiasGradient, l, j}, layer.db(j)));
        for (int i = 0; i < run.session().network.unitsOf(l - 1); ++i)
          QVERIFY(begins(solution, {TermRef::WeightGradient, l, j, i}, layer.dW(j, i)));
      }
    }
  }
}

void TestWorkedSolution::theUpdateIsThatOfTheExampleAlone() {
  Random random(6, RandomStream::Data);
  for (int drawn = 0; drawn < 40; ++drawn) {
    Trainer run(test::drawSession(random));
    run.stepBatch();
    const PassInstant instant = loneInstant(run, exampleOf(run.data(), 0), 0);
    QCOMPARE(instant.batchSize, 1);
    QVERIFY(instant.isAlone);
    if (!instant.update) continue;
    const WorkedSolution solution = solutionOf(run, instant);
    int found = 0;
    const ParameterLayout& layout = run.parameters().layout();
    for (int l = 1; l <= run.session().network.outputLayer(); ++l)
      for (int j = 0; j < run.session().network.unitsOf(l); ++j)
        for (int i = 0; i < run.session().network.unitsOf(l - 1); ++i) {
          const std::vector<double> values = valuesOf(solution, {TermRef::NewWeight, l, j, i});
          if (values.empty()) continue;
          ++found;
          QVERIFY(values.front() == instant.update->theta[layout.weightIndex(l, j, i)]);
        }
    QCOMPARE(found, 1);
  }
}

void TestWorkedSolution::everyParameterIsGivenOnce() {
  Session session;
  session.network.layers = {{20, Activation::Tanh}, {17, Activation::Relu}, {1, Activation::Identity}};
  const Trainer run(session);
  double sum = 0;
  Eigen::Index count = 0;
  for (const GivenMatrix& given : solutionOf(run, loneInstant(run, exampleOf(run.data(), 0), 0)).given) {
    QVERIFY(given.values.rows() <= 16 && given.values.cols() <= 8);
    sum += given.values.sum();
    count += given.values.size();
  }
  const std::vector<double>& theta = run.parameters().theta();
  const double expected = std::accumulate(theta.begin(), theta.end(), 0.0) + run.data().inputOf(0)[0] +
                          run.data().inputOf(0)[1] + run.data().targetOf(0)[0];
  QCOMPARE(count, static_cast<Eigen::Index>(theta.size() + 3));
  QVERIFY(std::abs(sum - expected) < 1e-9);
}

void TestWorkedSolution::stepsStandUnderTheirPhaseAndLayer() {
  Session session;
  session.network.layers = {{2, Activation::Tanh}, {1, Activation::Identity}};
  const Trainer run(session);
  const WorkedSolution solution = solutionOf(run, loneInstant(run, exampleOf(run.data(), 0), 0));
  QStringList titles;
  std::size_t steps = 0;
  for (const WorkedSection& section : solution.sections) {
    titles.append(section.title);
    steps += section.steps.size();
  }
  QCOMPARE(titles, QStringList({"Forward pass, the input", "Forward pass, layer 1", "Forward pass, layer 2, the output",
                                "Loss", "Backward pass, layer 2, the output", "Backward pass, layer 1", "Update"}));
  QCOMPARE(steps, stepsOfLone(run).size());
}

void TestWorkedSolution::aNetworkTooLargeForPaperIsNamed() {
  Architecture network;
  network.inputs = 1;
  network.layers = {{111, Activation::Tanh}, {6, Activation::Identity}};  // 111 + 111 + 666 + 6
  QCOMPARE(sheetProblem(network), QString());
  network.layers = std::vector<LayerSpec>(16, LayerSpec{128, Activation::Tanh});
  network.layers.push_back({1, Activation::Identity});
  QCOMPARE(sheetProblem(network),
           QStringLiteral("a sheet has room for up to 1000 weights and biases, the network has 248065"));
}

QTEST_GUILESS_MAIN(TestWorkedSolution)
#include "tst_worked_solution.moc"
