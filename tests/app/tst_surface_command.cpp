#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <sstream>

#include "app/commands/surface.h"
#include "app/session_file.h"
#include "app/surface_work.h"
#include "core/passes/evaluator.h"
#include "tests/support/engine_driver.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

class TestSurfaceCommand : public QObject {
  Q_OBJECT

 private slots:
  void everyParameterHasAName() {
    for (const bool bias : {true, false}) {
      const Architecture network{
          .inputs = 3, .bias = bias, .layers = {{4, Activation::Tanh}, {1, Activation::Relu}, {2, Activation::Tanh}}};
      const std::size_t size = ParameterLayout(network).size();
      for (std::size_t index = 0; index < size; ++index)
        QCOMPARE(parameterName(network, index).indexIn(network), std::optional(index));
      QCOMPARE(parameterName(network, 7).text(), QStringLiteral("w1.3.2"));
      QCOMPARE(parameterName(network, size - 1).text(), bias ? QStringLiteral("b3.2") : QStringLiteral("w3.2.1"));
      for (const ParameterName& none :
           {ParameterName{0, 1, 1}, {4, 1, 1}, {1, 5, 1}, {1, 1, 4}, {2, 2, 0}, {1, 0, 1}, {2, 1, 5}})
        QVERIFY(!none.indexIn(network));
    }
  }

  /// Each line read again, its weights put into the network, and scored.
  void aTableHasTheLossOfEveryPoint() {
    const Session session = *openSession(QStringLiteral("xor-corners")).session;
    const Table table = written(session, "weights:w1.2.1,b2.1", {}, SurfaceWindow{-2, 1, 0, 3});
    QCOMPARE(table.rows.size(), std::size_t{25});
    QCOMPARE(table.rows.front()[0], -2.0);
    QCOMPARE(table.rows.back()[1], 3.0);
    const Trainer run(session);
    Parameters theta = run.parameters();
    Evaluator evaluator(session.network, session.loss);
    for (const std::array<double, 3>& row : table.rows) {
      theta.W(1)(1, 0) = row[0];
      theta.b(2)(0) = row[1];
      QCOMPARE(row[2], evaluator.score(theta, run.data(), run.data().train).loss);
    }
  }

  /// The present place is (0, 0) of the planes through it, and at the middle of a window around it.
  void throughTheEndOfTheRunItsLossIsAtTheMiddle() {
    const Session session = *openSession(QStringLiteral("xor-corners")).session;
    Trainer run(session);
    for (int k = 0; k < 40; ++k) run.stepBatch();
    for (const char* plane : {"random:7", "step", "path", "curvature"}) {
      const Table table = written(session, plane, {.iterations = 40, .epochs = {}}, SurfaceWindow{-1, 1, -1, 1});
      QCOMPARE(table.rows[12][0], 0.0);
      QCOMPARE(table.rows[12][2], run.scoreTrain().loss);
      QVERIFY(table.text.contains("\n# the present place, iteration 40: alpha 0, beta 0, distance from the plane 0,"));
      QCOMPARE(table.text.count("\n# the path, iteration"), 40);
    }
  }

  void throughTheRunsStartAndEndBothHaveTheirOwnLoss() {
    const Session session = *openSession(QStringLiteral("xor-corners")).session;
    Trainer run(session);
    const double start = run.scoreTrain().loss;
    for (int k = 0; k < 40; ++k) run.stepBatch();
    const Table table = written(session, "points", {.iterations = 40, .epochs = {}}, SurfaceWindow{0, 1, 0, 1});
    QCOMPARE(table.rows[0][2], start);
    QVERIFY(std::abs(table.rows[4][2] - run.scoreTrain().loss) < 1e-14);
    QVERIFY(table.text.contains("iteration 40: alpha 1, beta 0,"));
  }

