#include "ui/text/problem_text.h"

#include <QTest>

#include "core/session/session_json.h"
#include "tests/support/session_texts.h"

using namespace backscope;
using namespace backscope::test;

namespace {

struct Row {
  const char* name;
  std::string text;
  const char* sentence;
};

std::string network(const char* json) { return sessionText({{"network", json}}); }
std::string initialization(const char* json) { return sessionText({{"initialization", json}}); }
std::string data(const char* json) { return sessionText({{"data", json}}); }
std::string training(const char* json) { return sessionText({{"training", json}}); }
std::string parameters(const char* json) { return sessionText({{"parameters", json}}); }

std::string repeated(const std::string& part, int times) {
  std::string text;
  for (int n = 0; n < times; ++n) text += part;
  return text;
}

std::string numbers(int count) { return std::string("[0").append(repeated(",0", count - 1)).append("]"); }

/// {"key": value}
std::string with(const char* key, const std::string& value) {
  return std::string("{\"").append(key).append("\": ").append(value).append("}");
}

/// More keys than are taken apart, the format and the version behind the limit.
std::string manyKeys() {
  std::string keys = "{";
  for (int k = 0; k < 40; ++k) keys.append("\"k").append(std::to_string(k)).append("\": 1, ");
  return keys + sessionText().substr(1);
}

/// The saved run with one part of its text put in another's place.
std::string savedRun(const std::string& part, const std::string& other) {
  std::string text = sessionFileText("saved_run.backscope");
  const std::size_t at = text.find(part);
  if (at == std::string::npos) qFatal("no %s in saved_run.backscope", part.c_str());
  return text.replace(at, part.size(), other);
}

std::vector<Row> fileRows() {
  const char* notOurs = "not a Backscope session: it does not say \"format\": \"backscope\"";
  return {
      {"empty", "", "this file is empty"},
      {"white space", " \n", "this file is empty"},
      {"no JSON", "{\n  hello\n}", "not JSON: the error is at line 2, column 3"},
      {"not UTF-8", "\"\xC3\"", "not UTF-8 text, from byte 1 on"},
      {"too large", std::string(kMaxSessionBytes + 1, ' '), "larger than the 16 MiB that a session may have"},
      {"too deep", "{\"data\":" + std::string(64, '[') + std::string(64, ']') + "}",
       "data[0][0][0][0][0][0][0][0][0][0][0][0]…: nested deeper than 64 levels"},
      {"another program's", R"({"name": "x", "dependencies": {}})", notOurs},
      {"another format", sessionText({{"format", "\"frontscope\""}}), notOurs},
      {"a list", "[1, 2]", notOurs},
      {"no version", sessionText({{"version", ""}}), "version: this key is missing"},
      {"a newer program's", sessionText({{"version", "2"}, {"quantum", "true"}}),
       "version: made by a newer Backscope: expected 1, found 2"},
      {"version 1.0", sessionText({{"version", "1.0"}}), "version: expected a whole number 1, found 1.0"},
      {"version 0", sessionText({{"version", "0"}}), "version: expected 1, found 0"},
      {"version in quotes", sessionText({{"version", "\"1\""}}), "version: expected a whole number, found \"1\""},
      {"many unknown keys", manyKeys(), "k0: unknown key"},
      {"many values under an unknown key", sessionText({{"colours", numbers(300'000)}}), "colours: unknown key"},
      {"many values under an unknown key of a section", network(with("colours", numbers(300'000)).c_str()),
       "network.colours: unknown key"},
      {"more values than any session has",
       sessionText({{"colours", std::string("[").append(repeated(numbers(200'000).append(","), 21)).append("0]")}}),
       "colours: unknown key"},
      {"too many parameters", parameters(with("weights", numbers(300'000)).c_str()),
       "parameters.weights: expected a length of 0…262,144, found 262145"},
      {"unknown key", sessionText({{"colour", "\"blue\""}}), "colour: unknown key"},
      {"key twice", R"({"format": "backscope", "loss": "square", "loss": "square"})", "loss: this key stands twice"},
      {"title", sessionText({{"title", "7"}}), "title: expected a string, found 7"},
      {"title of two lines", sessionText({{"title", "\"a\\nb\""}}), "title: expected one line of text, found \"a b\""},
      {"loss", sessionText({{"loss", "\"hinge\""}}), "loss: expected one of square, cross-entropy, found \"hinge\""},
      {"loss and output", sessionText({{"loss", "\"cross-entropy\""}}),
       "loss: cross-entropy needs a sigmoid or softmax output instead of identity"},
      {"beyond the doubles", initialization(R"({"scale": 1e400})"),
       "initialization.scale: expected a finite number, found 1e400"},
      {"a number that is not finite", initialization(R"({"scale": "nan"})"),
       "initialization.scale: expected a finite number, found \"nan\""},
  };
}

std::vector<Row> networkRows() {
  return {
      {"no network", sessionText({{"network", ""}}), "network: this key is missing"},
      {"network is a list", network("[]"), "network: expected an object, found []"},
      {"no layers", network("{}"), "network.layers: this key is missing"},
      {"layers empty", network(R"({"layers": []})"), "network.layers: expected a length of 1…17, found 0"},
      {"inputs", network(R"({"inputs": 17, "layers": [{"units": 1}]})"), "network.inputs: expected 1…16, found 17"},
      {"half an input", network(R"({"inputs": 2.50, "layers": [{"units": 1}]})"),
       "network.inputs: expected a whole number 1…16, found 2.50"},
      {"bias", network(R"({"bias": 1, "layers": [{"units": 1}]})"), "network.bias: expected true or false, found 1"},
      {"no units", network(R"({"layers": [{"activation": "tanh"}]})"), "network.layers[0].units: this key is missing"},
      {"units", network(R"({"layers": [{"units": 4}, {"units": 0}, {"units": 1}]})"),
       "network.layers[1].units: expected 1…128, found 0"},
      {"units with a point", network(R"({"layers": [{"units": 2.0}, {"units": 1}]})"),
       "network.layers[0].units: expected a whole number 1…128, found 2.0"},
      {"units with an exponent", network(R"({"layers": [{"units": 2e0}, {"units": 1}]})"),
       "network.layers[0].units: expected a whole number 1…128, found 2e0"},
      {"huge units", network(R"({"layers": [{"units": 99999999999999999999}, {"units": 1}]})"),
       "network.layers[0].units: expected 1…128, found 99999999999999999999"},
      {"outputs", network(R"({"layers": [{"units": 9}]})"), "network.layers[0].units: expected 1…8, found 9"},
      {"activation", network(R"({"layers": [{"units": 1, "activation": "Tanh"}]})"),
       "network.layers[0].activation: expected one of identity, tanh, sigmoid, relu, leaky-relu, softplus, elu, silu, "
       "gelu, sine, softmax, found \"Tanh\""},
      {"hidden softmax", network(R"({"layers": [{"units": 2, "activation": "softmax"}, {"units": 1}]})"),
       "network.layers[0].activation: softmax is for the output layer only"},
      {"data of a compared run", sessionText({{"compare", R"([{"data": {}}])"}}),
       "compare[0].data: the runs that are compared have the same data, that of the first"},
  };
}

std::vector<Row> startRows() {
  return {
      {"scheme", initialization(R"({"scheme": "xavier"})"),
       "initialization.scheme: expected one of zero, constant, uniform, normal, glorot-uniform, glorot-normal, "
       "he-uniform, "
       "he-normal, lecun-normal, orthogonal, standard, found \"xavier\""},
      {"seed below 0", initialization(R"({"seed": -1})"),
       "initialization.seed: expected 0…18,446,744,073,709,551,615, found -1"},
      {"seed with a point", initialization(R"({"seed": 1.0})"),
       "initialization.seed: expected a whole number 0…18,446,744,073,709,551,615, found 1.0"},
      {"seed of 65 bits", initialization(R"({"seed": 18446744073709551616})"),
       "initialization.seed: expected 0…18,446,744,073,709,551,615, found 18446744073709551616"},
      {"no weights", parameters("{}"), "parameters.weights: this key is missing"},
      {"no biases", parameters(R"({"weights": [[[1, 2]]]})"), "parameters.biases: this key is missing"},
      {"a layer too many", parameters(R"({"weights": [[[1, 2]], []], "biases": [[0]]})"),
       "parameters.weights: expected a length of 1, found 2"},
      {"a unit too many", parameters(R"({"weights": [[[1, 2], [3, 4]]], "biases": [[0]]})"),
       "parameters.weights[0]: expected a length of 1, found 2"},
      {"a weight too few", parameters(R"({"weights": [[[1]]], "biases": [[0]]})"),
       "parameters.weights[0][0]: expected a length of 2, found 1"},
      {"a bias is null", parameters(R"({"weights": [[[1, 2]]], "biases": [[null]]})"),
       "parameters.biases[0][0]: expected a number, found null"},
      {"a weight is infinite", parameters(R"({"weights": [[[1, "-inf"]]], "biases": [[0]]})"),
       "parameters.weights[0][0][1]: expected a finite number, found \"-inf\""},
      {"a bias without biases",
       sessionText({{"network", R"({"bias": false, "layers": [{"units": 1}]})"},
                    {"parameters", R"({"weights": [[[1, 2]]], "biases": [[0.5]]})"}}),
       "parameters.biases[0][0]: 0.5 does not go together with network.bias false"},
  };
}

std::vector<Row> dataRows() {
  return {
      {"generator", data(R"({"generator": "cats"})"),
       "data.generator: expected one of xor-corners, xor, circle, moons, spirals, gaussians, rings, checkerboard, "
       "linear, "
       "three-class, plane, ripple, found \"cats\""},
      {"count", data(R"({"count": 100001})"), "data.count: expected 1…100,000, found 100001"},
      {"noise", data(R"({"noise": 1.5})"), "data.noise: expected 0…1, found 1.5"},
      {"test fraction", data(R"({"test_fraction": 1})"), "data.test_fraction: expected 0…0.9, found 1"},
      {"points and a generator", data(R"({"generator": "xor", "points": []})"),
       "data.generator: \"xor\" does not go together with data.points"},
      {"no points", data(R"({"points": []})"), "data.points: expected a length of 1…100,000, found 0"},
      {"points are numbers", data(R"({"points": [1]})"), "data.points[0]: expected an object, found 1"},
      {"no target", data(R"({"points": [{"x": [1, 2]}]})"), "data.points[0].y: this key is missing"},
      {"x too short", data(R"({"points": [{"x": [1, 2], "y": [1]}, {"x": [1], "y": [1]}]})"),
       "data.points[1].x: expected a length of 2, found 1"},
      {"y too long", data(R"({"points": [{"x": [1, 2], "y": [1, 2]}]})"),
       "data.points[0].y: expected a length of 1, found 2"},
      {"x is text", data(R"({"points": [{"x": [1, "two"], "y": [1]}]})"),
       "data.points[0].x[1]: expected a number, found \"two\""},
      {"three inputs", network(R"({"inputs": 3, "layers": [{"units": 1}]})"),
       "data.generator: xor needs 2 inputs instead of 3"},
      {"three classes", data(R"({"generator": "three-class"})"),
       "data.generator: three-class needs 3 outputs instead of 1"},
      {"optimizer", training(R"({"optimizer": {"name": "lbfgs"}})"),
       "training.optimizer.name: expected one of sgd, rmsprop, adam, found \"lbfgs\""},
      {"another optimizer's key", training(R"({"optimizer": {"name": "adam", "momentum": 0.9}})"),
       "training.optimizer.momentum: 0.9 does not go together with training.optimizer.name adam"},
      {"learning rate", training(R"({"optimizer": {"learning_rate": -0.10}})"),
       "training.optimizer.learning_rate: expected 0…1,000,000,000, found -0.10"},
      {"momentum", training(R"({"optimizer": {"momentum": 1}})"),
       "training.optimizer.momentum: expected 0 ≤ … < 1, found 1"},
      {"epsilon", training(R"({"optimizer": {"name": "rmsprop", "epsilon": 0}})"),
       "training.optimizer.epsilon: expected 0 < … ≤ 1, found 0"},
      {"batch size", training(R"({"batch_size": 0})"), "training.batch_size: expected 1…100,000, found 0"},
      {"batch size in words", training(R"({"batch_size": "ten"})"),
       "training.batch_size: expected a whole number, found \"ten\""},
      {"shuffle", training(R"({"shuffle": null})"), "training.shuffle: expected true or false, found null"},
  };
}

std::vector<Row> stateRows() {
  return {
      {"no iteration", savedRun("\"iteration\": 5, ", ""), "state.iteration: this key is missing"},
      {"position", savedRun("\"position\": 0", "\"position\": 2"), "state.position: expected 0…1, found 2"},
      {"example in batch", savedRun("\"example_in_batch\": 1", "\"example_in_batch\": 2"),
       "state.example_in_batch: expected 0…1, found 2"},
      {"mean too short", savedRun("[0, 1, 2, 3, 4, -5, 6]", "[0]"),
       "state.optimizer.mean: expected a length of 7, found 1"},
      {"no mean", savedRun("\"mean\": [0, 1, 2, 3, 4, -5, 6], ", ""),
       "state.optimizer.mean: expected a length of 7, found 0"},
      {"square below 0", savedRun("0, 0.1, 0.2", "0, -0.1, 0.2"),
       "state.optimizer.mean_square[1]: expected ≥ 0, found -0.1"},
      {"stream's seed", savedRun("{\"seed\": 7, \"epoch\": 4}", "{\"seed\": 8, \"epoch\": 4}"),
       "state.streams.shuffle.seed: 8 does not go together with training.seed 7"},
      {"stream's epoch", savedRun("{\"seed\": 7, \"epoch\": 4}", "{\"seed\": 7, \"epoch\": 3}"),
       "state.streams.shuffle.epoch: 3 does not go together with state.epoch 4"},
      {"no start", savedRun("\"start\"", "\"begin\""), "state.begin: unknown key"},
      {"no parameters",
       savedRun("\"parameters\": {\"weights\": [[[0.1], [-0.25]], [[1e-5, 3]]], \"biases\": [[0, 1.5], [-2]]},", ""),
       "parameters: this key is missing"},
      {"target", savedRun("\"y\": [0.5]", "\"y\": [1.5]"), "data.points[2].y[0]: expected 0…1, found 1.5"},
      {"iteration", savedRun("\"iteration\": 5,", "\"iteration\": 5.0,"),
       "state.iteration: expected a whole number 0…1,000,000,000,000,000, found 5.0"},
  };
}

}  // namespace

class TestProblemText : public QObject {
  Q_OBJECT

 private slots:
  void badFilesAreRefusedWithASentence_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("sentence");
    for (const std::vector<Row>& rows : {fileRows(), networkRows(), startRows(), dataRows(), stateRows()})
      for (const Row& row : rows)
        QTest::newRow(row.name) << QByteArray::fromStdString(row.text) << QString::fromUtf8(row.sentence);
  }

  void badFilesAreRefusedWithASentence() {
    QFETCH(QByteArray, text);
    const Result<Session> read = readSession(text.toStdString());
    QVERIFY(!read);
    QTEST(describe(read.problem()), "sentence");
  }

  void theFilesThatTheRowsSpoilAreGood() {
    QVERIFY(bool(readSession(sessionText())));
    QVERIFY(bool(readSession(sessionFileText("saved_run.backscope"))));
  }

  void everyTruncationIsRefusedOnOneLine() {
    const std::string text = sessionFileText("saved_run.backscope");
    for (std::size_t size = 0; size + 1 < text.size(); ++size) {
      const Result<Session> read = readSession(text.substr(0, size));
      QVERIFY(!read);
      const QString sentence = describe(read.problem());
      QVERIFY(!sentence.isEmpty() && !sentence.contains(QLatin1Char('\n')) && !sentence.contains(QLatin1Char('%')));
    }
  }

  void aDivergenceNamesWhatAndWhere_data() {
    QTest::addColumn<int>("where");
    QTest::addColumn<QString>("sentence");
    using Where = Divergence::Where;
    const auto row = [](Where where, const char* what) {
      QTest::newRow(what) << static_cast<int>(where) << QStringLiteral("diverged: ") + QLatin1String(what);
    };
    row(Where::PreActivation, "layer 2's pre-activations at iteration 17 are not finite");
    row(Where::Output, "layer 2's outputs at iteration 17 are not finite");
    row(Where::Loss, "the loss after layer 2 at iteration 17 is not finite");
    row(Where::Delta, "layer 2's deltas at iteration 17 are not finite");
    row(Where::Gradient, "layer 2's gradient at iteration 17 is not finite");
    row(Where::Parameter, "layer 2's parameters at iteration 17 are not finite");
  }

  void aDivergenceNamesWhatAndWhere() {
    QFETCH(int, where);
    QTEST(describe(Divergence{static_cast<Divergence::Where>(where), 2, 17}), "sentence");
  }
};

QTEST_GUILESS_MAIN(TestProblemText)
#include "tst_problem_text.moc"
