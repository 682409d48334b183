#include "app/commands/trace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <sstream>

#include "app/session_file.h"

using namespace backscope;

class TestTrace : public QObject {
  Q_OBJECT

 private slots:
  /// Matt Mazur, "A Step by Step Backpropagation Example" (2015); more digits of the same numbers by hand.
  void mazursNetworkHasThePublishedNumbers() {
    const QJsonObject trace = jsonOf(mazur());
    const auto isNear = [](double actual, double expected) { return std::abs(actual - expected) <= 1e-15; };
    QVERIFY(isNear(trace["loss"].toDouble(), 0.2983711087600027));
    const QJsonObject output = trace["layers"].toArray()[1].toObject();
    QVERIFY(isNear(output["delta"].toArray()[0].toDouble(), 0.13849856162855695));
    QVERIFY(isNear(output["delta"].toArray()[1].toDouble(), -0.038098236516556236));
    QVERIFY(isNear(trace["yhat"].toArray()[0].toDouble(), 0.7513650695523157));
    QVERIFY(isNear(trace["yhat"].toArray()[1].toDouble(), 0.7729284653214625));
  }

  void jsonHasTheKeysOfTheFormatInTheirOrder() {
    const std::string text = printed(mazur(), TraceOptions::Format::Json);
    std::size_t at = 0;
    for (const char* key : {"example", "x", "y", "yhat", "loss", "layers", "layer", "activation", "a", "z", "slope",
                            "delta", "dW", "db"}) {
      const std::size_t next = text.find('"' + std::string(key) + "\":", at);
      QVERIFY2(next != std::string::npos, key);
      at = next;
    }
    const QJsonObject trace = jsonOf(mazur());
    QCOMPARE(trace["example"].toInt(-1), 0);
    QCOMPARE(trace["x"].toArray(), QJsonArray({0.05, 0.1}));
    QCOMPARE(trace["y"].toArray(), QJsonArray({0.01, 0.99}));
    const QJsonArray layers = trace["layers"].toArray();
    QCOMPARE(layers.size(), 2);
    QCOMPARE(layers[0].toObject()["layer"].toInt(), 1);
    QCOMPARE(layers[1].toObject()["activation"].toString(), QStringLiteral("sigmoid"));
  }

  void theGradientIsTheProductOfDeltaAndInput() {
    const QJsonObject trace = jsonOf(mazur());
    const QJsonArray layers = trace["layers"].toArray();
    QJsonArray below = trace["x"].toArray();
    for (const QJsonValue& layer : layers) {
      const QJsonArray delta = layer["delta"].toArray();
      QCOMPARE(layer["db"].toArray(), delta);
      for (int j = 0; j < 2; ++j)
        for (int i = 0; i < 2; ++i)
          QCOMPARE(layer["dW"].toArray()[j].toArray()[i].toDouble(), delta[j].toDouble() * below[i].toDouble());
      below = layer["z"].toArray();
    }
  }

