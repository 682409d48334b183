#include <QTest>
#include <limits>

#include "tests/support/fail_on_warnings.h"
#include "ui/text/number_format.h"

using namespace backscope;

class tst_number_format : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { m_warnings.check(); }

  void numbersHaveFourDecimalsOrAnExponent_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << u"0.0000"_qs;
    QTest::newRow("minus zero") << -0.0 << u"0.0000"_qs;
    QTest::newRow("a weight") << 0.12345 << u"0.1235"_qs;
    QTest::newRow("true minus") << -1.5 << u"\u22121.5000"_qs;
    QTest::newRow("smallest plain") << 0.001 << u"0.0010"_qs;
    QTest::newRow("just below") << 0.00099 << u"9.9000e\u22124"_qs;
    QTest::newRow("small negative") << -1.23456e-5 << u"\u22121.2346e\u22125"_qs;
    QTest::newRow("largest plain") << 10000.0 << u"10000.0000"_qs;
    QTest::newRow("large") << 123456.0 << u"1.2346e5"_qs;
    QTest::newRow("three-digit exponent") << 1e-300 << u"1.0000e\u2212300"_qs;
    QTest::newRow("nan") << std::numeric_limits<double>::quiet_NaN() << u"NaN"_qs;
    QTest::newRow("infinity") << std::numeric_limits<double>::infinity() << u"\u221E"_qs;
    QTest::newRow("minus infinity") << -std::numeric_limits<double>::infinity() << u"\u2212\u221E"_qs;
  }
  void numbersHaveFourDecimalsOrAnExponent() {
    QFETCH(double, value);
    QTEST(formatNumber(value), "text");
  }

  void shortNumbersHaveTwoDigits_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << u"0"_qs;
    QTest::newRow("tick") << -3.0 << u"\u22123"_qs;
    QTest::newRow("half") << 0.5 << u"0.5"_qs;
    QTest::newRow("two digits") << 0.0213 << u"0.021"_qs;
    QTest::newRow("rounds up a decade") << 0.0999 << u"0.1"_qs;
    QTest::newRow("rounds up to one") << 0.996 << u"1"_qs;
    QTest::newRow("between") << 2.54 << u"2.5"_qs;
    QTest::newRow("whole digits are kept") << 1234.0 << u"1234"_qs;
    QTest::newRow("small") << 3.2e-5 << u"3.2e\u22125"_qs;
    QTest::newRow("large") << -2e6 << u"\u22122.0e6"_qs;
  }
  void shortNumbersHaveTwoDigits() {
    QFETCH(double, value);
    QTEST(formatShort(value), "text");
  }

  void measuredNumbersKeepTheirForm_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << u"0"_qs;
    QTest::newRow("a digit that is 0") << 0.2 << u"0.20"_qs;
    QTest::newRow("small") << 0.0213 << u"0.021"_qs;
    QTest::newRow("smallest plain") << 0.001 << u"0.0010"_qs;
    QTest::newRow("rounds up to it") << 0.000996 << u"0.0010"_qs;
    QTest::newRow("below") << 0.00099 << u"9.9·10\u207B\u2074"_qs;
    QTest::newRow("rounds up a decade") << 0.0999 << u"0.10"_qs;
    QTest::newRow("rounds up to one") << 0.996 << u"1.0"_qs;
    QTest::newRow("negative") << -2.54 << u"\u22122.5"_qs;
    QTest::newRow("tens") << 25.4 << u"25"_qs;
    QTest::newRow("whole digits are kept") << 1234.0 << u"1234"_qs;
    QTest::newRow("large") << -2e6 << u"\u22122.0·10\u2076"_qs;
    QTest::newRow("nan") << std::numeric_limits<double>::quiet_NaN() << u"NaN"_qs;
  }
  void measuredNumbersKeepTheirForm() {
    QFETCH(double, value);
    QTEST(formatTwoDigits(value), "text");
  }

  void measuredNumbersAreTheSameAsMathematics() {
    QCOMPARE(twoDigitsMarkup(0.2), u"0.20"_qs);
    QCOMPARE(twoDigitsMarkup(3.2e-5), u"3.2·10^{\u22125}"_qs);
    QCOMPARE(twoDigitsMarkup(2e6), u"2.0·10^{6}"_qs);
  }

  void sharesArePercentages() {
    QCOMPARE(formatPercent(0.9876), u"98.8\u00A0%"_qs);
    QCOMPARE(formatPercent(1), u"100.0\u00A0%"_qs);
    QCOMPARE(formatPercent(std::numeric_limits<double>::quiet_NaN()), u"NaN"_qs);
  }

  void countsAreGroupedByThousands_data() {
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("text");
    QTest::newRow("below") << qint64{999} << u"999"_qs;
    QTest::newRow("thousands") << qint64{8736} << u"8\u2009736"_qs;
    QTest::newRow("millions") << qint64{12345678} << u"12\u2009345\u2009678"_qs;
    QTest::newRow("negative hundred") << qint64{-100} << u"\u2212100"_qs;
    QTest::newRow("negative") << qint64{-100000} << u"\u2212100\u2009000"_qs;
  }
  void countsAreGroupedByThousands() {
    QFETCH(qint64, count);
    QTEST(formatCount(count), "text");
  }

  void exponentsAndLayersAreRaised() {
    QCOMPARE(formatPowerOfTen(-4), u"10\u207B\u2074"_qs);
    QCOMPARE(formatPowerOfTen(12), u"10\u00B9\u00B2"_qs);
    QCOMPARE(withLayer(u"z"_qs, 2), u"z\u207D\u00B2\u207E"_qs);
    QCOMPARE(withLayer(u"z"_qs, 17), u"z\u207D\u00B9\u2077\u207E"_qs);
  }

 private:
  test::FailOnWarnings m_warnings;
};

QTEST_GUILESS_MAIN(tst_number_format)
#include "tst_number_format.moc"
