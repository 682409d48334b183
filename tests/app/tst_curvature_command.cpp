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

  void everyZeroOfXorIsExplained() {
    const QJsonObject object = QJsonDocument::fromJson(printed(fileOf(atZero()), true)).object();
    QCOMPARE(object["explained"].toInt(), 8);
    const QJsonObject first = object["reasons"].toArray()[0].toObject();
    QCOMPARE(first["reason"].toString(), QStringLiteral("silent-unit"));
    QCOMPARE(first["layer"].toInt(), 1);
    QCOMPARE(first["unit"].toInt(-1), 0);
    QCOMPARE(first["count"].toInt(), 3);
    const QString text = QString::fromUtf8(printed(fileOf(atZero()), false));
    QVERIFY2(
        text.contains(QStringLiteral("For all 8 zero eigenvalues there are reasons:\n   6  Nothing of units 1 and 2 of "
                                     "layer 1 gets on: what enters them does nothing.\n")),
        qPrintable(text));
  }

  void ofALargeNetworkTheEndsArePrintedAndNoMinimum() {
    Session session = atZero();
    session.network.layers = {{32, Activation::Tanh}, {32, Activation::Tanh}, {1, Activation::Identity}};
    const QJsonObject object = QJsonDocument::fromJson(printed(fileOf(session), true)).object();
    QCOMPARE(object["verdict"].toString(), QStringLiteral("none-below"));
    QCOMPARE(object["converged"].toBool(), true);
    QCOMPARE(object["hessian_examples"].toInt(), 4);
    QVERIFY(std::abs(object["highest"].toArray()[0].toObject()["value"].toDouble() - 1) < 1e-12);
    const QString text = QString::fromUtf8(printed(fileOf(session), false));
    QVERIFY2(
        text.contains(QStringLiteral("no eigenvalue below 0 was found. Whether it is a minimum that does not tell")),
        qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("the ends of 1\u2009185 eigenvalues")), qPrintable(text));
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
