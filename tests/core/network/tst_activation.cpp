#include <QTest>
#include <bit>
#include <cmath>
#include <limits>

#include "core/network/activation.h"
#include "core/network/activation_functions.h"
#include "tests/support/reference_table.h"

using namespace backscope;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<Activation> elementwise() {
  std::vector<Activation> found;
  for (const Activation activation : kActivations) {
    if (isElementwise(activation)) found.push_back(activation);
  }
  return found;
}

void addActivationRows() {
  QTest::addColumn<Activation>("activation");
  for (const Activation activation : elementwise())
    QTest::newRow(std::string(nameOf(activation)).c_str()) << activation;
}

bool sameBits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

/// A few units in the last place, and where h or h′ has a zero of its own as much of 1.
double toleranceFor(double exact, double a) { return 2e-15 * std::fabs(exact) + (std::fabs(a) < 3 ? 4e-16 : 2e-323); }

}  // namespace

Q_DECLARE_METATYPE(backscope::Activation)

class TestActivation : public QObject {
  Q_OBJECT

 private slots:
  void namesAreThoseOfSessionFiles() {
    const char* const expected[] = {"identity", "tanh", "sigmoid", "relu", "leaky-relu", "softplus",
                                    "elu",      "silu", "gelu",    "sine", "softmax"};
    QCOMPARE(std::size(expected), kActivations.size());
    for (std::size_t k = 0; k < kActivations.size(); ++k) {
      QVERIFY(nameOf(kActivations[k]) == expected[k]);
      QVERIFY(activationNamed(expected[k]) == kActivations[k]);
    }
    QVERIFY(!activationNamed("Tanh"));
    QVERIFY(!activationNamed(""));
  }

  /// mpmath with 400 digits, from the definitions: tests/support/make_reference.py.
  void valuesAndSlopesAgreeWithManyDigits_data() { addActivationRows(); }
  void valuesAndSlopesAgreeWithManyDigits() {
    QFETCH(Activation, activation);
    int points = 0;
    for (const reference::Row& row : m_table) {
      if (row.name != nameOf(activation)) continue;
      ++points;
      const double z = activate(activation, row.at);
      const double slope = slopeAt(activation, row.at);
      const double exactZ = row.values.at(0).nearest;
      const double exactSlope = row.values.at(1).nearest;
      QVERIFY2(std::fabs(z - exactZ) <= toleranceFor(exactZ, row.at),
               qPrintable(QStringLiteral("h(%1) = %2").arg(row.at).arg(z, 0, 'g', 17)));
      QVERIFY2(std::fabs(slope - exactSlope) <= toleranceFor(exactSlope, row.at),
               qPrintable(QStringLiteral("h'(%1) = %2").arg(row.at).arg(slope, 0, 'g', 17)));
    }
    QVERIFY(points > 80);
  }

  void slopesAgreeWithSymmetricDifferences_data() { addActivationRows(); }
  void slopesAgreeWithSymmetricDifferences() {
    QFETCH(Activation, activation);
    for (int n = -400; n < 400; ++n) {
      const double a = 0.0137 * (n + 0.5);  // never within a step of 0, where relu and elu have a corner
      const double step = 1e-5;
      const double difference = (activate(activation, a + step) - activate(activation, a - step)) / (2 * step);
      QVERIFY2(std::fabs(difference - slopeAt(activation, a)) < 1e-9, qPrintable(QString::number(a)));
    }
  }

  void packsGiveTheScalarBits_data() { addActivationRows(); }
  void packsGiveTheScalarBits() {
    QFETCH(Activation, activation);
    for (int n = -3000; n <= 3000; ++n) {
      const double a = n % 2 == 0 ? n * 0.00371 : n * 0.731;
      Pack packed = broadcast<Pack>(a);
      packed[0] = -0.3 * a;
      Pack z;
      Pack slope;
      Pack alone;
      withActivation(activation, [&](auto h) {
        h.valueAndSlope(packed, z, slope);
        alone = h.value(packed);
      });
      for (const int lane : {0, kPackWidth - 1}) {
        QVERIFY(sameBits(z[lane], activate(activation, packed[lane])));
        QVERIFY(sameBits(alone[lane], z[lane]));
        QVERIFY(sameBits(slope[lane], slopeAt(activation, packed[lane])));
      }
    }
  }

