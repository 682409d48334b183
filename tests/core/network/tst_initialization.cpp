#include <QTest>
#include <algorithm>
#include <cmath>

#include "core/math/normal_quantile.h"
#include "core/math/random.h"
#include "core/network/initialization.h"
#include "tests/support/bit_hash.h"

using namespace backscope;
using Scheme = InitializationScheme;

namespace {

/// d^(0) = 16, d^(1) = 128, d^(2) = 100: enough weights for moments, and every layer has another shape.
Architecture wide() {
  return {16, true, {{128, Activation::Tanh}, {100, Activation::Tanh}, {8, Activation::Identity}}};
}

Architecture small() { return {2, true, {{4, Activation::Tanh}, {3, Activation::Tanh}, {2, Activation::Identity}}}; }

struct Moments {
  double mean = 0;
  double variance = 0;
  double largest = 0;
};

Moments momentsOf(const Eigen::Map<const RowMatrix>& W) {
  Moments moments;
  moments.mean = W.mean();
  moments.variance = (W.array() - moments.mean).square().sum() / static_cast<double>(W.size() - 1);
  moments.largest = W.cwiseAbs().maxCoeff();
  return moments;
}

/// From the papers that initialization.h names, written down again: variance of a weight, and whether it is drawn
/// uniformly.
struct Expected {
  bool uniform;
  double (*variance)(double in, double out);
};

Expected expectedFor(Scheme scheme) {
  switch (scheme) {
    case Scheme::Uniform:
      return {true, [](double, double) { return 1.0 / 3; }};
    case Scheme::GlorotUniform:
      return {true, [](double in, double out) { return 2 / (in + out); }};
    case Scheme::GlorotNormal:
      return {false, [](double in, double out) { return 2 / (in + out); }};
    case Scheme::HeUniform:
      return {true, [](double in, double) { return 2 / in; }};
    case Scheme::HeNormal:
      return {false, [](double in, double) { return 2 / in; }};
    case Scheme::LecunNormal:
      return {false, [](double in, double) { return 1 / in; }};
    case Scheme::Standard:
      return {true, [](double in, double) { return 1 / (3 * in); }};
    default:
      return {false, [](double, double) { return 1.0; }};
  }
}

void addRandomSchemeRows() {
  QTest::addColumn<Scheme>("scheme");
  for (const Scheme scheme : {Scheme::Uniform, Scheme::Normal, Scheme::GlorotUniform, Scheme::GlorotNormal,
                              Scheme::HeUniform, Scheme::HeNormal, Scheme::LecunNormal, Scheme::Standard})
    QTest::newRow(std::string(nameOf(scheme)).c_str()) << scheme;
}

}  // namespace

Q_DECLARE_METATYPE(backscope::InitializationScheme)

class TestInitialization : public QObject {
  Q_OBJECT

 private slots:
  void namesAreThoseOfSessionFiles() {
    const char* const expected[] = {"zero",           "constant",      "uniform",    "normal",
                                    "glorot-uniform", "glorot-normal", "he-uniform", "he-normal",
                                    "lecun-normal",   "orthogonal",    "standard"};
    QCOMPARE(std::size(expected), kInitializationSchemes.size());
    for (std::size_t k = 0; k < kInitializationSchemes.size(); ++k) {
      QVERIFY(nameOf(kInitializationSchemes[k]) == expected[k]);
      QVERIFY(initializationSchemeNamed(expected[k]) == kInitializationSchemes[k]);
    }
    QVERIFY(!initializationSchemeNamed("glorot"));
  }

