#include <QTest>
#include <algorithm>
#include <cmath>
#include <set>

#include "core/data/dataset_catalog.h"
#include "core/math/random.h"
#include "tests/support/bit_hash.h"

using namespace backscope;

namespace {

Architecture withOutput(int units, Activation activation) { return {2, true, {{units, activation}}}; }

/// An output that fits the generator: 3 units for three classes, else 1.
Architecture fitting(Generator generator) {
  return withOutput(classesOf(generator) == 3 ? 3 : 1, Activation::Identity);
}

bool isDrawn(Generator generator) { return generator != Generator::XorCorners; }
bool hasClasses(Generator generator) { return classesOf(generator) > 0; }

template <class... Conditions>
void addGeneratorRows(Conditions... holds) {
  QTest::addColumn<Generator>("generator");
  for (const Generator generator : kGenerators) {
    if ((holds(generator) && ...)) QTest::newRow(std::string(nameOf(generator)).c_str()) << generator;
  }
}

/// The share of examples whose nearest neighbour is of the same class.
double neighbourAgreement(const Dataset& dataset) {
  int agreeing = 0;
  for (int n = 0; n < dataset.count(); ++n) {
    int nearest = -1;
    double least = 1e9;
    for (int m = 0; m < dataset.count(); ++m) {
      const double distance =
          std::hypot(dataset.inputOf(n)[0] - dataset.inputOf(m)[0], dataset.inputOf(n)[1] - dataset.inputOf(m)[1]);
      if (m == n || distance >= least) continue;
      least = distance;
      nearest = m;
    }
    agreeing += dataset.classOf(n) == dataset.classOf(nearest) ? 1 : 0;
  }
  return static_cast<double>(agreeing) / dataset.count();
}

}  // namespace

Q_DECLARE_METATYPE(backscope::Generator)
Q_DECLARE_METATYPE(backscope::Activation)

class TestDatasetCatalog : public QObject {
  Q_OBJECT

 private slots:
  void namesAreThoseOfSessionFiles() {
    const char* const expected[] = {"xor-corners", "xor",          "circle", "moons",       "spirals", "gaussians",
                                    "rings",       "checkerboard", "linear", "three-class", "plane",   "ripple"};
    QCOMPARE(std::size(expected), kGenerators.size());
    for (std::size_t k = 0; k < kGenerators.size(); ++k) {
      QVERIFY(nameOf(kGenerators[k]) == expected[k]);
      QVERIFY(generatorNamed(expected[k]) == kGenerators[k]);
    }
    QVERIFY(!generatorNamed("Xor"));
  }

  void theCornersAreThoseOfTheFormat() {
    const Dataset dataset =
        generate({.generator = Generator::XorCorners, .count = 77, .noise = 1}, withOutput(1, Activation::Identity));
    QCOMPARE(dataset.x, (std::vector<double>{-1, -1, -1, 1, 1, -1, 1, 1}));
    QCOMPARE(dataset.y, (std::vector<double>{-1, 1, 1, -1}));
    QVERIFY(dataset.coding == TargetCoding::PlusMinus);
  }

  void classesAreEncodedForTheOutput_data() {
    QTest::addColumn<Activation>("activation");
    QTest::addColumn<int>("units");
    QTest::addColumn<QList<double>>("expected");
    QTest::newRow("identity") << Activation::Identity << 1 << QList<double>{-1, 1, 1, -1};
    QTest::newRow("tanh") << Activation::Tanh << 1 << QList<double>{-1, 1, 1, -1};
    QTest::newRow("sigmoid") << Activation::Sigmoid << 1 << QList<double>{0, 1, 1, 0};
    QTest::newRow("softmax") << Activation::Softmax << 2 << QList<double>{1, 0, 0, 1, 0, 1, 1, 0};
    QTest::newRow("two tanh units") << Activation::Tanh << 2 << QList<double>{1, -1, -1, 1, -1, 1, 1, -1};
  }
  void classesAreEncodedForTheOutput() {
    QFETCH(Activation, activation);
    QFETCH(int, units);
    QFETCH(QList<double>, expected);
    const Dataset dataset = generate({.generator = Generator::XorCorners}, withOutput(units, activation));
    QCOMPARE(QList<double>(dataset.y.begin(), dataset.y.end()), expected);
    QVERIFY(codingOf(dataset.y, dataset.outputs, false) == dataset.coding);
  }

