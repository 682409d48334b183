#include "app/session_file.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <sstream>

#include "app/commands/lessons.h"
#include "core/analysis/plateau.h"
#include "core/analysis/unit_groups.h"
#include "core/passes/evaluator.h"
#include "core/session/session_change.h"
#include "core/session/session_json.h"
#include "core/training/trainer.h"

using namespace backscope;

class TestSessionFile : public QObject {
  Q_OBJECT

 private slots:
  void thereAreTenLessonsXorFirst() {
    QStringList names;
    for (const Lesson& lesson : lessons()) names.append(lesson.name);
    QCOMPARE(names, QStringList({"xor", "xor-corners", "circle", "moons", "spirals", "three-class", "regression",
                                 "vanishing", "compare", "symmetry"}));
  }

  void lessonsAreListedInColumns() {
    std::ostringstream out;
    QCOMPARE(runLessons(out), 0);
    QVERIFY(QString::fromStdString(out.str()).startsWith(
        QStringLiteral("xor          XOR, 2-4-2-1, tanh\nxor-corners  XOR, ")));
    QVERIFY(QString::fromStdString(out.str()).contains(
        QStringLiteral("\n\nKnown points of the loss surface:\nxor-at-zero        XOR at θ = 0\n")));
    QCOMPARE(QString::fromStdString(out.str()).count(QLatin1Char('\n')), 10 + 2 + 8);
  }

  void everyLessonOpensUnderItsName_data() { addLessons(); }

  void everyLessonOpensUnderItsName() {
    QFETCH(QString, name);
    const OpenedSession opened = openSession(name);
    QCOMPARE(opened.problem, QString());
    QVERIFY(opened.session.has_value());
    QVERIFY(!opened.session->title.empty() && !checkSession(*opened.session));
  }

