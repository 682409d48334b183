#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "ui/text/number_parse.h"

using namespace backscope;

class tst_number_parse : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { m_warnings.check(); }

  void whatPeopleWriteIsRead_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    QTest::newRow("point") << u"0.5"_qs << 0.5;
    QTest::newRow("comma") << u"0,5"_qs << 0.5;
    QTest::newRow("leading point") << u".25"_qs << 0.25;
    QTest::newRow("trailing point") << u"3."_qs << 3.0;
    QTest::newRow("true minus") << u"\u22122"_qs << -2.0;
    QTest::newRow("plus") << u"+2"_qs << 2.0;
    QTest::newRow("exponent") << u"1.5e-3"_qs << 0.0015;
    QTest::newRow("true minus in the exponent") << u"1.2346E\u22125"_qs << 1.2346e-5;
    QTest::newRow("fraction") << u"1/3"_qs << 1.0 / 3;
    QTest::newRow("negative fraction") << u"\u22121/4"_qs << -0.25;
    QTest::newRow("fraction of decimals") << u"0,5 / 1.5"_qs << 0.5 / 1.5;
    QTest::newRow("fraction slash") << u"1\u20444"_qs << 0.25;
    QTest::newRow("spaces") << u"  7 "_qs << 7.0;
  }
  void whatPeopleWriteIsRead() {
    QFETCH(QString, text);
    const std::optional<double> value = parseNumber(text);
    QVERIFY(value.has_value());
    QTEST(*value, "value");
  }

  void allElseIsRefused_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"", " ", "a", "1a", "1/0", "1/", "/2", "1/2/3", "nan", "inf", "-inf", "1e999",
                             "1e308/1e-9", "0x10", "1 2", "1,000.5", "--1", "1e", "."})
      QTest::newRow(text[0] == '\0' ? "nothing" : text) << QString::fromLatin1(text);
  }
  void allElseIsRefused() {
    QFETCH(QString, text);
    QVERIFY(!parseNumber(text).has_value());
  }

  void editedTextReadsBackExactly() {
    for (const double value : {0.1, -1.0 / 3, 6.02214076e23, -4.9e-324, 12345.678901234567, 0.0})
      QCOMPARE(parseNumber(editableNumber(value)).value(), value);
  }

 private:
  test::FailOnWarnings m_warnings;
};

QTEST_GUILESS_MAIN(tst_number_parse)
#include "tst_number_parse.moc"