  void weightsHaveTheSchemesMoments_data() { addRandomSchemeRows(); }
  void weightsHaveTheSchemesMoments() {
    QFETCH(Scheme, scheme);
    const Expected expected = expectedFor(scheme);
    const Parameters parameters = drawParameters(wide(), {.scheme = scheme, .scale = 0.5});
    for (const int l : {1, 2}) {
      const Moments moments = momentsOf(parameters.W(l));
      const double count = static_cast<double>(parameters.W(l).size());
      const double variance = 0.25 * expected.variance(wide().unitsOf(l - 1), wide().unitsOf(l));
      // Five standard errors; the variance's is √((kurtosis − 1) / n), with kurtosis 1.8 (uniform) or 3 (normal).
      QVERIFY(std::fabs(moments.mean) < 5 * std::sqrt(variance / count));
      QVERIFY(std::fabs(moments.variance / variance - 1) < 5 * std::sqrt((expected.uniform ? 0.8 : 2.0) / count));
      const double bound = std::sqrt(3 * variance);
      QCOMPARE(moments.largest < bound, expected.uniform);
      QVERIFY(moments.largest > 0.99 * bound);
    }
  }

  void zeroAndConstantAreWhatTheySay() {
    const Parameters zero = drawParameters(small(), {.scheme = Scheme::Zero, .scale = 3});
    QVERIFY(zero.theta() == std::vector<double>(zero.theta().size(), 0.0));
    const Parameters constant = drawParameters(small(), {.scheme = Scheme::Constant, .scale = -0.7, .bias = 0.2});
    for (int l = 1; l <= 3; ++l) {
      QVERIFY((constant.W(l).array() == -0.7).all());
      QVERIFY((constant.b(l).array() == 0.2).all());
    }
  }

  void everyBiasStartsAtTheSetting() {
    const Parameters parameters = drawParameters(small(), {.bias = -1.5});
    for (int l = 1; l <= 3; ++l) QVERIFY((parameters.b(l).array() == -1.5).all());
  }

  /// W^(1) row by row, then W^(2), …: one uniform number each, whatever the scheme.
  void schemesAreTransformsOfTheSameDraw_data() { addRandomSchemeRows(); }
  void schemesAreTransformsOfTheSameDraw() {
    QFETCH(Scheme, scheme);
    const Expected expected = expectedFor(scheme);
    const Parameters parameters = drawParameters(small(), {.scheme = scheme, .seed = 9});
    Random random(9, RandomStream::Initialization);
    for (int l = 1; l <= 3; ++l) {
      const double deviation = std::sqrt(expected.variance(small().unitsOf(l - 1), small().unitsOf(l)));
      for (const double weight : parameters.W(l).reshaped<Eigen::RowMajor>()) {
        const double u = random.uniform();
        const double standardized = expected.uniform ? std::sqrt(3.0) * (2 * u - 1) : elementary::normalQuantile(u);
        QVERIFY(std::fabs(weight - deviation * standardized) <= 1e-15 * std::fabs(weight));
      }
    }
  }

  void scaleMultipliesTheSameDraw() {
    for (const Scheme scheme : kInitializationSchemes) {
      const Parameters one = drawParameters(small(), {.scheme = scheme, .scale = 1});
      const Parameters two = drawParameters(small(), {.scheme = scheme, .scale = 2});
      for (std::size_t k = 0; k < one.theta().size(); ++k) QCOMPARE(two.theta()[k], 2 * one.theta()[k]);
    }
  }

  void aLayersOwnSchemeAndScaleChangeThatLayerAlone() {
    const Parameters all = drawParameters(small(), {.scheme = Scheme::Normal, .scale = 2});
    const Parameters own =
        drawParameters(small(), {.scheme = Scheme::Normal, .scale = 2, .layers = {{}, {.scale = 0.5}}});
    QVERIFY(own.W(1) == all.W(1));
    QVERIFY(own.W(2) == 0.25 * all.W(2));
    QVERIFY(own.W(3) == all.W(3));
    const Parameters uniform =
        drawParameters(small(), {.scheme = Scheme::Normal, .scale = 2, .layers = {{}, {.scheme = Scheme::Uniform}}});
    QVERIFY(uniform.W(1) == all.W(1));
    QVERIFY(uniform.W(2) == drawParameters(small(), {.scheme = Scheme::Uniform, .scale = 2}).W(2));
    QVERIFY(uniform.W(3) == all.W(3));
  }