  void nanGivesNan_data() { addActivationRows(); }
  void nanGivesNan() {
    QFETCH(Activation, activation);
    QVERIFY(std::isnan(activate(activation, kNaN)));
    double z = 0;
    double slope = 0;
    withActivation(activation, [&](auto h) { h.valueAndSlope(kNaN, z, slope); });
    QVERIFY(std::isnan(z));
  }

  void infinityGivesTheLimits_data() {
    QTest::addColumn<Activation>("activation");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("lowSlope");
    QTest::addColumn<double>("highSlope");
    QTest::newRow("identity") << Activation::Identity << -kInfinity << kInfinity << 1.0 << 1.0;
    QTest::newRow("tanh") << Activation::Tanh << -1.0 << 1.0 << 0.0 << 0.0;
    QTest::newRow("sigmoid") << Activation::Sigmoid << 0.0 << 1.0 << 0.0 << 0.0;
    QTest::newRow("relu") << Activation::Relu << 0.0 << kInfinity << 0.0 << 1.0;
    QTest::newRow("leaky-relu") << Activation::LeakyRelu << -kInfinity << kInfinity << 0.01 << 1.0;
    QTest::newRow("softplus") << Activation::Softplus << 0.0 << kInfinity << 0.0 << 1.0;
    QTest::newRow("elu") << Activation::Elu << -1.0 << kInfinity << 0.0 << 1.0;
    QTest::newRow("silu") << Activation::Silu << 0.0 << kInfinity << 0.0 << 1.0;
    QTest::newRow("gelu") << Activation::Gelu << 0.0 << kInfinity << 0.0 << 1.0;
  }
  void infinityGivesTheLimits() {
    QFETCH(Activation, activation);
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(double, lowSlope);
    QFETCH(double, highSlope);
    for (const double far : {kInfinity, std::numeric_limits<double>::max()}) {
      const double scale = std::isinf(far) ? kInfinity : far;
      const auto at = [scale](double limit) { return std::isinf(limit) ? std::copysign(scale, limit) : limit; };
      const double leak = activation == Activation::LeakyRelu && !std::isinf(far) ? 0.01 : 1.0;
      QVERIFY(activate(activation, -far) == leak * at(low));
      QVERIFY(activate(activation, far) == at(high));
      QCOMPARE(slopeAt(activation, -far), lowSlope);
      QCOMPARE(slopeAt(activation, far), highSlope);
    }
  }

  void cornersTakeTheSlopeOfTheNegativeSide() {
    QCOMPARE(slopeAt(Activation::Relu, 0.0), 0.0);
    QCOMPARE(slopeAt(Activation::Relu, -0.0), 0.0);
    QCOMPARE(slopeAt(Activation::LeakyRelu, 0.0), 0.01);
    QCOMPARE(slopeAt(Activation::LeakyRelu, -0.0), 0.01);
    QCOMPARE(slopeAt(Activation::Elu, 0.0), 1.0);
    QCOMPARE(slopeAt(Activation::Relu, 5e-324), 1.0);
  }

  /// No slope on a fine grid is larger, and one comes within the grid's reach of it.
  void largestSlopeIsTheSupremum_data() { addActivationRows(); }
  void largestSlopeIsTheSupremum() {
    QFETCH(Activation, activation);
    double found = 0;
    for (int n = -80000; n <= 80000; ++n) found = std::max(found, std::fabs(slopeAt(activation, n * 0.0005)));
    const double largest = largestSlope(activation);
    QVERIFY2(found <= largest * (1 + 5e-16), qPrintable(QString::number(found, 'g', 17)));
    QVERIFY2(found >= largest * (1 - 1e-7), qPrintable(QString::number(found, 'g', 17)));
  }

  void largestSlopesHaveAllDigits() {
    QCOMPARE(slopeAt(Activation::Silu, 2.3993572805154677), largestSlope(Activation::Silu));
    QCOMPARE(slopeAt(Activation::Gelu, std::sqrt(2.0)), largestSlope(Activation::Gelu));
    QCOMPARE(largestSlope(Activation::Softmax), 0.25);  // ŷ (1 − ŷ) at ŷ = ½
    QCOMPARE(largestSlope(Activation::Silu), 1.0998393201288669);
    QCOMPARE(largestSlope(Activation::Gelu), 1.1289041451851547);
  }

 private:
  const std::vector<reference::Row> m_table = reference::readTable(BACKSCOPE_TEST_DATA "/activation_reference.txt");
};

QTEST_GUILESS_MAIN(TestActivation)
#include "tst_activation.moc"
