#include "core/session/session_json.h"

#include <QDir>
#include <QTest>
#include <bit>
#include <limits>
#include <sstream>

#include "core/math/random.h"
#include "core/training/trainer.h"
#include "tests/support/session_texts.h"

using namespace backscope;
using namespace backscope::test;

class TestSessionJson : public QObject {
  Q_OBJECT

 private slots:
  void aSmallSessionHasTheStructsDefaults() {
    const Session session = read(sessionText());
    Session expected;
    expected.network.layers = {{1, Activation::Identity}};
    QVERIFY(session == expected);
  }

  void hiddenLayersDefaultToTanhAndTheOutputToIdentity() {
    const Session session = read(sessionText({{"network", R"({"layers": [{"units": 3}, {"units": 1}]})"}}));
    QVERIFY(session.network.layers == (std::vector<LayerSpec>{{3, Activation::Tanh}, {1, Activation::Identity}}));
  }

  void everyKeyIsRead() {
    const Session session = read(sessionFileText("saved_run.backscope"));
    QCOMPARE(session.title, std::string("É ∂ℓ/∂w \"quoted\""));
    QVERIFY(session.network == (Architecture{1, true, {{2, Activation::Tanh}, {1, Activation::Sigmoid}}}));
    QCOMPARE(session.loss, Loss::CrossEntropy);
    QVERIFY(session.initialization ==
            (InitializationSettings{InitializationScheme::Uniform, 0.5, -0.0, 18446744073709551615u, true}));
    QVERIFY(std::signbit(session.initialization.bias));
    QVERIFY(session.parameters == (std::vector<double>{0.1, -0.25, 0, 1.5, 1e-5, 3, -2}));
    QVERIFY(session.data == (DataSettings{PointList{{0.5, -1, 2}, {0, 1, 0.5}}, 0.3}));
    TrainingSettings training;
    training.optimizer.kind = OptimizerKind::Adam;
    training.optimizer.learningRate = 0.01;
    training.batchSize = 2;
    training.l1 = 0.001;
    training.seed = 7;
    QVERIFY(session.training == training);
    RunState state{
        5, 4, 0, 1, 3, {5, {0, 1, 2, 3, 4, -5, 6}, {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6}}, {0.5, 0.5, 0, 0, -0.5, -0.5, 0}};
    QVERIFY(session.state == state);
  }

  void generatorsAndOtherOptimizersAreRead() {
    Session session = read(
        sessionText({{"data", R"({"generator": "moons", "count": 50, "noise": 0.25, "seed": 9, "test_fraction": 0.5})"},
                     {"training", R"({"optimizer": {"name": "rmsprop", "decay": 0.5, "epsilon": 0.01}})"}}));
    QVERIFY(session.data == (DataSettings{GeneratorSettings{Generator::Moons, 50, 0.25, 9}, 0.5}));
    QCOMPARE(session.training.optimizer.kind, OptimizerKind::RmsProp);
    QCOMPARE(session.training.optimizer.decay, 0.5);
    QCOMPARE(session.training.optimizer.epsilon, 0.01);
    session = read(sessionText(
        {{"training", R"({"optimizer": {"name": "sgd", "momentum": 0.9, "nesterov": true}, "shuffle": false})"}}));
    QCOMPARE(session.training.optimizer.momentum, 0.9);
    QVERIFY(session.training.optimizer.nesterov && !session.training.shuffle);
  }

  void aLayersOwnInitializationIsReadAndWritten() {
    const std::string network = R"({"layers": [{"units": 3}, {"units": 2}, {"units": 1}]})";
    const Session session =
        read(sessionText({{"network", network},
                          {"initialization", R"({"scale": 2, "layers": [{"scale": 0.5}, {"scheme": "normal"}]})"}}));
    const InitializationSettings& start = session.initialization;
    QVERIFY(start.layers == (std::vector<LayerInitialization>{{.scale = 0.5}, {InitializationScheme::Normal}}));
    QCOMPARE(start.scaleOf(1), 0.5);
    QCOMPARE(start.scaleOf(2), 2.0);
    QCOMPARE(start.scaleOf(3), 2.0);
    QCOMPARE(start.schemeOf(1), InitializationScheme::GlorotUniform);
    QCOMPARE(start.schemeOf(2), InitializationScheme::Normal);
    QVERIFY(read(writeSession(session)) == session);
  }

  void drawnBiasesAreReadAndWritten() {
    const Session session = read(sessionText({{"initialization", R"({"bias": "drawn"})"}}));
    QVERIFY(session.initialization.drawsBias);
    QCOMPARE(session.initialization.bias, 0.0);
    QVERIFY(read(writeSession(session)) == session);
    QVERIFY(!read(sessionText({{"initialization", R"({"bias": 0.5})"}})).initialization.drawsBias);
  }