  void aRunKeepsItsWayWhateverItsLength() {
    Session session = *openSession(QStringLiteral("xor-corners")).session;
    Trainer trainer(session);
    for (int k = 0; k < 7; ++k) trainer.stepBatch();
    session = trainer.capture();
    PathRun run(session);
    QVERIFY(run.snapshot()->lastStep.empty());
    run.train({.iterations = 1000, .epochs = {}});
    const std::shared_ptr<const Snapshot> snapshot = run.snapshot();
    const std::vector<ThetaPath::Point>& path = snapshot->path->points;
    QVERIFY(path.size() > ThetaPath::kMostPoints / 3 && path.size() <= ThetaPath::kMostPoints);
    QCOMPARE(path.front().iteration, 7);
    QCOMPARE(snapshot->iteration, 1007);
    std::size_t next = 0;
    std::vector<double> before;
    while (trainer.iteration() < 1007) {
      if (next < path.size() && trainer.iteration() == path[next].iteration)
        QCOMPARE(path[next++].theta, trainer.parameters().theta());
      before = trainer.parameters().theta();
      trainer.stepBatch();
    }
    QVERIFY(next + 1 >= path.size());
    const std::vector<double>& theta = snapshot->parameters.theta();
    QCOMPARE(theta, trainer.parameters().theta());
    for (std::size_t p = 0; p < theta.size(); ++p) QCOMPARE(snapshot->lastStep[p], theta[p] - before[p]);
  }

  /// What the tab shows of the same run once it stands.
  void itIsThePictureOfTheWindow() {
    const Session session = test::sampleSession();
    test::EngineDriver engine(session);
    SnapshotNeeds needs;
    needs.path = true;
    engine.post(SetNeeds{needs});
    engine.post(Step{StepSize::Batch, 300});
    const auto snapshot =
        engine.waitFor([](const Snapshot& one) { return one.path && one.iteration == 300 && !one.lastStep.empty(); });
    PathRun run(session);
    run.train({.iterations = 300, .epochs = {}});
    for (const char* plane : {"weights:w1.1.1,w1.1.2", "random", "step", "path", "curvature", "points"}) {
      SurfaceRequest request{std::get<PlaneRequest>(readPlane(QString::fromLatin1(plane))), 101};
      const auto here = std::get<SurfacePicture>(measureSurfacePicture(run, request));
      SurfaceQuestion question{snapshot};
      question.choice.kind = request.plane.kind;
      for (const SurfacePicture::Saved& saved : here.points) question.points.push_back(saved.point);
      for (SavedPoint& point : question.points) point.theta = thetaOf(point, *snapshot);
      const SurfacePicture there = shownInWindow(question);
      QVERIFY2(isSame(here, there), plane);
    }
  }

  void whatHasNoPlaneSaysWhy() {
    const Session session = *openSession(QStringLiteral("xor-corners")).session;
    Session single = session;
    single.network = {.inputs = 1, .bias = false, .layers = {{1, Activation::Identity}}};
    single.parameters = {1};
    single.data.source = PointList{{1, 2}, {1, 2}};
    QCOMPARE(problem(session, "step"), QStringLiteral("no update was made: --iterations or --epochs makes some"));
    QCOMPARE(problem(session, "path").section(QLatin1Char(':'), 0, 0),
             QStringLiteral("the run's path has fewer than three places or lies on a line"));
    QCOMPARE(problem(session, "points"),
             QStringLiteral("the run has no three places yet: --iterations or --epochs makes them"));
    QCOMPARE(problem(session, "weights:w1.1.1,w9.1.1"), QStringLiteral("the network has no w9.1.1"));
    QCOMPARE(problem(single, "random"), QStringLiteral("the network has a single weight, and a plane needs two"));
  }

  void aRunThatDivergesIsStillDrawn() {
    Session session = *openSession(QStringLiteral("xor-corners")).session;
    session.training.optimizer.learningRate = 1e9;
    session.network.layers.front().activation = Activation::Relu;
    const SurfaceCommand command = commandFor(session, "random", {.iterations = 1000, .epochs = {}});
    std::ostringstream err;
    QCOMPARE(run(command, err), 1);
    QVERIFY2(QString::fromStdString(err.str()).contains(QLatin1String("diverged")), err.str().c_str());
    QVERIFY(QFile::exists(command.output));
  }

