#include "core/sweep/axis_values.h"

#include <QTest>
#include <charconv>
#include <cmath>

#include "core/math/random.h"

using namespace backscope;

namespace {

using Values = std::vector<std::string>;

double numberOf(const std::string& text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

class TestAxisValues : public QObject {
  Q_OBJECT

 private slots:
  void aListIsTakenAsItStands() {
    const SweepAxis axis = readAxis("training.optimizer.name=sgd,adam").value();
    QCOMPARE(axis.key, std::string("training.optimizer.name"));
    QCOMPARE(axis.values, (Values{"sgd", "adam"}));
    QCOMPARE(readAxis("a=0.10,1,1e-3").value().values, (Values{"0.10", "1", "1e-3"}));
    QCOMPARE(readAxis("a=-2").value().values, (Values{"-2"}));
  }

  void aRangeHasBothEnds() {
    QCOMPARE(readAxis("a=3..5").value().values, (Values{"3", "4", "5"}));
    QCOMPARE(readAxis("a=7..7").value().values, (Values{"7"}));
    QCOMPARE(readAxis("a=18446744073709551614..18446744073709551615").value().values.back(),
             std::string("18446744073709551615"));
  }

  void distancesAreEqual() {
    QCOMPARE(readAxis("a=lin:0:1:11").value().values,
             (Values{"0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"}));
    QCOMPARE(readAxis("a=lin:1:-1:3").value().values, (Values{"1", "0", "-1"}));
  }

  void ratiosAreEqualAndDecadesAreDecades() {
    QCOMPARE(readAxis("a=log:1e-3:1e2:6").value().values, (Values{"0.001", "0.01", "0.1", "1", "10", "100"}));
    const Values values = readAxis("a=log:0.02:7:30").value().values;
    QCOMPARE(values.size(), std::size_t{30});
    const double ratio = std::pow(7 / 0.02, 1.0 / 29);
    for (std::size_t k = 1; k < values.size(); ++k)
      QVERIFY(std::abs(numberOf(values[k]) / numberOf(values[k - 1]) / ratio - 1) < 1e-11);
    QCOMPARE(ratioValues(0.5, 8, 1), (Values{"0.5"}));
  }

  void whatIsWrongIsNamedByItsKey_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* text, const char* expected) {
      QTest::newRow(text) << QString::fromLatin1(text) << QString::fromUtf8(expected);
    };
    for (const char* text : {"a=", "a=1,", "a=,1", "a=1, 2", "a=\"x\"", "a=1\n2"}) row(text, "values such as");
    for (const char* text : {"a=5..3", "a=..", "a=1..", "a=1..2..3", "a=-1..3", "a=0.5..3", "a=1..1000001"})
      row(text, "FIRST..LAST");
    for (const char* text : {"a=lin:", "a=lin:0:1", "a=lin:0:1:1", "a=lin:0:1:x", "a=lin:0:1:-3", "a=lin:0:inf:3",
                             "a=lin:nan:1:3", "a=lin:0:1:3:4", "a=lin:0:1:1000001", "a=lin:-1e308:1e308:3"})
      row(text, "lin:LOW:HIGH:COUNT");
    for (const char* text : {"a=log:0:1:3", "a=log:-1:1:3", "a=log:1:-1:3", "a=log:1:2"}) row(text, "log:LOW:HIGH");
  }

  void whatIsWrongIsNamedByItsKey() {
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const Result<SweepAxis> read = readAxis(text.toStdString());
    QVERIFY(!read);
    QCOMPARE(read.problem().path, std::string("a"));
    QVERIFY2(QString::fromStdString(read.problem().expected).startsWith(expected), read.problem().expected.c_str());
    QVERIFY(!read.problem().found.empty() || text == QLatin1String("a="));
  }

  void aKeyAndValuesAreWanted() {
    for (const char* text : {"", "a", "=1"}) QCOMPARE(readAxis(text).problem().expected, std::string("KEY=VALUES"));
  }

  void whatWasReadIsReadAgain() {
    for (const char* text : {"a=log:1e-3:1e2:17", "b.c=lin:-1:3:7", "d=1..40", "e=tanh,relu"}) {
      const SweepAxis axis = readAxis(text).value();
      QCOMPARE(readAxis(axisText(axis)).value(), axis);
    }
  }

  void noiseIsReadOrRefused() {
    Random random(11, RandomStream::Data);
    const std::string letters = "a.=:,0123456789-e+linog\"\n \xff[]";
    for (int k = 0; k < 20'000; ++k) {
      std::string text = "k=";
      if (k % 3 == 1) text += "log:";
      if (k % 3 == 2) text += "lin:";
      for (std::uint64_t n = random.bits() % 12; n > 0; --n) text += letters[random.bits() % letters.size()];
      const Result<SweepAxis> read = readAxis(text);
      if (!read) continue;
      QVERIFY(!read.value().values.empty());
      QCOMPARE(readAxis(axisText(read.value())).value(), read.value());
    }
  }
};

QTEST_GUILESS_MAIN(TestAxisValues)
#include "tst_axis_values.moc"