  void everyLessonLearnsWhatItPromises_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("epochs");
    QTest::addColumn<double>("accuracy");
    QTest::newRow("xor") << "xor" << 40 << 0.95;
    QTest::newRow("xor-corners") << "xor-corners" << 400 << 1.0;
    QTest::newRow("circle") << "circle" << 100 << 0.95;
    QTest::newRow("moons") << "moons" << 100 << 0.97;
    QTest::newRow("spirals") << "spirals" << 300 << 0.97;
    QTest::newRow("three-class") << "three-class" << 60 << 0.97;
  }

  void everyLessonLearnsWhatItPromises() {
    QFETCH(QString, name);
    QFETCH(int, epochs);
    QFETCH(double, accuracy);
    const Trainer trainer = trained(name, epochs);
    QVERIFY2(*trainer.scoreTrain().accuracy >= accuracy, qPrintable(QString::number(*trainer.scoreTrain().accuracy)));
    if (const std::optional<Score> test = trainer.scoreTest())
      QVERIFY2(*test->accuracy >= accuracy, qPrintable(QString::number(*test->accuracy)));
  }

  void theRegressionIsLearned() {
    const double before = trained(QStringLiteral("regression"), 0).scoreTest()->loss;
    QVERIFY(trained(QStringLiteral("regression"), 200).scoreTest()->loss < before / 10);
  }

  void theVanishingGradientVanishesAndNothingIsLearned() {
    Trainer trainer = trained(QStringLiteral("vanishing"), 20);
    BatchReport report;
    QVERIFY(trainer.stepBatch(&report));
    QCOMPARE(report.deltaMean.size(), std::size_t{7});
    QVERIFY(report.deltaMean.front() > 0);
    QVERIFY(report.deltaMean.front() / report.deltaMean.back() < 1e-4);
    QVERIFY(*trainer.scoreTrain().accuracy < 0.6);
  }

  void theComparisonsReluLearnsAndItsLogisticUnitsDoNot() {
    const Session session = *openSession(QStringLiteral("compare")).session;
    QCOMPARE(session.compare.size(), std::size_t{1});
    Trainer logistic(session);
    Trainer relu(changed(session, session.compare[0]));
    for (int n = 0; n < 300; ++n) QVERIFY(logistic.stepEpoch() && relu.stepEpoch());
    QVERIFY(*logistic.scoreTest()->accuracy < 0.6);
    QVERIFY(*relu.scoreTest()->accuracy > 0.98);
  }

  /// Two equal units stay where all corners get the same output; one that is nudged lets XOR be learned.
  void theSymmetryIsBrokenByANudge() {
    Trainer equal = trained(QStringLiteral("symmetry"), 20'000);
    QCOMPARE(differentUnits(equal.parameters()), std::vector<int>{1});
    const std::optional<CornersPlateau> plateau =
        cornersPlateau(equal.data(), Evaluator(equal.session().network, equal.session().loss)
                                         .evaluate(equal.parameters(), equal.data(), equal.data().train)
                                         .yhat);
    QVERIFY(plateau && plateau->alike == 4);
    equal.setParameter(0, equal.parameters().theta()[0] + 1e-12);
    while (equal.iteration() < 24'000) QVERIFY(equal.stepBatch());
    QCOMPARE(differentUnits(equal.parameters()), std::vector<int>{2});
    QVERIFY(equal.scoreTrain().loss < 0.01);
  }

  void aFileComesBeforeALessonOfItsName() {
    QTemporaryDir folder;
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(folder.path()));
    Session session;
    session.title = "a file";
    QCOMPARE(saveSession(QStringLiteral("xor"), session), QString());
    const OpenedSession opened = openSession(QStringLiteral("xor"));
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(opened.session->title, std::string("a file"));
  }

  void whatCannotBeOpenedIsSaid() {
    QTemporaryDir folder;
    QCOMPARE(openSession(folder.filePath(QStringLiteral("none"))).problem,
             QStringLiteral("there is no such file and no such lesson"));
    QCOMPARE(openSession(QString()).problem, QStringLiteral("there is no such file and no such lesson"));
    QCOMPARE(openSession(QStringLiteral("../lessons/xor")).problem,
             QStringLiteral("there is no such file and no such lesson"));
    QCOMPARE(openSession(folder.path()).problem, QStringLiteral("this is a folder, not a session"));
    QFile file(folder.filePath(QStringLiteral("large")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(static_cast<qint64>(kMaxSessionBytes) + 1));
    file.close();
    QCOMPARE(openSession(file.fileName()).problem, QStringLiteral("larger than the 16 MiB that a session may have"));
  }

  void anEndlessFileIsReadNoFurtherThanTheLimit() {
    if (!QFileInfo::exists(QStringLiteral("/dev/zero"))) QSKIP("There is no /dev/zero here.");
    QCOMPARE(openSession(QStringLiteral("/dev/zero")).problem,
             QStringLiteral("larger than the 16 MiB that a session may have"));
  }

  void savingReplacesTheWholeFileOrNothing() {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("run.backscope"));
    const Session session = *openSession(QStringLiteral("moons")).session;
    QCOMPARE(saveSession(file, session), QString());
    QVERIFY(*openSession(file).session == session);
    const QString problem = saveSession(folder.filePath(QStringLiteral("no folder/run.backscope")), session);
    QVERIFY(problem.startsWith(QStringLiteral("could not be written: ")));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList(QStringLiteral("run.backscope")));
  }

  void whatCouldNotBeReadAgainIsNotWritten() {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("run.backscope"));
    QCOMPARE(saveSession(file, Session()), QString());
    Session large;
    large.network = {16, true, {{8, Activation::Identity}}};
    large.data.source = PointList{std::vector<double>(kMaxPoints * 16, 1.0 / 3), std::vector<double>(kMaxPoints * 8)};
    QCOMPARE(
        saveSession(file, large),
        QStringLiteral("could not be written: it would have 32.2 MiB, more than the 16 MiB that can be read again"));
    QVERIFY(*openSession(file).session == Session());
  }

 private:
  static void addLessons() {
    QTest::addColumn<QString>("name");
    for (const Lesson& lesson : lessons()) QTest::newRow(qPrintable(lesson.name)) << lesson.name;
    for (const Lesson& point : knownPoints()) QTest::newRow(qPrintable(point.name)) << point.name;
  }

  static Trainer trained(const QString& lesson, int epochs) {
    Trainer trainer(*openSession(lesson).session);
    for (int n = 0; n < epochs; ++n)
      if (!trainer.stepEpoch()) qFatal("%s diverged", qPrintable(lesson));
    return trainer;
  }
};

QTEST_GUILESS_MAIN(TestSessionFile)
#include "tst_session_file.moc"
