#include <QTest>
#include <cmath>
#include <functional>
#include <limits>

#include "core/session/session_json.h"
#include "tests/support/session_texts.h"

using namespace backscope;
using Kind = Problem::Kind;

namespace {

/// Spoils a session that is right.
using Spoil = std::function<void(Session&)>;

struct Row {
  const char* name;
  Spoil spoil;
  Problem problem;
};

PointList& pointsOf(Session& session) { return std::get<PointList>(session.data.source); }

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::vector<Row> networkRows() {
  return {
      {"title of two lines", [](Session& s) { s.title = "a\nb"; }, {Kind::Type, "title", "line of text", "\"a b\""}},
      {"title with a line separator",
       [](Session& s) { s.title = "a\u2028b"; },
       {Kind::Type, "title", "line of text", "\"a   b\""}},
      {"title with a C1 control",
       [](Session& s) { s.title = "a\u009Bb"; },
       {Kind::Type, "title", "line of text", "\"a  b\""}},
      {"title not UTF-8",
       [](Session& s) { s.title = std::string(1, '\xFF'); },
       {Kind::Type, "title", "line of text", "\"\xFF\""}},
      {"title too long", [](Session& s) { s.title = std::string(201, 'a'); }, {Kind::Length, "title", "0…200", "201"}},
      {"no inputs", [](Session& s) { s.network.inputs = 0; }, {Kind::Value, "network.inputs", "1…16", "0"}},
      {"no layers", [](Session& s) { s.network.layers.clear(); }, {Kind::Length, "network.layers", "1…17", "0"}},
      {"too many layers",
       [](Session& s) { s.network.layers.resize(18); },
       {Kind::Length, "network.layers", "1…17", "18"}},
      {"empty layer",
       [](Session& s) { s.network.layers[0].units = 0; },
       {Kind::Value, "network.layers[0].units", "1…128", "0"}},
      {"wide output",
       [](Session& s) { s.network.layers[1].units = 9; },
       {Kind::Value, "network.layers[1].units", "1…8", "9"}},
      {"hidden softmax",
       [](Session& s) { s.network.layers[0].activation = Activation::Softmax; },
       {Kind::OutputOnly, "network.layers[0].activation", "", "softmax"}},
      {"tanh with cross-entropy",
       [](Session& s) { s.network.layers[1].activation = Activation::Tanh; },
       {Kind::Needs, "loss", "a sigmoid or softmax output instead of tanh", "cross-entropy"}},
      {"scale is NaN",
       [](Session& s) { s.initialization.scale = kNan; },
       {Kind::Type, "initialization.scale", "finite number", "nan"}},
      {"start too large",
       [](Session& s) { s.initialization.bias = -2e6; },
       {Kind::Value, "initialization.bias", "-1,000,000…1,000,000", "-2e+06"}},
      {"a layer's start too large",
       [](Session& s) {
         s.initialization.layers = {{}, {.scale = 2e6}};
       },
       {Kind::Value, "initialization.layers[1].scale", "-1,000,000…1,000,000", "2e+06"}},
      {"starts for more layers than there are",
       [](Session& s) { s.initialization.layers.resize(3); },
       {Kind::Length, "initialization.layers", "0…2", "3"}},
      {"θ too short", [](Session& s) { s.parameters->pop_back(); }, {Kind::Length, "parameters", "7", "6"}},
      {"θ not finite",
       [](Session& s) { s.parameters->at(3) = -kInfinity; },
       {Kind::Type, "parameters[3]", "finite number", "-inf"}},
      {"state without θ", [](Session& s) { s.parameters.reset(); }, {Kind::Missing, "parameters", "", ""}},
  };
}

std::vector<Row> comparedRows() {
  return {
      {"too many compared", [](Session& s) { s.compare.resize(4); }, {Kind::Length, "compare", "0…3", "4"}},
      {"compared without layers",
       [](Session& s) {
         s.compare = {{}, {.network = Architecture{.inputs = 1, .layers = {}}}};
       },
       {Kind::Length, "compare[1].network.layers", "1…17", "0"}},
      {"compared with other inputs",
       [](Session& s) { s.compare = {{.network = Architecture{}}}; },
       {Kind::Mismatch, "compare[0].network.inputs", "network.inputs 1", "2"}},
  };
}

std::vector<Row> dataRows() {
  return {
      {"test fraction",
       [](Session& s) { s.data.testFraction = 0.91; },
       {Kind::Value, "data.test_fraction", "0…0.9", "0.91"}},
      {"no points", [](Session& s) { pointsOf(s) = {}; }, {Kind::Length, "data.points", "1…100,000", "0"}},
      {"a target too few", [](Session& s) { pointsOf(s).y.pop_back(); }, {Kind::Length, "data.points[2].y", "1", "0"}},
      {"a target too many",
       [](Session& s) { pointsOf(s).y.push_back(0); },
       {Kind::Length, "data.points[2].y", "1", "2"}},
      {"x not finite",
       [](Session& s) { pointsOf(s).x[2] = kNan; },
       {Kind::Type, "data.points[2].x[0]", "finite number", "nan"}},
      {"y not finite",
       [](Session& s) { pointsOf(s).y[1] = kInfinity; },
       {Kind::Type, "data.points[1].y[0]", "finite number", "inf"}},
      {"target is no probability",
       [](Session& s) { pointsOf(s).y[1] = -1; },
       {Kind::Value, "data.points[1].y[0]", "0…1", "-1"}},
      {"generator for the plane",
       [](Session& s) { s.data.source = GeneratorSettings{}; },
       {Kind::Needs, "data.generator", "2 inputs instead of 1", "xor"}},
  };
}

std::vector<Row> trainingRows() {
  return {
      {"learning rate below 0",
       [](Session& s) { s.training.optimizer.learningRate = -0.1; },
       {Kind::Value, "training.optimizer.learning_rate", "0…1,000,000,000", "-0.1"}},
      {"beta1 of 1",
       [](Session& s) { s.training.optimizer.beta1 = 1; },
       {Kind::Value, "training.optimizer.beta1", "0 ≤ … < 1", "1"}},
      {"epsilon of 0",
       [](Session& s) { s.training.optimizer.epsilon = 0; },
       {Kind::Value, "training.optimizer.epsilon", "0 < … ≤ 1", "0"}},
      {"no batch",
       [](Session& s) { s.training.batchSize = 0; },
       {Kind::Value, "training.batch_size", "1…100,000", "0"}},
      {"l1 below 0", [](Session& s) { s.training.l1 = -1; }, {Kind::Value, "training.l1", "0…1,000,000", "-1"}},
      {"l2 is NaN", [](Session& s) { s.training.l2 = kNan; }, {Kind::Type, "training.l2", "finite number", "nan"}},
      {"frozen beyond θ",
       [](Session& s) {
         s.training.frozen = {2, 7};
       },
       {Kind::Length, "frozen", "7", "8"}},
      {"frozen out of order",
       [](Session& s) {
         s.training.frozen = {2, 1};
       },
       {Kind::Value, "frozen", "ascending places in θ", "others"}},
      {"iteration below 0",
       [](Session& s) { s.state->iteration = -1; },
       {Kind::Value, "state.iteration", "0…1,000,000,000,000,000", "-1"}},
      {"start too long", [](Session& s) { s.state->start.push_back(0); }, {Kind::Length, "state.start", "7", "8"}},
      {"more steps than iterations",
       [](Session& s) { s.state->optimizer.steps = 6; },
       {Kind::Value, "state.optimizer.steps", "0…5", "6"}},
      {"another optimizer's averages",
       [](Session& s) { s.training.optimizer.kind = OptimizerKind::Sgd; },
       {Kind::Length, "state.optimizer.mean_square", "0", "7"}},
      {"square below 0",
       [](Session& s) { s.state->optimizer.meanSquare[2] = -0.1; },
       {Kind::Value, "state.optimizer.mean_square[2]", "≥ 0", "-0.1"}},
      {"past the last example", [](Session& s) { s.state->position = 2; }, {Kind::Value, "state.position", "0…1", "2"}},
      {"past the batch's last example",
       [](Session& s) { s.state->exampleInBatch = 2; },
       {Kind::Value, "state.example_in_batch", "0…1", "2"}},
      {"past the last batch's only example",
       [](Session& s) { s.state->position = 1; },
       {Kind::Value, "state.example_in_batch", "0", "1"}},
  };
}

std::vector<Row> rows() {
  std::vector<Row> all = networkRows();
  for (const std::vector<Row>& more : {comparedRows(), dataRows(), trainingRows()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace

class TestCheckSession : public QObject {
  Q_OBJECT

 private slots:
  void whatCannotRunIsNamed_data() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Row& row : rows()) QTest::newRow(row.name) << index++;
  }

  void whatCannotRunIsNamed() {
    QFETCH(int, index);
    const Row row = rows()[static_cast<std::size_t>(index)];
    Session session = goodSession();
    row.spoil(session);
    const std::optional<Problem> problem = checkSession(session);
    QVERIFY(problem.has_value());
    QCOMPARE(QString::fromStdString(problem->path), QString::fromStdString(row.problem.path));
    QCOMPARE(QString::fromStdString(problem->expected), QString::fromStdString(row.problem.expected));
    QCOMPARE(QString::fromStdString(problem->found), QString::fromStdString(row.problem.found));
    QCOMPARE(problem->kind, row.problem.kind);
  }

  void theUnspoiledSessionCanRun() { QVERIFY(!checkSession(goodSession())); }

  void everyLossFitsItsOutputsOnly() {
    for (const Loss loss : kLosses)
      for (const Activation output : kActivations) {
        Session session;
        session.network = {2, true, {{2, output}}};
        session.loss = loss;
        QCOMPARE(!checkSession(session), fits(loss, output));
      }
  }

  void everyGeneratorFitsItsOutputsOnly() {
    for (const Generator generator : kGenerators)
      for (int outputs = 1; outputs <= 4; ++outputs)
        for (const Activation output : {Activation::Identity, Activation::Softmax}) {
          Session session;
          session.network = {2, true, {{outputs, output}}};
          session.data.source = GeneratorSettings{.generator = generator};
          QCOMPARE(!checkSession(session), outputsFit(generator, {outputs, output}));
        }
  }

  void softmaxTargetsSumToOne() {
    Session session;
    session.network = {1, true, {{2, Activation::Softmax}}};
    session.loss = Loss::CrossEntropy;
    session.data.source = PointList{{0}, {0.25, 0.75}};
    QVERIFY(!checkSession(session));
    session.data.source = PointList{{0}, {0.25, 0.5}};
    QVERIFY(checkSession(session) == (Problem{Kind::Value, "data.points[0].y", "Σ = 1", "Σ = 0.75"}));
    session.loss = Loss::Square;
    QVERIFY(!checkSession(session));
  }

  void regressionsHaveNoProbabilities() {
    Session session;
    session.network = {2, true, {{1, Activation::Sigmoid}}};
    session.loss = Loss::CrossEntropy;
    session.data.source = GeneratorSettings{.generator = Generator::Plane};
    QVERIFY(checkSession(session) == (Problem{Kind::Mismatch, "data.generator", "loss cross-entropy", "plane"}));
  }

 private:
  static Session goodSession() {
    const Result<Session> read = readSession(test::sessionFileText("saved_run.backscope"));
    if (!read) qFatal("saved_run.backscope: %s", read.problem().path.c_str());
    return read.value();
  }
};

QTEST_GUILESS_MAIN(TestCheckSession)
#include "tst_check_session.moc"