  void outputsFitTheNumberOfClasses() {
    QVERIFY(outputsFit(Generator::Xor, {1, Activation::Tanh}));
    QVERIFY(outputsFit(Generator::Xor, {2, Activation::Softmax}));
    QVERIFY(!outputsFit(Generator::Xor, {1, Activation::Softmax}));
    QVERIFY(!outputsFit(Generator::Xor, {3, Activation::Tanh}));
    QVERIFY(outputsFit(Generator::ThreeClass, {3, Activation::Softmax}));
    QVERIFY(!outputsFit(Generator::ThreeClass, {1, Activation::Tanh}));
    QVERIFY(outputsFit(Generator::Plane, {1, Activation::Identity}));
    QVERIFY(!outputsFit(Generator::Ripple, {2, Activation::Identity}));
    QVERIFY(!outputsFit(Generator::Ripple, {1, Activation::Softmax}));
  }

  void setsHaveTheirSizeAndLieInThePlane_data() { addGeneratorRows(); }
  void setsHaveTheirSizeAndLieInThePlane() {
    QFETCH(Generator, generator);
    const Dataset dataset = generate({.generator = generator, .count = 601, .noise = 0.1}, fitting(generator));
    QCOMPARE(dataset.count(), generator == Generator::XorCorners ? 4 : 601);
    QCOMPARE(dataset.y.size(), static_cast<std::size_t>(dataset.count() * dataset.outputs));
    QVERIFY(dataset.train.empty() && dataset.test.empty());
    for (const double x : dataset.x) QVERIFY(std::fabs(x) < 6.2);
    QCOMPARE(dataset.classes(), classesOf(generator));
  }

  void classesAreBalanced_data() { addGeneratorRows(hasClasses); }
  void classesAreBalanced() {
    QFETCH(Generator, generator);
    const Dataset dataset = generate({.generator = generator, .count = 601}, fitting(generator));
    std::vector<int> counts(static_cast<std::size_t>(dataset.classes()));
    for (int n = 0; n < dataset.count(); ++n) ++counts[static_cast<std::size_t>(dataset.classOf(n))];
    const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
    QVERIFY(*most - *least <= 1);
  }

  /// What can be learned at all: a point's nearest neighbour is of its class.
  void classesCanBeToldApart_data() { addGeneratorRows(hasClasses, isDrawn); }
  void classesCanBeToldApart() {
    QFETCH(Generator, generator);
    const Dataset dataset = generate({.generator = generator, .count = 600, .noise = 0.02}, fitting(generator));
    QVERIFY2(neighbourAgreement(dataset) > 0.97, qPrintable(QString::number(neighbourAgreement(dataset))));
  }

  void xorIsPlusWhereTheSignsAgree() {
    const Dataset dataset = generate({.generator = Generator::Xor, .count = 400, .noise = 0}, fitting(Generator::Xor));
    std::set<std::pair<bool, bool>> quadrants;
    for (int n = 0; n < dataset.count(); ++n) {
      const auto x = dataset.inputOf(n);
      QCOMPARE(dataset.targetOf(n)[0], (x[0] > 0) == (x[1] > 0) ? 1.0 : -1.0);
      for (const double coordinate : x) QVERIFY(std::fabs(coordinate) > 0.3 && std::fabs(coordinate) < 5);
      quadrants.insert({x[0] > 0, x[1] > 0});
    }
    QCOMPARE(quadrants.size(), std::size_t{4});
  }

  void circleIsADiscInARing() {
    const Dataset dataset = generate({.generator = Generator::Circle, .noise = 0}, fitting(Generator::Circle));
    for (int n = 0; n < dataset.count(); ++n) {
      const double r = std::hypot(dataset.inputOf(n)[0], dataset.inputOf(n)[1]);
      QVERIFY(dataset.classOf(n) == 1 ? r < 2.25 : (r > 3.5 && r < 5));
    }
  }

  void regressionsGiveTheirFormula() {
    for (const Generator generator : {Generator::Plane, Generator::Ripple}) {
      const Dataset dataset = generate({.generator = generator, .noise = 0}, fitting(generator));
      QVERIFY(dataset.coding == TargetCoding::Real);
      for (int n = 0; n < dataset.count(); ++n) {
        const auto x = dataset.inputOf(n);
        const double r = std::hypot(x[0], x[1]);
        const double y = generator == Generator::Plane ? (x[0] + x[1]) / 10 : std::cos(2 * M_PI * r / 5);
        QVERIFY(std::fabs(dataset.targetOf(n)[0] - y) < 1e-14);
      }
    }
  }