  void anotherNumberOfLayersKeepsWhatFits() {
    const LayerInitialization first{.scale = 1};
    const LayerInitialization second{.scale = 2};
    const LayerInitialization output{.scale = 3};
    const auto fitted = [](std::vector<LayerInitialization> layers, std::size_t before, std::size_t after) {
      InitializationSettings settings;
      settings.layers = std::move(layers);
      fitLayers(settings, before, after);
      return settings.layers;
    };
    using Layers = std::vector<LayerInitialization>;
    QVERIFY(fitted({first, second, output}, 3, 4) == (Layers{first, second, {}, output}));
    QVERIFY(fitted({first, second, output}, 3, 2) == (Layers{first, output}));
    QVERIFY(fitted({first, second, output}, 3, 1) == (Layers{output}));
    QVERIFY(fitted({first}, 3, 4) == (Layers{first}));
    QVERIFY(fitted({{}, second}, 3, 2).empty());
    QVERIFY(fitted({}, 3, 2).empty());
  }

  void theVarianceIsThatOfTheDraws_data() {
    addRandomSchemeRows();
    QTest::newRow("orthogonal") << Scheme::Orthogonal;
    QTest::newRow("constant") << Scheme::Constant;
  }
  /// 100,000 weights: 2% is more than four standard errors. Not one of them is beyond a uniform scheme's bound.
  void theVarianceIsThatOfTheDraws() {
    QFETCH(Scheme, scheme);
    const Architecture network{16, false, std::vector<LayerSpec>(8, {128, Activation::Tanh})};
    const Parameters drawn = drawParameters(network, {.scheme = scheme, .seed = 5});
    double squares = 0;
    double sum = 0;
    double largest = 0;
    Eigen::Index count = 0;
    for (int l = 2; l <= 8; ++l) {
      largest = std::max(largest, drawn.W(l).cwiseAbs().maxCoeff());
      squares += drawn.W(l).squaredNorm();
      sum += drawn.W(l).sum();
      count += drawn.W(l).size();
    }
    QVERIFY(count > 100'000);
    const double mean = sum / static_cast<double>(count);
    const double variance = squares / static_cast<double>(count) - mean * mean;
    const double expected = weightVariance(scheme, 128, 128);
    QVERIFY2(std::fabs(variance - expected) <= 0.02 * expected,
             qPrintable(QStringLiteral("%1 instead of %2").arg(variance).arg(expected)));
    if (expectedFor(scheme).uniform) QVERIFY(largest < std::sqrt(3 * expected));
  }

  void biasesTakeNoDraws() {
    Architecture bare = small();
    bare.bias = false;
    const Parameters with = drawParameters(small(), {});
    const Parameters without = drawParameters(bare, {});
    for (int l = 1; l <= 3; ++l) QVERIFY(with.W(l) == without.W(l));
  }

  void drawnBiasesAreDrawnAsTheWeightsOfTheirLayer() {
    const Architecture layers{50, true, {{128, Activation::Tanh}, {128, Activation::Tanh}, {1, Activation::Identity}}};
    for (const Scheme scheme : kInitializationSchemes) {
      const Parameters drawn = drawParameters(layers, {.scheme = scheme, .scale = 3, .drawsBias = true});
      const Parameters plain = drawParameters(layers, {.scheme = scheme, .scale = 3});
      for (int l = 1; l <= 3; ++l) QVERIFY(drawn.W(l) == plain.W(l));
      for (int l = 1; l <= 2; ++l) {
        const double meanSquare = drawn.W(l).squaredNorm() / static_cast<double>(drawn.W(l).size());
        const double found = drawn.b(l).squaredNorm() / 128;
        // Of 128 draws the mean square deviates by an eighth.
        QVERIFY2(std::fabs(found - meanSquare) <= 0.5 * meanSquare, qPrintable(QString::number(found / meanSquare)));
        QCOMPARE(drawn.b(l)[0] == drawn.b(l)[1], !isRandom(scheme));
      }
    }
    const Parameters equal = drawParameters(layers, {.identical = true, .drawsBias = true});
    QVERIFY(equal.b(1)[0] != 0 && equal.b(1)[0] == equal.b(1)[127]);
  }

  void seedsDiffer() {
    QVERIFY(drawParameters(small(), {.seed = 1}).theta() != drawParameters(small(), {.seed = 2}).theta());
  }

  void orthogonalMatricesHaveOrthonormalRowsOrColumns() {
    const Parameters parameters = drawParameters(wide(), {.scheme = Scheme::Orthogonal});
    for (int l = 1; l <= 3; ++l) {
      const RowMatrix W = parameters.W(l);
      const RowMatrix gram = W.rows() <= W.cols() ? RowMatrix(W * W.transpose()) : RowMatrix(W.transpose() * W);
      const double error = (gram - RowMatrix::Identity(gram.rows(), gram.cols())).cwiseAbs().maxCoeff();
      QVERIFY2(error <= 1e-14, qPrintable(QString::number(error)));
    }
  }

  void aScaledOrthogonalMatrixKeepsItsAngles() {
    constexpr double kScale = 2.5;
    const Architecture square{16, false, {{128, Activation::Tanh}, {128, Activation::Identity}}};
    const RowMatrix W = drawParameters(square, {.scheme = Scheme::Orthogonal, .scale = kScale}).W(2);
    const RowMatrix error = W.transpose() * W - kScale * kScale * RowMatrix::Identity(128, 128);
    QVERIFY2(error.norm() < 1e-12, qPrintable(QString::number(error.norm())));
  }

  void orthogonalVectorsKeepTheSideOfTheirDraw() {
    const Architecture square{16, false, {{16, Activation::Identity}}};
    const Parameters drawn = drawParameters(square, {.scheme = Scheme::Normal});
    const Parameters made = drawParameters(square, {.scheme = Scheme::Orthogonal});
    for (Eigen::Index j = 0; j < 16; ++j) QVERIFY(drawn.W(1).row(j).dot(made.W(1).row(j)) > 0);
    const RowMatrix first = drawn.W(1).row(0).normalized();
    QVERIFY((made.W(1).row(0) - first).cwiseAbs().maxCoeff() < 1e-15);
  }

  void identicalUnitsShareIncomingAndOutgoingWeights() {
    for (const Scheme scheme : kInitializationSchemes) {
      const Parameters own = drawParameters(small(), {.scheme = scheme});
      const Parameters shared = drawParameters(small(), {.scheme = scheme, .identical = true});
      QVERIFY(shared.W(1).row(0) == own.W(1).row(0));
      for (int l = 1; l <= 3; ++l) {
        for (Eigen::Index j = 0; j < shared.W(l).rows(); ++j) {
          QVERIFY(shared.W(l).row(j) == shared.W(l).row(0));
          for (Eigen::Index i = 1; l > 1 && i < shared.W(l).cols(); ++i) QVERIFY(shared.W(l)(j, i) == own.W(l)(0, 0));
        }
      }
    }
  }

  /// So that every compiler, instruction set and optimization level starts from the same θ.
  void everyBuildDrawsTheSameBits_data() {
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<quint64>("hash");
    QTest::newRow("glorot-uniform") << Scheme::GlorotUniform << quint64{0x4cb6e3e528a54299};
    QTest::newRow("he-normal") << Scheme::HeNormal << quint64{0xa9ac4c8b0b1bc8bf};
    QTest::newRow("orthogonal") << Scheme::Orthogonal << quint64{0xd2a9338c2de6944e};
  }
  void everyBuildDrawsTheSameBits() {
    QFETCH(Scheme, scheme);
    QFETCH(quint64, hash);
    QCOMPARE(quint64{bitHash(drawParameters(wide(), {.scheme = scheme, .seed = 7}).theta())}, hash);
  }
};

QTEST_GUILESS_MAIN(TestInitialization)
#include "tst_initialization.moc"