 private:
  struct Table {
    QByteArray text;
    std::vector<std::array<double, 3>> rows;
  };

  SurfaceCommand commandFor(const Session& session, const char* plane, const TrainingLength& length) {
    SurfaceCommand command;
    command.file = m_folder.filePath(QStringLiteral("s.backscope"));
    if (!saveSession(command.file, session).isEmpty()) qFatal("could not write the session");
    command.request = {std::get<PlaneRequest>(readPlane(QString::fromLatin1(plane))), 5};
    command.length = length;
    command.output = m_folder.filePath(QStringLiteral("s.csv"));
    QFile::remove(command.output);
    return command;
  }
  static int run(const SurfaceCommand& command, std::ostream& err) { return runSurface(0, nullptr, command, err); }

  Table written(const Session& session, const char* plane, const TrainingLength& length, const SurfaceWindow& window) {
    SurfaceCommand command = commandFor(session, plane, length);
    command.request.window = window;
    std::ostringstream err;
    if (run(command, err) != 0) qFatal("%s", err.str().c_str());
    QFile file(command.output);
    if (!file.open(QIODevice::ReadOnly)) qFatal("no table");
    Table table{file.readAll(), {}};
    for (const QByteArray& line : table.text.split('\n')) {
      const QList<QByteArray> cells = line.split(',');
      if (line.startsWith('#') || line.startsWith("alpha") || cells.size() != 3) continue;
      table.rows.push_back({cells[0].toDouble(), cells[1].toDouble(), cells[2].toDouble()});
    }
    return table;
  }

  QString problem(const Session& session, const char* plane) {
    const SurfaceCommand command = commandFor(session, plane, {});
    std::ostringstream err;
    if (run(command, err) != 2 || QFile::exists(command.output)) return {};
    return QString::fromStdString(err.str()).trimmed().section(QStringLiteral(".backscope: "), 1);
  }

  static std::vector<double> thetaOf(const SavedPoint& point, const Snapshot& snapshot) {
    if (point.kind == SavedPoint::Kind::Start) return snapshot.path->points.front().theta;
    if (point.kind == SavedPoint::Kind::Now) return snapshot.parameters.theta();
    const auto iteration = static_cast<std::int64_t>(point.number);
    return std::ranges::find(snapshot.path->points, iteration, &ThetaPath::Point::iteration)->theta;
  }

  static SurfacePicture shownInWindow(const SurfaceQuestion& question) {
    SurfacePicture last;
    SurfaceWork(1).answer(question, {[] { return false; }, [] { return false; },
                                     [&](const SurfaceAnswer& answer) { last = answer.picture; }});
    return last;
  }

  static bool isSame(const SurfaceMark& left, const SurfaceMark& right) {
    return left.loss == right.loss && left.place.alpha == right.place.alpha && left.place.beta == right.place.beta &&
           left.place.distance == right.place.distance;
  }

  static bool isSame(const SurfacePicture& left, const SurfacePicture& right) {
    return left.kind == right.kind && left.iteration == right.iteration && left.first == right.first &&
           left.second == right.second && left.uLength == right.uLength && left.vLength == right.vLength &&
           isSame(left.here, right.here) &&
           std::ranges::equal(left.path, right.path,
                              [](const SurfacePicture::Dot& one, const SurfacePicture::Dot& other) {
                                return one.iteration == other.iteration && isSame(one.mark, other.mark);
                              }) &&
           std::ranges::equal(left.points, right.points,
                              [](const SurfacePicture::Saved& one, const SurfacePicture::Saved& other) {
                                return one.point.isSameAs(other.point) && isSame(one.mark, other.mark);
                              }) &&
           left.surface->window == right.surface->window && left.surface->loss == right.surface->loss;
  }

  QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSurfaceCommand)
#include "tst_surface_command.moc"
