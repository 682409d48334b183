#include "core/session/frozen_reader.h"

#include <QTest>

#include "core/session/session_json.h"
#include "tests/support/session_texts.h"

using namespace backscope;
using namespace backscope::test;
using Kind = Problem::Kind;

namespace {

constexpr const char* kNetwork = R"({"layers": [{"units": 2}, {"units": 1}]})";
constexpr const char* kWithoutBias = R"({"bias": false, "layers": [{"units": 1}]})";

Result<Session> withFrozen(const std::string& frozen, const std::string& network = kNetwork) {
  return readSession(sessionText({{"network", network}, {"frozen", frozen}}));
}

}  // namespace

class TestFrozenReader : public QObject {
  Q_OBJECT

 private slots:
  /// θ of 2-2-1: W^(1) at 0…3, b^(1) at 4 and 5, W^(2) at 6 and 7, b^(2) at 8.
  void whatIsTrueIsFrozen() {
    const Result<Session> read = withFrozen(
        R"({"weights": [[[false, true], [false, false]], [[true, false]]], "biases": [[false, true], [true]]})");
    QVERIFY(read);
    QVERIFY(read.value().training.frozen == (FrozenPlaces{1, 5, 6, 8}));
    QVERIFY(readSession(writeSession(read.value())).value() == read.value());
  }

  void nothingIsWrittenWhereNothingIsFrozen() {
    const Result<Session> read = withFrozen(
        R"({"weights": [[[false, false], [false, false]], [[false, false]]], "biases": [[false, false], [false]]})");
    QVERIFY(read);
    QVERIFY(read.value() == readSession(sessionText({{"network", kNetwork}})).value());
    QVERIFY(writeSession(read.value()).find("frozen") == std::string::npos);
  }

  void aNetworkWithoutBiasesFreezesNone() {
    const Result<Session> read = withFrozen(R"({"weights": [[[true, false]]]})", kWithoutBias);
    QVERIFY(read);
    QVERIFY(read.value().training.frozen == (FrozenPlaces{0}));
    QVERIFY(writeSession(read.value()).find("biases") == std::string::npos);
    QVERIFY(withFrozen(R"({"weights": [[[true, false]]], "biases": [[false]]})", kWithoutBias).value() == read.value());
  }

  void whatIsWrongIsNamed_data() {
    QTest::addColumn<QString>("frozen");
    QTest::addColumn<QString>("network");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* name, const char* frozen, Kind kind, const char* path,
                        const char* network = kNetwork) {
      QTest::newRow(name) << QString::fromUtf8(frozen) << QString::fromUtf8(network) << static_cast<int>(kind)
                          << QString::fromUtf8(path);
    };
    row("not an object", "[]", Kind::Type, "frozen");
    row("unknown key", R"({"units": []})", Kind::Unknown, "frozen.units");
    row("no weights", R"({"biases": [[false, true], [true]]})", Kind::Missing, "frozen.weights");
    row("no biases", R"({"weights": [[[false, true], [false, false]], [[true, false]]]})", Kind::Missing,
        "frozen.biases");
    row("a layer too few", R"({"weights": [[[false, true], [false, false]]], "biases": [[true, true], [true]]})",
        Kind::Length, "frozen.weights");
    row("a row too few", R"({"weights": [[[false, true]], [[true, false]]], "biases": [[true, true], [true]]})",
        Kind::Length, "frozen.weights[0]");
    row("a weight too many",
        R"({"weights": [[[true, true], [true, true]], [[true, true, true]]], "biases": [[true, true], [true]]})",
        Kind::Length, "frozen.weights[1][0]");
    row("a number", R"({"weights": [[[1, true], [true, true]], [[true, true]]], "biases": [[true, true], [true]]})",
        Kind::Type, "frozen.weights[0][0][0]");
    row("a bias too few", R"({"weights": [[[true, true], [true, true]], [[true, true]]], "biases": [[true], [true]]})",
        Kind::Length, "frozen.biases[0]");
    row("a bias that there is not", R"({"weights": [[[true, true]]], "biases": [[true]]})", Kind::Mismatch,
        "frozen.biases[0][0]", kWithoutBias);
  }

  void whatIsWrongIsNamed() {
    QFETCH(QString, frozen);
    QFETCH(QString, network);
    QFETCH(int, kind);
    QFETCH(QString, path);
    const Result<Session> read = withFrozen(frozen.toStdString(), network.toStdString());
    QVERIFY(!read);
    QCOMPARE(static_cast<int>(read.problem().kind), kind);
    QCOMPARE(QString::fromStdString(read.problem().path), path);
  }
};

QTEST_GUILESS_MAIN(TestFrozenReader)
#include "tst_frozen_reader.moc"
