#include "ui/text/session_difference.h"

#include <QTest>
#include <functional>

#include "tests/support/fail_on_warnings.h"
#include "ui/text/notation.h"

using namespace backscope;
using namespace backscope::test;

namespace {

using Change = std::function<void(Session&)>;

struct Row {
  const char* name;
  Change change;
  QStringList differences;
};

Session firstRun() {
  Session session;
  session.network.layers.assign(6, {8, Activation::Sigmoid});
  session.network.layers.push_back({1, Activation::Tanh});
  return session;
}

Session with(const Change& change) {
  Session session = firstRun();
  change(session);
  return session;
}

void makeRelu(Session& session) {
  for (std::size_t k = 0; k + 1 < session.network.layers.size(); ++k)
    session.network.layers[k].activation = Activation::Relu;
}

void makeShallow(Session& session) {
  session.network.layers = {{8, Activation::Sigmoid}, {8, Activation::Sigmoid}, {1, Activation::Tanh}};
}

void makeHe(Session& session) { session.initialization.scheme = InitializationScheme::HeNormal; }

std::vector<Row> networkRows() {
  return {
      {"none", [](Session& s) { s.title = "another"; }, {}},
      {"activation", makeRelu, {"hidden layers sigmoid → ReLU"}},
      {"activation of one layer",
       [](Session& s) { s.network.layers[1].activation = Activation::Relu; },
       {"layer 2 sigmoid → ReLU"}},
      {"activations of several layers",
       [](Session& s) { s.network.layers[1].activation = s.network.layers[2].activation = Activation::Relu; },
       {"hidden layers 6 × sigmoid → sigmoid, 2 × ReLU, 3 × sigmoid"}},
      {"depth", makeShallow, {"6 → 2 hidden layers"}},
      {"no hidden layer",
       [](Session& s) {
         s.network.layers = {{1, Activation::Tanh}};
       },
       {"6 → 0 hidden layers"}},
      {"units",
       [](Session& s) {
         for (int k = 0; k < 6; ++k) s.network.layers[static_cast<std::size_t>(k)].units = 16;
       },
       {"8 → 16 units in each hidden layer"}},
      {"units of one layer", [](Session& s) { s.network.layers[5].units = 3; }, {"8 → 3 units in layer 6"}},
      {"output",
       [](Session& s) {
         s.network.layers.back() = {2, Activation::Identity};
       },
       {"output tanh → identity", "1 → 2 outputs"}},
      {"biases", [](Session& s) { s.network.bias = false; }, {"biases → no biases"}},
      {"loss", [](Session& s) { s.loss = Loss::CrossEntropy; }, {"square loss → cross-entropy"}},
  };
}

std::vector<Row> startRows() {
  return {
      {"scheme", makeHe, {"start Glorot uniform → He normal"}},
      {"scale", [](Session& s) { s.initialization.scale = 0.5; }, {"scale of the start 1 → 0.5"}},
      {"a scale that is almost the same",
       [](Session& s) { s.initialization.scale = 1.0000001; },
       {"scale of the start 1 → 1.0000001"}},
      {"biases", [](Session& s) { s.initialization.bias = -0.1; }, {"biases of the start 0 → −0.1"}},
      {"seed", [](Session& s) { s.initialization.seed = 8; }, {"seed of the weights 1 → 8"}},
      {"identical", [](Session& s) { s.initialization.identical = true; }, {"units of the start random → identical"}},
      {"a layer's own",
       [](Session& s) {
         s.initialization.layers = {{}, {.scale = 3}};
       },
       {"start of layer 2 Glorot uniform × 1 → Glorot uniform × 3"}},
      {"own ones of several layers",
       [](Session& s) {
         s.initialization.layers = {{.scale = 3}, {InitializationScheme::Zero}};
       },
       {"starts of single layers none → layer 1: Glorot uniform × 3, layer 2: Zero × 1"}},
      {"given weights", [](Session& s) { s.parameters = std::vector<double>(400, 0.5); }, {"weights changed by hand"}},
      {"given weights that are those drawn",
       [](Session& s) {
         s.state.emplace();
         s.state->start = drawParameters(s.network, s.initialization).theta();
       },
       {}},
      {"several",
       [](Session& s) {
         makeRelu(s);
         makeHe(s);
         s.training.optimizer.learningRate = 0.1;
       },
       {"hidden layers sigmoid → ReLU", "start Glorot uniform → He normal", "learning rate 0.03 → 0.1"}},
  };
}

std::vector<Row> trainingRows() {
  return {
      {"rate", [](Session& s) { s.training.optimizer.learningRate = 0.1; }, {"learning rate 0.03 → 0.1"}},
      {"optimizer",
       [](Session& s) { s.training.optimizer.kind = OptimizerKind::Adam; },
       {"optimizer Gradient descent → Adam"}},
      {"momentum", [](Session& s) { s.training.optimizer.momentum = 0.9; }, {"momentum 0 → 0.9"}},
      {"Nesterov", [](Session& s) { s.training.optimizer.nesterov = true; }, {"plain momentum → Nesterov momentum"}},
      {"batch", [](Session& s) { s.training.batchSize = 1; }, {"batch size 10 → 1"}},
      {"order", [](Session& s) { s.training.shuffle = false; }, {"shuffled → not shuffled"}},
      {"penalties", [](Session& s) { s.training.l1 = s.training.l2 = 0.001; }, {"L2 0 → 0.001", "L1 0 → 0.001"}},
      {"seed", [](Session& s) { s.training.seed = 2; }, {"seed of the order 1 → 2"}},
      {"frozen",
       [](Session& s) {
         s.training.frozen = {1, 2, 3};
       },
       {"0 → 3 frozen"}},
  };
}

}  // namespace

