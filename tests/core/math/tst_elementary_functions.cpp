#include <QTest>
#include <bit>
#include <limits>

#include "core/math/elementary_functions.h"
#include "tests/support/bit_hash.h"
#include "tests/support/reference_table.h"

using namespace backscope;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Both results of a function that gives a value and its slope.
template <class T, class F>
T slopeOf(F f, T x) {
  T value;
  T slope;
  f(x, value, slope);
  return slope;
}

/// One function as double → double and as Pack → Pack, with the error that it may have in units of the last place. A
/// slope may have more, because it divides by a square.
struct Function {
  const char* name;
  double (*ofDouble)(double);
  Pack (*ofPack)(Pack);
  double limit;
};

#define BOTH(name, expression, limit)                                                                     \
  Function {                                                                                              \
    name, [](double x) -> double { return expression; }, [](Pack x) -> Pack { return expression; }, limit \
  }

const Function kFunctions[] = {
    BOTH("exp", elementary::exp(x), 1.0),
    BOTH("expm1", elementary::expm1(x), 2.5),
    BOTH("tanh", elementary::tanh(x), 3.0),
    BOTH("tanhSlope", slopeOf([](auto a, auto& z, auto& h) { elementary::tanhWithSlope(a, z, h); }, x), 5.0),
    BOTH("logistic", elementary::logistic(x), 3.0),
    BOTH("logisticSlope", slopeOf([](auto a, auto& z, auto& h) { elementary::logisticWithSlope(a, z, h); }, x), 5.0),
    BOTH("log", elementary::log(x), 1.0),
    BOTH("log1p", elementary::log1p(x), 1.0),
    BOTH("sin", elementary::sin(x), 1.1),
    BOTH("cos", elementary::cos(x), 1.1),
    BOTH("normalCdf", elementary::normalCdf(x), 7.0),
    BOTH("normalDensity", elementary::normalDensity(x), 2.5),
};
#undef BOTH

const Function& functionNamed(const QString& name) {
  for (const Function& function : kFunctions) {
    if (name == QLatin1String(function.name)) return function;
  }
  throw std::runtime_error("no such function");
}

void addFunctionRows() {
  QTest::addColumn<QString>("name");
  for (const Function& function : kFunctions) QTest::newRow(function.name) << QString::fromLatin1(function.name);
}

Pack packOf(double first, double others) {
  Pack pack = broadcast<Pack>(others);
  pack[0] = first;
  return pack;
}

bool sameBits(double a, double b) {
  return (a != a && b != b) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// Numbers of every size, from one step of a hash to the next.
double someNumber(int n) {
  const std::uint64_t mixed = static_cast<std::uint64_t>(n) * 0x9e3779b97f4a7c15;
  const double fraction = static_cast<double>(mixed >> 12) * 0x1p-51 - 1.0;
  switch (n % 4) {
    case 0:
      return fraction;
    case 1:
      return 20.0 * fraction;
    case 2:
      return 800.0 * fraction;
    default:
      return std::bit_cast<double>(mixed);
  }
}

}  // namespace

class TestElementaryFunctions : public QObject {
  Q_OBJECT

 private slots:
  void errorsStayWithinTheirLimits_data() { addFunctionRows(); }
  void errorsStayWithinTheirLimits() {
    QFETCH(QString, name);
    const Function& function = functionNamed(name);
    int points = 0;
    double worst = 0;
    double worstAt = 0;
    for (const reference::Row& row : m_table) {
      if (row.name != name.toStdString()) continue;
      ++points;
      const double error = reference::errorInUnits(function.ofDouble(row.at), row.values.at(0));
      if (error <= worst) continue;
      worst = error;
      worstAt = row.at;
    }
    QVERIFY2(points > 200, "the table has too few points");
    const QString message = QStringLiteral("%1 units at %2").arg(worst).arg(worstAt, 0, 'g', 17);
    QVERIFY2(worst <= function.limit, qPrintable(message));
    qInfo("%s: at most %s", function.name, qPrintable(message));
  }

  void packLanesEqualTheScalarBits_data() { addFunctionRows(); }
  void packLanesEqualTheScalarBits() {
    QFETCH(QString, name);
    const Function& function = functionNamed(name);
    for (int n = 0; n < 20000; ++n) {
      const double x = someNumber(n);
      const double other = someNumber(n + 1);
      const Pack result = function.ofPack(packOf(x, other));
      QVERIFY2(sameBits(result[0], function.ofDouble(x)), qPrintable(QString::number(x, 'g', 17)));
      QVERIFY2(sameBits(result[kPackWidth - 1], function.ofDouble(other)), qPrintable(QString::number(other, 'g', 17)));
    }
  }

  void nanStaysNan_data() { addFunctionRows(); }
  void nanStaysNan() {
    QFETCH(QString, name);
    const Function& function = functionNamed(name);
    QVERIFY(std::isnan(function.ofDouble(kNaN)));
    QVERIFY(std::isnan(function.ofDouble(-kNaN)));
    QVERIFY(std::isnan(function.ofDouble(std::bit_cast<double>(std::uint64_t{0x7fffffffffffffff}))));
    const Pack mixed = function.ofPack(packOf(kNaN, 0.5));
    QVERIFY(std::isnan(mixed[0]));
    QCOMPARE(mixed[kPackWidth - 1], function.ofDouble(0.5));
  }