  void csvHasARowForEachNumber() {
    const QString csv = QString::fromStdString(printed(mazur(), TraceOptions::Format::Csv));
    const QStringList lines = csv.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines[0], QStringLiteral("layer,quantity,j,i,value"));
    // x 2; a, z, slope, delta, db: 2 each in 2 layers; dW 4 in each; y 2, yhat 2, loss 1.
    QCOMPARE(lines.size(), 1 + 2 + 2 * (5 * 2 + 4) + 5);
    for (const QString& line : lines) QCOMPARE(line.count(QLatin1Char(',')), 4);
    QVERIFY(lines.contains(QStringLiteral("0,x,2,,0.1")));
    const QJsonArray layers = jsonOf(mazur())["layers"].toArray();
    const double w21 = layers[1].toObject()["dW"].toArray()[1].toArray()[0].toDouble();
    const QStringList found = lines.filter(QStringLiteral("2,dW,2,1,"));
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].section(QLatin1Char(','), 4).toDouble(), w21);
  }

  void textIsAlignedTablesInTheNotesNotation() {
    const QString text = QString::fromStdString(printed(mazur(), TraceOptions::Format::Text));
    QCOMPARE(text.section(QLatin1Char('\n'), 0, 6),
             QString::fromUtf8("Mazur's 2-2-2 network\nExample 0 of 0…0\n\n"
                               "  x  0.0500  0.1000\n  y  0.0100  0.9900\n  ŷ  0.7514  0.7729\n  ℓ  0.2984"));
    const QStringList lines = text.split(QLatin1Char('\n'));
    const qsizetype table = lines.indexOf(QStringLiteral("Layer 2, output: sigmoid")) + 1;
    QVERIFY(table > 0);
    QCOMPARE(lines[table].split(QLatin1Char(' '), Qt::SkipEmptyParts).join(QLatin1Char(' ')),
             QStringLiteral("j b w_j1 w_j2"));
    QCOMPARE(lines.mid(table + 1, 2), QStringList({"  1  0.6000  0.4000  0.4500", "  2  0.6000  0.5000  0.5500"}));
    QCOMPARE(lines[table + 4].split(QLatin1Char(' '), Qt::SkipEmptyParts).join(QLatin1Char(' ')),
             QString::fromUtf8("j a⁽²⁾ z⁽²⁾ h′(a) δ⁽²⁾"));
    QVERIFY(lines[table + 5].contains(QStringLiteral("0.1385")));
    QVERIFY(lines[table + 6].contains(QString::fromUtf8("−0.0381")));
    QCOMPARE(lines[table + 8].split(QLatin1Char(' '), Qt::SkipEmptyParts).join(QLatin1Char(' ')),
             QString::fromUtf8("j ∂ℓ/∂b ∂ℓ/∂w_j1 ∂ℓ/∂w_j2"));
    for (const int first : {0, 4, 8})
      for (const int row : {1, 2}) QCOMPARE(lines[table + first + row].size(), lines[table + first].size());
  }

  void aWideLayersWeightsStandInBlocks() {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("wide.backscope"));
    Session session;
    session.network.layers = {{17, Activation::Tanh}, {1, Activation::Identity}};
    QCOMPARE(saveSession(file, session), QString());
    const QString text = QString::fromStdString(printed(file, TraceOptions::Format::Text));
    const QStringList lines = text.split(QLatin1Char('\n'));
    for (const QString& line : lines) QVERIFY(line.size() < 120);
    const QString output = text.section(QStringLiteral("output: identity\n"), 1);
    for (int i = 1; i <= 17; ++i) {
      QCOMPARE(output.count(QRegularExpression(QStringLiteral("[^∂]w_j%1\\b").arg(i))), 1);
      QCOMPARE(output.count(QRegularExpression(QStringLiteral("∂w_j%1\\b").arg(i))), 1);
    }
    QCOMPARE(output.count(QRegularExpression(QStringLiteral("[^∂]b\\b"))), 1);
  }

  void withoutBiasesThereIsNoColumnOfThem() {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("run.backscope"));
    Session session;
    session.network.bias = false;
    QCOMPARE(saveSession(file, session), QString());
    const QString text = QString::fromStdString(printed(file, TraceOptions::Format::Text));
    QVERIFY(text.contains(QStringLiteral("w_j2")) && !text.contains(QRegularExpression(QStringLiteral("b\\b"))));
  }

  void examplesKeepTheDatasOrderBeforeTheSplit() {
    for (int n = 0; n < 4; ++n) {
      const QJsonArray x = jsonOf(QStringLiteral("xor-corners"), n)["x"].toArray();
      QCOMPARE(x, QJsonArray({n < 2 ? -1.0 : 1.0, n % 2 == 0 ? -1.0 : 1.0}));
    }
  }

  void aLessonsLastExampleIsThere() { QCOMPARE(jsonOf(QStringLiteral("xor"), 399)["example"].toInt(), 399); }

  void whatIsWrongIsSaidOnOneLine_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("example");
    QTest::addColumn<QString>("line");
    QTest::newRow("no file") << "nothing" << 0 << "backscope: nothing: there is no such file and no such lesson\n";
    QTest::newRow("folder") << BACKSCOPE_TEST_DATA << 0
                            << "backscope: " BACKSCOPE_TEST_DATA ": this is a folder, not a session\n";
    QTest::newRow("no session") << BACKSCOPE_SOURCE_DIR
        "/LICENSE" << 0 << "backscope: " BACKSCOPE_SOURCE_DIR "/LICENSE: not JSON: the error is at line 1, column 21\n";
    QTest::newRow("no example") << "xor-corners" << 4 << "backscope: xor-corners: --example: expected 0…3, found 4\n";
  }

  void whatIsWrongIsSaidOnOneLine() {
    QFETCH(QString, file);
    QFETCH(int, example);
    std::ostringstream out;
    std::ostringstream err;
    QCOMPARE(runTrace({file, example}, out, err), 2);
    QVERIFY(out.str().empty());
    QTEST(QString::fromStdString(err.str()), "line");
  }

 private:
  static QString mazur() { return QStringLiteral(BACKSCOPE_TEST_DATA "/sessions/mazur.backscope"); }

  static std::string printed(const QString& file, TraceOptions::Format format, int example = 0) {
    std::ostringstream out;
    std::ostringstream err;
    if (runTrace({file, example, format}, out, err) != 0) qFatal("%s", err.str().c_str());
    return out.str();
  }

  static QJsonObject jsonOf(const QString& file, int example = 0) {
    const std::string text = printed(file, TraceOptions::Format::Json, example);
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
  }
};

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