  /// The deviation is 2.5 times the setting on a coordinate, 0.5 times on a regression's target.
  void noiseMovesTheSamePointsByItsDeviation_data() { addGeneratorRows(isDrawn); }
  void noiseMovesTheSamePointsByItsDeviation() {
    QFETCH(Generator, generator);
    const Dataset clean = generate({.generator = generator, .count = 4000, .noise = 0}, fitting(generator));
    const Dataset noisy = generate({.generator = generator, .count = 4000, .noise = 0.2}, fitting(generator));
    const bool regression = classesOf(generator) == 0;
    if (regression) QCOMPARE(noisy.x, clean.x);
    if (!regression) QCOMPARE(noisy.y, clean.y);
    const std::vector<double>& from = regression ? clean.y : clean.x;
    const std::vector<double>& to = regression ? noisy.y : noisy.x;
    double squares = 0;
    for (std::size_t k = 0; k < from.size(); ++k) squares += (to[k] - from[k]) * (to[k] - from[k]);
    const double deviation = std::sqrt(squares / static_cast<double>(from.size()));
    QVERIFY2(std::fabs(deviation / (regression ? 0.1 : 0.5) - 1) < 0.06, qPrintable(QString::number(deviation)));
  }

  void seedsDiffer_data() { addGeneratorRows(isDrawn); }
  void seedsDiffer() {
    QFETCH(Generator, generator);
    const Dataset one = generate({.generator = generator, .seed = 1}, fitting(generator));
    const Dataset two = generate({.generator = generator, .seed = 2}, fitting(generator));
    const Dataset again = generate({.generator = generator, .seed = 1}, fitting(generator));
    QVERIFY(one.x != two.x);
    QVERIFY(one.x == again.x && one.y == again.y);
  }

  void aSplitTakesEveryExampleOnce_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("fraction");
    QTest::addColumn<int>("tests");
    QTest::newRow("none") << 400 << 0.0 << 0;
    QTest::newRow("a third, rounded down") << 400 << 0.3333 << 133;
    QTest::newRow("a third, rounded up") << 400 << 0.334 << 134;
    QTest::newRow("all but one at most") << 10 << 1.0 << 9;
    QTest::newRow("a single example stays") << 1 << 0.9 << 0;
  }
  void aSplitTakesEveryExampleOnce() {
    QFETCH(int, count);
    QFETCH(double, fraction);
    QFETCH(int, tests);
    Dataset dataset = generate({.generator = Generator::Xor, .count = count}, fitting(Generator::Xor));
    split(dataset, fraction, 1);
    QCOMPARE(static_cast<int>(dataset.test.size()), tests);
    QVERIFY(std::is_sorted(dataset.train.begin(), dataset.train.end()));
    QVERIFY(std::is_sorted(dataset.test.begin(), dataset.test.end()));
    std::set<int> all(dataset.train.begin(), dataset.train.end());
    all.insert(dataset.test.begin(), dataset.test.end());
    QCOMPARE(static_cast<int>(all.size()), count);
    QCOMPARE(*all.begin(), 0);
    QCOMPARE(*all.rbegin(), count - 1);
    QCOMPARE(dataset.train.size() + dataset.test.size(), static_cast<std::size_t>(count));
  }

  void theSplitDependsOnItsOwnSeedOnly() {
    Dataset one = generate({.generator = Generator::Xor, .seed = 1}, fitting(Generator::Xor));
    Dataset other = generate({.generator = Generator::Xor, .seed = 2}, fitting(Generator::Xor));
    split(one, 0.3, 5);
    split(other, 0.3, 5);
    QCOMPARE(one.test, other.test);
    split(other, 0.3, 6);
    QVERIFY(one.test != other.test);
    split(one, 1.0 / 400, 5);
    QCOMPARE(one.test, std::vector<int>{static_cast<int>(Random(5, RandomStream::Split).below(400))});
  }

  /// So that every compiler, instruction set and optimization level trains on the same points.
  void everyBuildDrawsTheSameBits() {
    std::uint64_t hash = bitHash({});
    for (const Generator generator : kGenerators) {
      const Dataset dataset =
          generate({.generator = generator, .count = 500, .noise = 0.1, .seed = 3}, fitting(generator));
      hash = bitHash(dataset.y, bitHash(dataset.x, hash));
    }
    QCOMPARE(hash, std::uint64_t{0xb6123dafee35f681});
  }
};

QTEST_GUILESS_MAIN(TestDatasetCatalog)
#include "tst_dataset_catalog.moc"