  void limitsAreExact_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("expected");
    const auto add = [](const char* name, double x, double expected) {
      QTest::addRow("%s(%g)", name, x) << QString::fromLatin1(name) << x << expected;
    };
    add("exp", kInfinity, kInfinity);
    add("exp", -kInfinity, 0);
    add("exp", 709.782712893385, kInfinity);
    add("exp", -746, 0);
    add("exp", 0, 1);
    add("expm1", kInfinity, kInfinity);
    add("expm1", -kInfinity, -1);
    add("expm1", -0.0, -0.0);
    add("tanh", kInfinity, 1);
    add("tanh", -kInfinity, -1);
    add("tanh", -0.0, -0.0);
    add("tanhSlope", 0, 1);
    add("tanhSlope", kInfinity, 0);
    add("tanhSlope", -1e5, 0);
    add("logistic", kInfinity, 1);
    add("logistic", -kInfinity, 0);
    add("logistic", 0, 0.5);
    add("logisticSlope", 0, 0.25);
    add("logisticSlope", -kInfinity, 0);
    add("log", 0, -kInfinity);
    add("log", -0.0, -kInfinity);
    add("log", 1, 0);
    add("log", kInfinity, kInfinity);
    add("log", -1, kNaN);
    add("log1p", -1, -kInfinity);
    add("log1p", kInfinity, kInfinity);
    add("log1p", -1.5, kNaN);
    add("sin", -0.0, -0.0);
    add("sin", kInfinity, kNaN);
    add("cos", 0, 1);
    add("cos", -kInfinity, kNaN);
    add("normalCdf", -kInfinity, 0);
    add("normalCdf", kInfinity, 1);
    add("normalDensity", -kInfinity, 0);
  }
  void limitsAreExact() {
    QFETCH(QString, name);
    QFETCH(double, x);
    QFETCH(double, expected);
    const double value = functionNamed(name).ofDouble(x);
    QVERIFY2(sameBits(value, expected), qPrintable(QString::number(value, 'g', 17)));
  }

  void valuesWithAndWithoutSlopeAreTheSameBits() {
    for (int n = 0; n < 20000; ++n) {
      const double x = someNumber(n);
      double value = 0;
      double slope = 0;
      elementary::tanhWithSlope(x, value, slope);
      QVERIFY(sameBits(value, elementary::tanh(x)));
      elementary::logisticWithSlope(x, value, slope);
      QVERIFY(sameBits(value, elementary::logistic(x)));
      elementary::normalCdfWithDensity(x, value, slope);
      QVERIFY(sameBits(value, elementary::normalCdf(x)));
      QVERIFY(sameBits(slope, elementary::normalDensity(x)));
    }
  }

  /// Where 1 − tanh² in doubles is 0 or has lost its digits.
  void slopesKeepTheirDigitsInSaturation() {
    double value = 0;
    double slope = 0;
    elementary::tanhWithSlope(20.0, value, slope);
    QCOMPARE(value, 1.0);
    QVERIFY(std::fabs(slope / 1.6993417021166356e-17 - 1) < 1e-15);  // sech² 20, mpmath
    elementary::logisticWithSlope(40.0, value, slope);
    QCOMPARE(value, 1.0);
    QVERIFY(std::fabs(slope / 4.2483542552915889e-18 - 1) < 1e-15);  // mpmath
  }

  void tanhAndSineAreExactlyOdd() {
    for (int n = 0; n < 20000; ++n) {
      const double x = someNumber(n);
      QVERIFY(sameBits(elementary::tanh(-x), -elementary::tanh(x)));
      QVERIFY(sameBits(elementary::sin(-x), -elementary::sin(x)));
    }
  }

  void expm1OfNegativeAgreesWithExpm1AndExp() {
    for (int n = 0; n < 20000; ++n) {
      const double x = -std::fabs(someNumber(n));
      if (x != x) continue;
      double value = 0;
      double slope = 0;
      elementary::expm1WithSlopeOfNegative(x, value, slope);
      QVERIFY(std::fabs(value - elementary::expm1(x)) <= 4 * reference::unitOf(value));
      QVERIFY(std::fabs(slope - elementary::exp(x)) <= 2 * reference::unitOf(slope));
    }
  }

  void normalQuantileIsAccurate() {
    int points = 0;
    for (const reference::Row& row : m_table) {
      if (row.name != "normalQuantile") continue;
      ++points;
      const double error = std::fabs(elementary::normalQuantile(row.at) - row.values.at(0).nearest);
      QVERIFY2(error <= 2e-15 * std::fabs(row.values.at(0).nearest) + 1e-16,
               qPrintable(QString::number(row.at, 'g', 17)));
    }
    QVERIFY(points > 200);
    QCOMPARE(elementary::normalQuantile(0.5), 0.0);
    QCOMPARE(elementary::normalQuantile(0.0), -kInfinity);
    QCOMPARE(elementary::normalQuantile(1.0), kInfinity);
    QVERIFY(std::isnan(elementary::normalQuantile(-0.1)));
    QVERIFY(std::isnan(elementary::normalQuantile(1.1)));
  }

  /// The same constants for GCC and Clang at every optimization level.
  void everyBuildGivesTheSameBits() {
    std::uint64_t hash = bitHash({});
    for (const Function& function : kFunctions) {
      for (int n = 0; n < 5000; ++n) {
        const double value = function.ofDouble(someNumber(n));
        if (value == value) hash = bitHash(std::span(&value, 1), hash);
      }
    }
    for (int n = 1; n < 5000; ++n) {
      const double value = elementary::normalQuantile(n / 5000.0);
      hash = bitHash(std::span(&value, 1), hash);
    }
    QCOMPARE(hash, std::uint64_t{0x6d77111ab846aa54});
  }

 private:
  const std::vector<reference::Row> m_table = reference::readTable(BACKSCOPE_TEST_DATA "/elementary_reference.txt");
};

QTEST_GUILESS_MAIN(TestElementaryFunctions)
#include "tst_elementary_functions.moc"