  void whatIsWrongInALayersInitializationIsNamed_data() {
    QTest::addColumn<QString>("initialization");
    QTest::addColumn<QString>("path");
    QTest::addColumn<Problem::Kind>("kind");
    QTest::newRow("scale") << R"({"layers": [{}, {"scale": 1e7}]})"
                           << "initialization.layers[1].scale" << Problem::Kind::Value;
    QTest::newRow("scheme") << R"({"layers": [{"scheme": "he"}]})"
                            << "initialization.layers[0].scheme" << Problem::Kind::Value;
    QTest::newRow("bias") << R"({"bias": "random"})"
                          << "initialization.bias" << Problem::Kind::Value;
    QTest::newRow("unknown key") << R"({"layers": [{"seed": 3}]})"
                                 << "initialization.layers[0].seed" << Problem::Kind::Unknown;
    QTest::newRow("no object") << R"({"layers": [2]})"
                               << "initialization.layers[0]" << Problem::Kind::Type;
    QTest::newRow("too many") << R"({"layers": [{}, {}, {}]})"
                              << "initialization.layers" << Problem::Kind::Length;
  }
  void whatIsWrongInALayersInitializationIsNamed() {
    QFETCH(QString, initialization);
    QFETCH(Problem::Kind, kind);
    const Result<Session> result = readSession(sessionText({{"network", R"({"layers": [{"units": 3}, {"units": 1}]})"},
                                                            {"initialization", initialization.toStdString()}}));
    QVERIFY(!result);
    QTEST(QString::fromStdString(result.problem().path), "path");
    QCOMPARE(result.problem().kind, kind);
  }

  void theOrderOfKeysDoesNotMatter() {
    const Session session = read(
        R"({"parameters": {"biases": [[3]], "weights": [[[1, 2]]]}, "network": {"layers": [{"units": 1}]}, "version": 1, "format": "backscope"})");
    QVERIFY(session.parameters == (std::vector<double>{1, 2, 3}));
  }

  void parametersStandInTheOrderOfTheta() {
    const Session session = read(sessionFileText("mazur.backscope"));
    QVERIFY(session.parameters ==
            (std::vector<double>{0.15, 0.2, 0.25, 0.3, 0.35, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.6}));
  }

  void aNetworkWithoutBiasesMayStateThemAsZeros() {
    const std::string network = R"({"bias": false, "layers": [{"units": 1}]})";
    const Session without = read(sessionText({{"network", network}, {"parameters", R"({"weights": [[[1, 2]]]})"}}));
    const Session zeros =
        read(sessionText({{"network", network}, {"parameters", R"({"weights": [[[1, 2]]], "biases": [[-0.0]]})"}}));
    QVERIFY(without.parameters == (std::vector<double>{1, 2}));
    QVERIFY(without == zeros);
  }

  void whatIsWrittenIsReadAsTheSameSession_data() {
    QTest::addColumn<QString>("file");
    for (const char* folder : {BACKSCOPE_SOURCE_DIR "/resources/lessons",
                               BACKSCOPE_SOURCE_DIR "/resources/known_points", BACKSCOPE_TEST_DATA "/sessions"})
      for (const QFileInfo& file : QDir(QString::fromUtf8(folder)).entryInfoList({QStringLiteral("*.backscope")}))
        QTest::newRow(qPrintable(file.fileName())) << file.filePath();
  }

  void whatIsWrittenIsReadAsTheSameSession() {
    QFETCH(QString, file);
    const Session session = read(fileText(file));
    QVERIFY(read(writeSession(session)) == session);
  }

  void aTrainedRunIsReadAsTheSameSession_data() {
    QTest::addColumn<int>("optimizer");
    QTest::addColumn<bool>("bias");
    for (const OptimizerKind kind : kOptimizers)
      for (const bool bias : {true, false})
        QTest::addRow("%s, %s", std::string(nameOf(kind)).c_str(), bias ? "biases" : "no biases")
            << static_cast<int>(kind) << bias;
  }

  void aTrainedRunIsReadAsTheSameSession() {
    QFETCH(int, optimizer);
    QFETCH(bool, bias);
    Session session;
    session.network = {2, bias, {{3, Activation::Tanh}, {1, Activation::Identity}}};
    session.training.optimizer.kind = static_cast<OptimizerKind>(optimizer);
    session.data.testFraction = 0.3;
    Trainer trainer(session);
    for (int n = 0; n < 41; ++n) QVERIFY(trainer.stepBatch());
    QVERIFY(trainer.stepExample());
    const Session captured = trainer.capture();
    const Session reopened = read(writeSession(captured));
    QVERIFY(reopened == captured);
    QVERIFY(reopened.state->exampleInBatch == 1 && reopened.state->epoch == 1);
  }

