#include "core/session/json_tape.h"

#include <QTest>
#include <cmath>

#include "core/session/session_json.h"

using namespace backscope;
using Kind = Problem::Kind;

class TestJsonTape : public QObject {
  Q_OBJECT

 private slots:
  void everyValueKnowsItsPath() {
    const Result<JsonTape> read = readJson(R"({"a": [1, {"b c": "x"}, []], "d": {"e": null}})");
    QVERIFY(bool(read));
    const JsonTape& tape = read.value();
    QStringList paths;
    for (JsonTape::Node node = 0; node < tape.end(JsonTape::kRoot); ++node)
      paths.append(QString::fromStdString(tape.path(node)));
    QCOMPARE(paths, QStringList({QString(), "a", "a[0]", "a[1]", "a[1].\"b c\"", "a[2]", "d", "d.e"}));
  }

  void nextStepsOverWhatIsInside() {
    const Result<JsonTape> read = readJson(R"([[1, [2, 3]], {"k": 4}, 5])");
    QVERIFY(bool(read));
    const JsonTape& tape = read.value();
    QCOMPARE(tape.count(JsonTape::kRoot), std::size_t{3});
    QStringList shown;
    for (JsonTape::Node node = tape.first(0); node != tape.end(0); node = tape.next(node))
      shown.append(QString::fromStdString(tape.shown(node)));
    QCOMPARE(shown, QStringList({"[…]", "{…}", "5"}));
  }

  void numbersKeepTheirKind() {
    const Result<JsonTape> read = readJson("[18446744073709551615, -7, -0, 1.0, 1e2, 18446744073709551616, 5e-324]");
    QVERIFY(bool(read));
    const JsonTape& tape = read.value();
    QCOMPARE(tape.whole(1), std::uint64_t{18446744073709551615u});
    QCOMPARE(tape.number(2), -7.0);
    QVERIFY(tape.number(3) == 0 && std::signbit(tape.number(3)));
    QVERIFY(tape.type(4) == JsonTape::Type::Real && tape.number(4) == 1.0);
    QCOMPARE(tape.number(5), 100.0);
    QCOMPARE(tape.number(6), 18446744073709551616.0);
    QCOMPARE(tape.number(7), 5e-324);
  }

  void badTextIsNamedWithItsPlace_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* name, const QByteArray& text, Kind kind, const char* path, const char* found) {
      QTest::newRow(name) << text << static_cast<int>(kind) << QString::fromUtf8(path) << QString::fromUtf8(found);
    };
    row("nothing", "", Kind::Empty, "", "");
    row("white space", " \r\n\t", Kind::Empty, "", "");
    row("second line", "{\"é\":\n  é}", Kind::Syntax, "", "2:3");
    row("two values", "1 2", Kind::Syntax, "", "1:3");
    row("comma at the end", "[1,]", Kind::Syntax, "", "1:4");
    row("comment", "/**/1", Kind::Syntax, "", "1:1");
    row("NaN", "[NaN]", Kind::Syntax, "", "1:2");
    row("leading zero", "[01]", Kind::Syntax, "", "1:3");
    row("control character in a string", "[\"a\nb\"]", Kind::Syntax, "", "1:4");
    row("not UTF-8", "[\"\xFF\"]", Kind::NotUtf8, "", "2");
    row("key twice", R"({"a": {"b": [1], "c": 2, "b": 3}})", Kind::Duplicate, "a.b", "");
    row("beyond the doubles", R"({"a": [0, 1e400]})", Kind::Type, "a[1]", "1e400");
    row("below the doubles", R"({"a": [0, -1e400]})", Kind::Type, "a[1]", "-1e400");
  }

  void badTextIsNamedWithItsPlace() {
    QFETCH(QByteArray, text);
    const Result<JsonTape> read = readJson(text.toStdString());
    QVERIFY(!read);
    QTEST(static_cast<int>(read.problem().kind), "kind");
    QTEST(QString::fromStdString(read.problem().found), "found");
    QTEST(QString::fromStdString(read.problem().path), "path");
  }

  void sixtyFourLevelsAreTaken() {
    QVERIFY(bool(readJson(std::string(64, '[') + std::string(64, ']'))));
    QCOMPARE(problemOf(std::string(65, '[') + std::string(65, ']')).kind, Kind::TooDeep);
  }

  void limitsHoldWithoutTheEndOfTheFile() {
    // None of these is complete JSON: the limit is noticed before the end.
    std::string keys = "{";
    for (int k = 0; k < 100; ++k) keys += "\"k" + std::to_string(k) + "\":1,";
    QCOMPARE(problemOf(keys), (Problem{Kind::Length, "", "0…32", "33"}));
    QCOMPARE(problemOf("{\"a\":[" + repeated("1,", JsonTape::kMaxElements + 1)),
             (Problem{Kind::Length, "a", "0…262,144", "262145"}));
    const std::string row = '[' + repeated("1,", 200'000) + "1],";
    QCOMPARE(problemOf('[' + repeated(row, 21)).kind, Kind::TooLarge);
  }

  void hostileFilesOfTenMegabytesAreRefused_data() {
    QTest::addColumn<QByteArray>("text");
    constexpr qsizetype kSize = 10 << 20;
    QTest::newRow("brackets") << QByteArray(kSize, '[');
    QTest::newRow("braces") << QByteArray("{\"a\":").repeated(kSize / 5);
    QTest::newRow("digits") << QByteArray(kSize, '9');
    QTest::newRow("a fraction without end") << QByteArray("[0.") + QByteArray(kSize, '1');
    QTest::newRow("an exponent") << QByteArray("[1e") + QByteArray(kSize, '9') + ']';
    QTest::newRow("a string without end") << '"' + QByteArray(kSize, 'a');
    QTest::newRow("empty arrays") << '[' + QByteArray("[],").repeated(kSize / 3);
    QTest::newRow("spaces") << QByteArray(kSize, ' ');
    QTest::newRow("zeros") << QByteArray(kSize, '\0');
    QTest::newRow("bad byte at the end") << QByteArray(kSize, ' ') + '\xFF';
    QTest::newRow("escapes") << '"' + QByteArray("\\ud800").repeated(kSize / 6);
  }

  void hostileFilesOfTenMegabytesAreRefused() {
    QFETCH(QByteArray, text);
    const Problem problem = problemOf(text.toStdString());
    QVERIFY(problem.path.size() < 200 && problem.found.size() < 200);
  }

  void moreThanSixteenMebibytesAreRefusedUnread() {
    QCOMPARE(problemOf(std::string(kMaxSessionBytes, ' ')).kind, Kind::Empty);
    QCOMPARE(problemOf(std::string(kMaxSessionBytes + 1, ' ')).kind, Kind::TooLarge);
  }

  void quotedTextNeverBreaksTheLine() {
    QCOMPARE(shownText("a\nb\x7F"
                       "c\u0085d\u2028e\u2029f"),
             std::string("a b c  d   e   f"));
    QCOMPARE(shownText(repeated("é", 30)), repeated("é", 20) + "…");
    QCOMPARE(shownText("plain"), std::string("plain"));
  }

 private:
  static Problem problemOf(const std::string& text) {
    const Result<JsonTape> read = readJson(text);
    if (read) qFatal("was read");
    return read.problem();
  }

  static std::string repeated(const std::string& part, std::size_t times) {
    std::string text;
    text.reserve(part.size() * times);
    for (std::size_t k = 0; k < times; ++k) text += part;
    return text;
  }
};

QTEST_GUILESS_MAIN(TestJsonTape)
#include "tst_json_tape.moc"
