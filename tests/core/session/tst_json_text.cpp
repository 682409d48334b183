#include "core/session/json_text.h"

#include <QTest>
#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/math/random.h"

using namespace backscope;
using Json = nlohmann::ordered_json;

class TestJsonText : public QObject {
  Q_OBJECT

 private slots:
  void numbersComeBackWithTheSameBits_data() {
    QTest::addColumn<double>("value");
    using Limits = std::numeric_limits<double>;
    for (const double value : {0.0, -0.0, 0.1, 1.0 / 3, 100000.0, 1e15, 9007199254740993.0, 1152921504606846976.0, 1e22,
                               1e308, Limits::max(), Limits::min(), Limits::denorm_min(), -Limits::denorm_min()})
      QTest::addRow("%.17g", value) << value;
  }

  void numbersComeBackWithTheSameBits() {
    QFETCH(double, value);
    QCOMPARE(readBack(value), std::bit_cast<std::uint64_t>(value));
  }

  void anyBitsThatAreANumberComeBack() {
    Random random(1, RandomStream::Data);
    int finite = 0;
    for (int n = 0; n < 20'000; ++n) {
      const double value = std::bit_cast<double>(random.bits());
      if (!std::isfinite(value)) continue;
      ++finite;
      if (readBack(value) != std::bit_cast<std::uint64_t>(value)) QFAIL(allDigits(value).c_str());
    }
    QVERIFY(finite > 19'000);
  }

  void digitsAreAsFewAsPossible() {
    QCOMPARE(allDigits(0.1), std::string("0.1"));
    QCOMPARE(allDigits(-2), std::string("-2"));
    QCOMPARE(allDigits(1e-8), std::string("1e-08"));
    QCOMPARE(allDigits(-0.0), std::string("-0.0"));
  }

  void whatIsNotFiniteIsAWord() {
    const double infinity = std::numeric_limits<double>::infinity();
    QCOMPARE(jsonText(Json{{"a", std::nan("")}, {"b", infinity}, {"c", -infinity}}),
             std::string("{\n  \"a\": \"nan\",\n  \"b\": \"inf\",\n  \"c\": \"-inf\"\n}\n"));
  }

  void compactTextHasTheSameLinesWithoutSpaces() {
    const Json json{{"one", {{"x", {1, 2}}, {"text", "a b"}}}, {"many", Json::array()}};
    QCOMPARE(jsonText(json, JsonSpacing::Compact),
             std::string("{\n\"one\":{\"x\":[1,2],\"text\":\"a b\"},\n\"many\":[]\n}\n"));
  }

  void shortThingsStandOnOneLine() {
    const Json json{{"one", {{"x", {1, 2}}, {"y", Json::array()}}}, {"text", "a\n\"b\""}, {"none", nullptr}};
    QCOMPARE(jsonText(json), std::string("{\n  \"one\": {\"x\": [1, 2], \"y\": []},\n  \"text\": \"a\\n\\\"b\\\"\",\n"
                                         "  \"none\": null\n}\n"));
  }

  void longListsOfNumbersStayOnOneLine() {
    const std::string text = jsonText(Json{{"numbers", std::vector<double>(1000, 0.25)}});
    QCOMPARE(std::count(text.begin(), text.end(), '\n'), 3);
  }

  void longListsOfOtherThingsGetALineEach() {
    const Json row = std::vector<double>(20, 0.25);
    const std::string text = jsonText(Json{{"rows", {row, row, row}}});
    QCOMPARE(std::count(text.begin(), text.end(), '\n'), 7);
    QVERIFY(text.find("\n    [0.25, ") != std::string::npos);
  }

  void noLineOfSmallThingsIsLongerThanAHundredColumns() {
    Json json;
    for (int k = 0; k < 30; ++k)
      json["things"].push_back(Json{{"name", std::string(static_cast<std::size_t>(k), 'x')}, {"value", k}});
    const std::string text = jsonText(json);
    for (const QString& line : QString::fromStdString(text).split(QLatin1Char('\n'))) QVERIFY(line.size() <= 100);
    QVERIFY(Json::parse(text) == json);
  }

 private:
  static std::uint64_t readBack(double value) {
    const std::string text = allDigits(value);
    double read = 0;
    std::from_chars(text.data(), text.data() + text.size(), read);
    return std::bit_cast<std::uint64_t>(read);
  }
};

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
