#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <sstream>

#include "app/commands/curvature.h"
#include "app/session_file.h"

using namespace backscope;

class TestCurvatureCommand : public QObject {
  Q_OBJECT

 private slots:
  void xorAtZeroIsCalledDegenerateAndNeverAMinimum() {
    const QJsonObject object = QJsonDocument::fromJson(printed(fileOf(atZero()), true)).object();
    QCOMPARE(object["gradient_norm"].toDouble(-1), 0.0);
    QCOMPARE(object["verdict"].toString(), QStringLiteral("degenerate"));
    QCOMPARE(object["zero"].toInt(), 8);
    QCOMPARE(object["eigenvalues"].toArray().size(), 9);
    QVERIFY(std::abs(object["largest_stable_rate"].toDouble() - 2) < 1e-14);
    const QString text = QString::fromUtf8(printed(fileOf(atZero()), false));
    QVERIFY2(text.contains(QStringLiteral("Degenerate: the gradient is 0, with 8 zero eigenvalues")), qPrintable(text));
    QVERIFY(!text.contains(QStringLiteral("A strict local minimum")));
  }

  void whatStillTrainsIsNotCritical() {
    Session session = *openSession(QStringLiteral("xor-corners")).session;
    const QJsonObject object = QJsonDocument::fromJson(printed(fileOf(session), true)).object();
    QCOMPARE(object["verdict"].toString(), QStringLiteral("not-critical"));
    QVERIFY(object["gradient_norm"].toDouble() > object["critical_below"].toDouble());
  }

  void aNetworkThatIsTooLargeIsRefusedInALine() {
    Session session = atZero();
    session.network.layers = {{32, Activation::Tanh}, {32, Activation::Tanh}, {1, Activation::Identity}};
    std::ostringstream out;
    std::ostringstream err;
    QCOMPARE(runCurvature({fileOf(session), false}, out, err), 2);
    QCOMPARE(QString::fromStdString(err.str()).count(QLatin1Char('\n')), 1);
    QVERIFY(err.str().find("expected at most 1000 weights and biases, found 1185") != std::string::npos);
    QVERIFY(out.str().empty());
  }

 private:
  static Session atZero() {
    Session session = *openSession(QStringLiteral("xor-corners")).session;
    session.network.layers = {{2, Activation::Tanh}, {1, Activation::Identity}};
    session.parameters.reset();
    session.initialization = {.scheme = InitializationScheme::Zero};
    return session;
  }
  QString fileOf(const Session& session) {
    const QString file = m_folder.filePath(QStringLiteral("s.backscope"));
    if (!saveSession(file, session).isEmpty()) qFatal("could not write the session");
    return file;
  }
  static QByteArray printed(const QString& file, bool json) {
    std::ostringstream out;
    std::ostringstream err;
    if (runCurvature({file, json}, out, err) != 0) qFatal("%s", err.str().c_str());
    return QByteArray::fromStdString(out.str());
  }

  QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestCurvatureCommand)
#include "tst_curvature_command.moc"