Q_DECLARE_METATYPE(Row)

class TestSessionDifference : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() {
    CurrentNotation::instance().set({});
    m_warnings.check();
  }

  void everyDifferenceIsSaid_data() {
    QTest::addColumn<Row>("row");
    for (const auto& rows : {networkRows(), startRows(), trainingRows()})
      for (const Row& row : rows) QTest::newRow(row.name) << row;
  }
  void everyDifferenceIsSaid() {
    QFETCH(Row, row);
    QCOMPARE(differencesOf(firstRun(), with(row.change)), row.differences);
  }

  void layersAreCountedAsTheNotationHasIt() {
    CurrentNotation::instance().set({.countsInput = true});
    const Session other = with([](Session& s) { s.network.layers[1].units = 3; });
    QCOMPARE(differencesOf(firstRun(), other), QStringList{"8 → 3 units in layer 3"});
  }

  void theStartAloneIsSaid() {
    const Session other = with([](Session& s) {
      makeRelu(s);
      makeHe(s);
      s.parameters = std::vector<double>(400, 0.5);
    });
    QCOMPARE(startDifferences(firstRun(), other), QStringList{"start Glorot uniform → He normal"});
  }

  void otherPlacesAreFrozen() {
    const Session one = with([](Session& s) { s.training.frozen = {1}; });
    const Session other = with([](Session& s) { s.training.frozen = {2}; });
    QCOMPARE(differencesOf(one, other), QStringList{"other weights and biases frozen"});
  }

  void weightsThatAreDrawnDifferFromGivenOnes() {
    const Session given = with([](Session& s) { s.parameters = std::vector<double>(400, 0.5); });
    QCOMPARE(differencesOf(given, firstRun()), QStringList{"weights drawn, not given"});
  }

  void namesSayAsLittleAsTellsApart() {
    const Session relu = with(makeRelu);
    const Session reluHe = with([](Session& s) { makeRelu(s), makeHe(s); });
    const Session he = with(makeHe);
    const Session shallow = with(makeShallow);
    const Session uniformHe = with([](Session& s) { s.initialization.scheme = InitializationScheme::HeUniform; });
    QCOMPARE(names({firstRun(), reluHe}), (QStringList{"sigmoid", "ReLU"}));
    QCOMPARE(names({relu, reluHe}), (QStringList{"Glorot", "He"}));
    QCOMPARE(names({he, uniformHe}), (QStringList{"He normal", "He uniform"}));
    QCOMPARE(names({firstRun(), relu, reluHe}), (QStringList{"sigmoid, Glorot", "ReLU, Glorot", "ReLU, He"}));
    QCOMPARE(names({firstRun(), shallow}), (QStringList{"6 layers", "2 layers"}));
    QCOMPARE(names({firstRun(), relu, shallow, reluHe}),
             (QStringList{"sigmoid, 6 layers, Glorot", "ReLU, 6 layers, Glorot", "sigmoid, 2 layers, Glorot",
                          "ReLU, 6 layers, He"}));
  }

  void ratesTellApart() {
    const auto withRate = [](double rate) {
      return with([rate](Session& s) { s.training.optimizer.learningRate = rate; });
    };
    QCOMPARE(names({withRate(0.03), withRate(0.1), withRate(0.3)}), (QStringList{"η = 0.03", "η = 0.1", "η = 0.3"}));
  }

  void equalRunsAreNamedAfterTheFirstOfThem() {
    QCOMPARE(names({firstRun(), firstRun()}), (QStringList{"sigmoid", "as A"}));
    QCOMPARE(names({firstRun(), with(makeRelu), with(makeRelu)}), (QStringList{"sigmoid", "ReLU", "as B"}));
  }

 private:
  static QStringList names(const std::vector<Session>& runs) { return shortNames(runs); }
};

QTEST_GUILESS_MAIN(TestSessionDifference)
#include "tst_session_difference.moc"
