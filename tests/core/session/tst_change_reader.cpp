#include "core/session/change_reader.h"

#include <QTest>

#include "core/session/session_change.h"
#include "core/session/session_json.h"
#include "tests/support/session_texts.h"

using namespace backscope;
using namespace backscope::test;
using Kind = Problem::Kind;

namespace {

constexpr const char* kNetwork = R"({"layers": [{"units": 2}, {"units": 1, "activation": "sigmoid"}]})";

Result<Session> readCompared(const std::string& compare, const std::string& data = "{}") {
  return readSession(sessionText({{"network", kNetwork},
                                  {"data", data},
                                  {"training", R"({"optimizer": {"momentum": 0.5}, "l2": 0.1, "seed": 4})"},
                                  {"initialization", R"({"scale": 2, "layers": [{}, {"scheme": "normal"}]})"},
                                  {"compare", compare}}));
}

}  // namespace

class TestChangeReader : public QObject {
  Q_OBJECT

 private slots:
  void whatAnEntryLeavesOutIsTheFirstRuns() {
    const Session session = read(R"([{"network": {"bias": false}, "initialization": {"seed": 9},
                                      "training": {"optimizer": {"learning_rate": 1}, "batch_size": 2}, "loss": "square"}])");
    QCOMPARE(session.compare.size(), std::size_t{1});
    Session expected = session;
    expected.compare.clear();
    expected.network.bias = false;
    expected.initialization.seed = 9;
    expected.training.optimizer.learningRate = 1;
    expected.training.batchSize = 2;
    QVERIFY(changed(session, session.compare[0]) == expected);
    QVERIFY(session.compare[0].loss == Loss::Square);
    QVERIFY(!session.compare[0].title && !session.compare[0].parameters && !session.compare[0].state);
  }

  void layersAreGivenAsAWhole() {
    const Session session = read(R"([{"network": {"layers": [{"units": 3}, {"units": 4}, {"units": 1}]}}])");
    QVERIFY(session.compare[0].network ==
            (Architecture{2, true, {{3, Activation::Tanh}, {4, Activation::Tanh}, {1, Activation::Identity}}}));
  }

  void anotherOptimizerBeginsWithItsDefaultsAndTheSameRate() {
    const Session session = read(R"([{"training": {"optimizer": {"name": "adam", "beta1": 0.5}}}, {"frozen":
        {"weights": [[[true, false], [false, false]], [[false, false]]], "biases": [[false, false], [false]]}}])");
    OptimizerSettings adam;
    adam.kind = OptimizerKind::Adam;
    adam.beta1 = 0.5;
    QVERIFY(session.compare[0].training->optimizer == adam);
    QCOMPARE(session.compare[0].training->l2, 0.1);
    QVERIFY(session.compare[1].training->optimizer == session.training.optimizer);
    QCOMPARE(session.compare[1].training->frozen, FrozenPlaces{0});
  }

  void onlyWhatDiffersIsWritten() {
    Session first = read("[]");
    Session other = first;
    other.network.layers[0].activation = Activation::Relu;
    other.initialization.scheme = InitializationScheme::HeNormal;
    other.initialization.layers.clear();
    other.training.optimizer.momentum = 0;
    first.compare = {changeFrom(first, other), changeFrom(first, first)};
    const QString text = QString::fromStdString(writeSession(first));
    const QString compare = text.mid(text.indexOf(QStringLiteral("\"compare\""))).simplified().remove(QLatin1Char(' '));
    QCOMPARE(compare, QStringLiteral(R"("compare":[{"network":{"layers":[{"units":2,"activation":"relu"},)"
                                     R"({"units":1,"activation":"sigmoid"}]},)"
                                     R"("initialization":{"scheme":"he-normal","layers":[]},)"
                                     R"("training":{"optimizer":{"momentum":0}}},{}]})"));
  }

  void pointsStandAsTheyAreForEveryRun() {
    const std::string points = R"({"points": [{"x": [0, 1], "y": [0]}, {"x": [1, 1], "y": [1]}]})";
    const Result<Session> result =
        readCompared(R"([{"network": {"layers": [{"units": 1, "activation": "tanh"}]}}])", points);
    QVERIFY(bool(result));
    const Dataset first = makeDataset(result.value());
    const Dataset other = makeDataset(changed(result.value(), result.value().compare[0]));
    QCOMPARE(other.y, first.y);
    QCOMPARE(other.coding, TargetCoding::ZeroOne);
  }

  void whatIsWrongIsNamed_data() {
    QTest::addColumn<QString>("compare");
    QTest::addColumn<QString>("path");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char* name, const char* compare, const char* path, Kind kind) {
      QTest::newRow(name) << QString::fromUtf8(compare) << QString::fromUtf8(path) << kind;
    };
    row("no array", "{}", "compare", Kind::Type);
    row("too many", "[{}, {}, {}, {}]", "compare", Kind::Length);
    row("no object", "[{}, 3]", "compare[1]", Kind::Type);
    row("data", R"([{"data": {}}])", "compare[0].data", Kind::SameData);
    row("unknown", R"([{"compare": []}])", "compare[0].compare", Kind::Unknown);
    row("units", R"([{}, {"network": {"layers": [{"units": 0}, {"units": 1}]}}])", "compare[1].network.layers[0].units",
        Kind::Value);
    row("inputs", R"([{"network": {"inputs": 3}}])", "compare[0].network.inputs", Kind::Mismatch);
    row("softmax", R"([{"network": {"layers": [{"units": 2, "activation": "softmax"}, {"units": 1}]}}])",
        "compare[0].network.layers[0].activation", Kind::OutputOnly);
    row("outputs", R"([{"network": {"layers": [{"units": 3}]}}])", "compare[0].network.layers", Kind::Needs);
    row("loss", R"([{"network": {"layers": [{"units": 1}]}, "loss": "cross-entropy"}])", "compare[0].loss",
        Kind::Needs);
    row("optimizer", R"([{"training": {"optimizer": {"beta1": 0.5}}}])", "compare[0].training.optimizer.beta1",
        Kind::Mismatch);
    row("start", R"([{"initialization": {"layers": [{}, {}, {}]}}])", "compare[0].initialization.layers", Kind::Length);
    row("title", R"([{"title": "a\nb"}])", "compare[0].title", Kind::Type);
    row("parameters", R"([{"parameters": {"weights": [[[1, 2]]], "biases": [[1]]}}])", "compare[0].parameters.weights",
        Kind::Length);
    row("state without θ",
        R"([{"state": {"iteration": 0, "epoch": 0, "position": 0, "optimizer": {"steps": 0},
             "streams": {"shuffle": {"seed": 4, "epoch": 0}}}}])",
        "compare[0].parameters", Kind::Missing);
    row("stream of another seed",
        R"([{"training": {"seed": 5}, "state": {"iteration": 0, "epoch": 0, "position": 0,
             "optimizer": {"steps": 0}, "streams": {"shuffle": {"seed": 4, "epoch": 0}}}}])",
        "compare[0].state.streams.shuffle.seed", Kind::Mismatch);
  }
  void whatIsWrongIsNamed() {
    QFETCH(QString, compare);
    QFETCH(Kind, kind);
    const Result<Session> result = readCompared(compare.toStdString());
    QVERIFY(!result);
    QTEST(QString::fromStdString(result.problem().path), "path");
    QCOMPARE(result.problem().kind, kind);
  }

  void aRunThatTheDataDoNotFitIsAtFault_data() {
    QTest::addColumn<QString>("compare");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("found");
    QTest::newRow("loss") << R"([{"loss": "cross-entropy"}])"
                          << "compare[0].loss"
                          << "cross-entropy";
    QTest::newRow("output") << R"([{"network": {"layers": [{"units": 2}]}}])"
                            << "compare[0].network.layers[0].units"
                            << "2";
  }
  void aRunThatTheDataDoNotFitIsAtFault() {
    QFETCH(QString, compare);
    const Result<Session> result = readCompared(compare.toStdString(), R"({"points": [{"x": [0, 1], "y": [5]}]})");
    QVERIFY(!result);
    QTEST(QString::fromStdString(result.problem().path), "path");
    QTEST(QString::fromStdString(result.problem().found), "found");
  }

 private:
  static Session read(const std::string& compare) {
    const Result<Session> result = readCompared(compare);
    if (!result) qFatal("%s: %s", result.problem().path.c_str(), result.problem().expected.c_str());
    return result.value();
  }
};

QTEST_GUILESS_MAIN(TestChangeReader)
#include "tst_change_reader.moc"
