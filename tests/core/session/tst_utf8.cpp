#include "core/session/utf8.h"

#include <QTest>

using namespace backscope;

class TestUtf8 : public QObject {
  Q_OBJECT

 private slots:
  void namesTheFirstByteThatIsNone_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("byte");  // −1: all is UTF-8
    QTest::newRow("nothing") << QByteArray() << -1;
    QTest::newRow("one to four bytes") << QByteArray("a\xC3\xA9\xE2\x88\x82\xF0\x9D\x9B\xBF") << -1;
    QTest::newRow("least of two bytes") << QByteArray("\xC2\x80") << -1;
    QTest::newRow("greatest of all") << QByteArray("\xF4\x8F\xBF\xBF") << -1;
    QTest::newRow("before the surrogates") << QByteArray("\xED\x9F\xBF") << -1;
    QTest::newRow("after the surrogates") << QByteArray("\xEE\x80\x80") << -1;
    QTest::newRow("continuation alone") << QByteArray("ab\x80") << 2;
    QTest::newRow("cut short") << QByteArray("ab\xE2\x88") << 2;
    QTest::newRow("lead, then a letter") << QByteArray("\xC3\x28") << 0;
    QTest::newRow("third byte wrong") << QByteArray("\xE2\x88\x28") << 0;
    QTest::newRow("overlong slash, two bytes") << QByteArray("a\xC0\xAF") << 1;
    QTest::newRow("overlong, three bytes") << QByteArray("\xE0\x9F\xBF") << 0;
    QTest::newRow("overlong, four bytes") << QByteArray("\xF0\x8F\xBF\xBF") << 0;
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << 0;
    QTest::newRow("above U+10FFFF") << QByteArray("\xF4\x90\x80\x80") << 0;
    QTest::newRow("never a byte of UTF-8") << QByteArray("\xFF") << 0;
  }

  void namesTheFirstByteThatIsNone() {
    QFETCH(QByteArray, text);
    QFETCH(int, byte);
    const std::optional<std::size_t> found =
        firstInvalidUtf8(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QCOMPARE(found ? static_cast<int>(*found) : -1, byte);
  }

  void controlsAndWhatBreaksALineAreNamed() {
    for (const char* text : {"a\n", "\x1F", "\x7F", "a\xC2\x80", "\xC2\x9F", "é\u2028", "\u2029"})
      QVERIFY(hasControls(text));
    for (const char* text : {"", "a b", "\xC2\xA0", "é ∂ℓ/∂w", "\u2027\u202A", "\xC2", "\xE2\x80"})
      QVERIFY(!hasControls(text));
    QCOMPARE(controlLength("a\u0085", 1), std::size_t{2});
    QCOMPARE(controlLength("\u2028b", 0), std::size_t{3});
  }
};

QTEST_GUILESS_MAIN(TestUtf8)
#include "tst_utf8.moc"
