#include <QTest>
#include <cmath>

#include "core/analysis/layer_statistics.h"
#include "core/analysis/wide_network.h"
#include "core/math/random.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using Scheme = InitializationScheme;
using Gap = WideNetworkGap;

namespace {

constexpr int kWidth = 100;
constexpr int kHidden = 10;
constexpr int kExamples = 50;
constexpr int kNetworks = 20;

/// 100 inputs and ten hidden layers of 100: more than a file may have, but all that the promise is about.
Session wide(Activation activation, Scheme scheme) {
  Session session;
  session.network = {kWidth, true, std::vector<LayerSpec>(kHidden, {kWidth, activation})};
  session.network.layers.push_back({1, Activation::Identity});
  session.initialization.scheme = scheme;
  return session;
}

/// Standard normal inputs, and classes.
Dataset wideData() {
  Dataset data;
  data.inputs = kWidth;
  Random random(3, RandomStream::Data);
  for (int n = 0; n < kExamples; ++n) {
    for (int i = 0; i < kWidth; ++i) data.x.push_back(random.normal());
    data.y.push_back(n % 2 == 0 ? 1 : -1);
    data.train.push_back(n);
  }
  data.coding = TargetCoding::PlusMinus;
  return data;
}

/// The root mean square over units, examples and `networks` draws.
std::vector<WideLayer> measured(Session session, const Dataset& data, int networks) {
  std::vector<WideLayer> squares(session.network.layers.size());
  for (int draw = 1; draw <= networks; ++draw) {
    session.initialization.seed = static_cast<std::uint64_t>(draw);
    const Parameters start = startOf(session);
    const std::vector<LayerStatistics> layers = measureLayers(start, session.loss, data, data.train);
    for (std::size_t k = 0; k < layers.size(); ++k) {
      squares[k].z += layers[k].z.rms * layers[k].z.rms / networks;
      squares[k].delta += layers[k].delta.rms * layers[k].delta.rms / networks;
    }
  }
  for (WideLayer& layer : squares) layer = {std::sqrt(layer.z), std::sqrt(layer.delta)};
  return squares;
}

double deltaRatio(const std::vector<WideLayer>& layers) { return layers[0].delta / layers[kHidden - 1].delta; }

bool isWithin(double value, double expected, double factor) {
  return value < expected * factor && value > expected / factor;
}

std::vector<WideLayer> predicted(const Session& session, const Dataset& data) {
  const WideNetwork network = predictWideNetwork(session, data);
  if (network.gap != Gap::None) qFatal("nothing is predicted");
  return network.layers;
}

void addPublishedRows() {
  QTest::addColumn<Activation>("activation");
  QTest::addColumn<Scheme>("scheme");
  QTest::addColumn<double>("ratio");
  QTest::newRow("tanh, Glorot") << Activation::Tanh << Scheme::GlorotUniform << 0.281;
  QTest::newRow("tanh, standard") << Activation::Tanh << Scheme::Standard << 0.0053;
  QTest::newRow("ReLU, He") << Activation::Relu << Scheme::HeNormal << 1.0;
  QTest::newRow("logistic, Glorot") << Activation::Sigmoid << Scheme::GlorotNormal << 2.03e-6;
}

}  // namespace

Q_DECLARE_METATYPE(backscope::InitializationScheme)
Q_DECLARE_METATYPE(backscope::Session)

class TestWideNetwork : public QObject {
  Q_OBJECT

 private slots:
  /// With inputs whose ‖x‖² is their number, so that v^(1) is s² exactly: the recursion's own numbers, which an
  /// independent program found by a fine sum.
  void theRatioOfTheDeltasIsThePublishedOne_data() { addPublishedRows(); }
  void theRatioOfTheDeltasIsThePublishedOne() {
    QFETCH(Activation, activation);
    QFETCH(Scheme, scheme);
    QFETCH(double, ratio);
    Dataset data = wideData();
    for (double& x : data.x) x = x < 0 ? -1 : 1;
    const double found = deltaRatio(predicted(wide(activation, scheme), data));
    QVERIFY2(std::abs(found / ratio - 1) < 0.005, qPrintable(QString::number(found)));
  }

  void rmsOfEveryLayerIsTheRecursionsOwn() {
    Dataset data = wideData();
    for (double& x : data.x) x = x < 0 ? -1 : 1;
    const double expected[] = {0.6279, 0.4863, 0.4082, 0.3576, 0.3216, 0.2944, 0.2729, 0.2554, 0.2409, 0.2285};
    const std::vector<WideLayer> tanh = predicted(wide(Activation::Tanh, Scheme::GlorotUniform), data);
    for (std::size_t k = 0; k < std::size(expected); ++k) QVERIFY(std::abs(tanh[k].z - expected[k]) < 1e-4);
    const std::vector<WideLayer> relu = predicted(wide(Activation::Relu, Scheme::HeNormal), data);
    for (std::size_t k = 0; k < kHidden; ++k) QVERIFY(std::abs(relu[k].z - 1) < 1e-6);
  }