  void extremeNumbersKeepTheirBits() {
    using Limits = std::numeric_limits<double>;
    Session session;
    session.network = {4, true, {{2, Activation::Identity}}};
    session.parameters = {-0.0, Limits::denorm_min(), -Limits::max(), Limits::min(), 1e308, 0.1, 1.0 / 3, -1e-300,
                          1e22, 9007199254740993.0};
    session.data.source = PointList{{1e-320, -0.0, 1e15, 123456789012345678.0}, {Limits::max(), -5e-324}};
    session.initialization.seed = ~std::uint64_t{0};
    session.training.seed = 9223372036854775808u;
    session.training.optimizer.learningRate = 5e-324;
    const Session reopened = read(writeSession(session));
    QVERIFY(reopened == session);
    for (std::size_t k = 0; k < session.parameters->size(); ++k)
      QCOMPARE(std::bit_cast<std::uint64_t>((*reopened.parameters)[k]),
               std::bit_cast<std::uint64_t>((*session.parameters)[k]));
    QVERIFY(std::signbit(std::get<PointList>(reopened.data.source).x[1]));
  }

  void theLargestNetworkIsReadAndWritten() {
    Session session;
    session.network = {16, true, std::vector<LayerSpec>(16, {128, Activation::Relu})};
    session.network.layers.push_back({8, Activation::Identity});
    session.data.source = PointList{std::vector<double>(16, 1), std::vector<double>(8, 0)};
    session.parameters = std::vector<double>(weightCount(session.network) + biasCount(session.network), 0.5);
    QCOMPARE(session.parameters->size(), std::size_t{250'888});
    QVERIFY(read(writeSession(session)) == session);
  }

  void aLargeTrainedNetworkStaysWithinWhatIsRead() {
    Session session;
    session.network = {16, true, std::vector<LayerSpec>(16, {128, Activation::Relu})};
    session.network.layers.push_back({8, Activation::Identity});
    session.initialization.scheme = InitializationScheme::HeNormal;
    session.training.optimizer.kind = OptimizerKind::Adam;
    session.data.source = PointList{std::vector<double>(16, 1), std::vector<double>(8, 0)};
    session.training.batchSize = 1;
    Random random(1, RandomStream::Data);
    session.state = RunState{1, 1, 0, 0, 0, {1, {}, {}}, startOf(session).theta()};
    session.parameters = session.state->start;
    for (double& weight : *session.parameters) {
      weight += 1e-3 * random.uniform();
      session.state->optimizer.mean.push_back(1e-4 * random.uniform());
      session.state->optimizer.meanSquare.push_back(1e-8 * random.uniform());
    }
    const std::string text = writeSession(session);
    QVERIFY2(text.size() <= kMaxSessionBytes, qPrintable(QString::number(text.size())));
    QVERIFY(text.find(' ') == std::string::npos);
    QVERIFY(read(text) == session);
  }

  void aStartThatIsDrawnIsLeftOut() {
    Session session;
    session.initialization.seed = 3;
    Trainer trainer(session);
    QVERIFY(trainer.stepBatch());
    const Session captured = trainer.capture();
    QVERIFY(writeSession(captured).find("\"start\"") == std::string::npos);
    QVERIFY(read(writeSession(captured)) == captured);
  }

  void aStartThatIsNotDrawnIsKept() {
    Session session;
    session.parameters = startOf(session).theta();
    session.parameters->back() = -0.0;  // drawn is 0, which is another number of the same value
    Trainer trainer(session);
    QVERIFY(trainer.stepBatch());
    const Session captured = trainer.capture();
    QVERIFY(writeSession(captured).find("\"start\"") != std::string::npos);
    QVERIFY(std::signbit(read(writeSession(captured)).state->start.back()));
  }

  void lessonsStandAsTheProgramWritesThem_data() {
    QTest::addColumn<QString>("file");
    for (const char* folder :
         {BACKSCOPE_SOURCE_DIR "/resources/lessons", BACKSCOPE_SOURCE_DIR "/resources/known_points"})
      for (const QFileInfo& file : QDir(QString::fromUtf8(folder)).entryInfoList(QDir::Files))
        QTest::newRow(qPrintable(file.fileName())) << file.filePath();
  }

  void lessonsStandAsTheProgramWritesThem() {
    QFETCH(QString, file);
    const std::string text = fileText(file);
    QCOMPARE(QString::fromStdString(writeSession(read(text))), QString::fromStdString(text));
  }

  void streamsAreReadNoFurtherThanTheLimit() {
    std::istringstream small(sessionText());
    QVERIFY(bool(readSession(small)));
    std::istringstream large(std::string(kMaxSessionBytes * 2, ' '));
    const Result<Session> result = readSession(large);
    QVERIFY(!result);
    QCOMPARE(result.problem().kind, Problem::Kind::TooLarge);
    QCOMPARE(static_cast<std::size_t>(large.tellg()), kMaxSessionBytes + 1);
  }

 private:
  static Session read(const std::string& text) {
    const Result<Session> result = readSession(text);
    if (!result)
      qFatal("%s: %s, %s", result.problem().path.c_str(), result.problem().expected.c_str(),
             result.problem().found.c_str());
    return result.value();
  }

  static std::string fileText(const QString& name) {
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) qFatal("%s can't be read", qPrintable(name));
    return file.readAll().toStdString();
  }
};

QTEST_GUILESS_MAIN(TestSessionJson)
#include "tst_session_json.moc"