  void twentyNetworksAgree_data() { addPublishedRows(); }
  void twentyNetworksAgree() {
    QFETCH(Activation, activation);
    QFETCH(Scheme, scheme);
    const Dataset data = wideData();
    const Session session = wide(activation, scheme);
    const std::vector<WideLayer> theory = predicted(session, data);
    const std::vector<WideLayer> found = measured(session, data, kNetworks);
    for (std::size_t k = 0; k < kHidden; ++k)
      QVERIFY2(std::abs(found[k].z / theory[k].z - 1) < 0.15,
               qPrintable(QStringLiteral("layer %1: %2, %3").arg(k + 1).arg(found[k].z).arg(theory[k].z)));
    QVERIFY2(isWithin(deltaRatio(found), deltaRatio(theory), 1.25),
             qPrintable(QStringLiteral("%1, %2").arg(deltaRatio(found)).arg(deltaRatio(theory))));
  }

  /// Biases, a layer of its own, other activations, losses and outputs: the mean over many small networks.
  void everythingElseOfASessionCounts_data() {
    QTest::addColumn<Session>("session");
    Session session = test::sampleSession(test::sampleLayers(2, 64, Activation::Tanh));
    session.initialization.bias = 0.8;
    QTest::newRow("bias") << session;
    session.initialization = {.scheme = Scheme::LecunNormal, .scale = 1.2, .drawsBias = true};
    QTest::newRow("drawn biases") << session;
    session.initialization = {.bias = 0.8};
    session.initialization.layers = {{}, {.scheme = Scheme::Normal, .scale = 0.5}};
    QTest::newRow("a layer of its own") << session;
    session.initialization = {.scheme = Scheme::Orthogonal, .scale = 1.5};
    QTest::newRow("orthogonal") << session;
    session = test::sampleSession(test::sampleLayers(2, 64, Activation::Sine, {1, Activation::Identity}));
    session.initialization.scale = 30;
    QTest::newRow("sine, far out") << session;
    session = test::sampleSession(test::sampleLayers(1, 64, Activation::Gelu, {1, Activation::Sigmoid}));
    QTest::newRow("square loss of a sigmoid") << session;
    session.loss = Loss::CrossEntropy;
    QTest::newRow("cross-entropy") << session;
    session = test::sampleSession(test::sampleLayers(1, 64, Activation::Relu, {3, Activation::Softmax}),
                                  Generator::ThreeClass);
    QTest::newRow("square loss of a softmax") << session;
    session.loss = Loss::CrossEntropy;
    session.initialization.scale = 2;
    QTest::newRow("softmax and cross-entropy") << session;
    session.initialization = {.scheme = Scheme::Zero, .bias = 0.3};
    QTest::newRow("zero") << session;
  }
  void everythingElseOfASessionCounts() {
    QFETCH(Session, session);
    const Dataset data = makeDataset(session);
    const std::vector<WideLayer> theory = predicted(session, data);
    const std::vector<WideLayer> found = measured(session, data, 300);
    for (std::size_t k = 0; k < theory.size(); ++k) {
      const QString numbers = QStringLiteral("layer %1: %2, %3; %4, %5")
                                  .arg(k + 1)
                                  .arg(found[k].z)
                                  .arg(theory[k].z)
                                  .arg(found[k].delta)
                                  .arg(theory[k].delta);
      QVERIFY2(std::abs(found[k].z - theory[k].z) <= 0.07 * theory[k].z, qPrintable(numbers));
      QVERIFY2(std::abs(found[k].delta - theory[k].delta) <= 0.1 * theory[k].delta, qPrintable(numbers));
    }
  }

  void whereNothingIsDrawnThereIsNothingToPredict() {
    Session session = test::sampleSession();
    const Dataset data = makeDataset(session);
    const auto gap = [&data](const Session& of) { return predictWideNetwork(of, data).gap; };
    QCOMPARE(gap(session), Gap::None);
    session.initialization.identical = true;
    QCOMPARE(gap(session), Gap::Identical);
    session.initialization.scheme = Scheme::Zero;
    QCOMPARE(gap(session), Gap::None);
    session.initialization.layers = {{.scheme = Scheme::Constant, .scale = 0.5}};
    QCOMPARE(gap(session), Gap::Constant);
    QVERIFY(predictWideNetwork(session, data).layers.empty());
    session = test::sampleSession();
    session.parameters = startOf(session).theta();
    QCOMPARE(gap(session), Gap::None);
    session.parameters->front() += 1;
    QCOMPARE(gap(session), Gap::Given);
  }

  void numbersBeyondAllMeasureAreNoTrap() {
    Session session = test::sampleSession(test::sampleLayers(16, 8, Activation::Relu, {1, Activation::Identity}));
    session.initialization.scale = 1e6;
    const Dataset data = makeDataset(session);
    QCOMPARE(predicted(session, data).size(), std::size_t{17});
    session.initialization = {.scheme = Scheme::Normal, .scale = 1e-6};
    QVERIFY(predicted(session, data).front().delta > 0);
  }
};

QTEST_GUILESS_MAIN(TestWideNetwork)
#include "tst_wide_network.moc"
