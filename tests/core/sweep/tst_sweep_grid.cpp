#include "core/sweep/sweep_grid.h"

#include <QTest>

#include "core/training/trainer.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

namespace {

SweepAxis axis(const char* text) { return readAxis(text).value(); }

SweepGrid gridOf(const Session& session, std::vector<SweepAxis> axes) {
  return SweepGrid::make(session, std::move(axes)).value();
}

/// A session with points of its own, saved in the middle of a run.
Session savedRun() {
  Session session = test::sampleSession();
  session.data.source = PointList{{-1, -1, -1, 1, 1, -1, 1, 1}, {-1, 1, 1, -1}};
  session.data.testFraction = 0;
  Trainer trainer(session);
  for (int k = 0; k < 7; ++k) trainer.stepBatch();
  return trainer.capture();
}

}  // namespace

class TestSweepGrid : public QObject {
  Q_OBJECT

 private slots:
  void theLastAxisIsTheFastest() {
    const SweepGrid grid =
        gridOf(test::sampleSession(), {axis("initialization.scale=0.5,2"), axis("training.seed=4..6")});
    QCOMPARE(grid.count(), std::size_t{6});
    QCOMPARE(grid.placeOf(4), (std::vector<std::size_t>{1, 1}));
    QCOMPARE(grid.valuesOf(4), (std::vector<std::string>{"2", "5"}));
    const Session cell = grid.session(4).value();
    QCOMPARE(cell.initialization.scale, 2.0);
    QCOMPARE(cell.training.seed, std::uint64_t{5});
  }

  void nothingElseIsChanged() {
    const Session session = test::sampleSession();
    Session expected = session;
    expected.training.optimizer.learningRate = 0.1;
    QCOMPARE(gridOf(session, {axis("training.optimizer.learning_rate=0.1")}).session(0).value(), expected);
  }

  void everyKindOfValueCanBeVaried() {
    Session session = test::sampleSession();
    const SweepGrid grid =
        gridOf(session, {axis("network.layers[1].activation=relu"), axis("training.shuffle=false"),
                         axis("initialization.identical=true"), axis("training.optimizer.nesterov=true"),
                         axis("network.layers[0].units=9"), axis("data.generator=moons"), axis("title=other")});
    const Session cell = grid.session(0).value();
    session.network.layers[1].activation = Activation::Relu;
    session.network.layers[0].units = 9;
    session.training.shuffle = false;
    session.training.optimizer.nesterov = true;
    session.initialization.identical = true;
    std::get<GeneratorSettings>(session.data.source).generator = Generator::Moons;
    session.title = "other";
    QCOMPARE(cell, session);
  }

  void depthCopiesTheFirstHiddenLayer() {
    const SweepGrid grid = gridOf(test::sampleSession(), {axis("network.depth=0..3")});
    const std::vector<LayerSpec>& layers = test::sampleSession().network.layers;
    QCOMPARE(grid.session(0).value().network.layers, (std::vector<LayerSpec>{layers[2]}));
    QCOMPARE(grid.session(3).value().network.layers,
             (std::vector<LayerSpec>{layers[0], layers[0], layers[0], layers[2]}));
  }

  void axesAreAppliedInTheirOrder() {
    const SweepGrid grid = gridOf(test::sampleSession(), {axis("network.layers[0].units=7"), axis("network.depth=2")});
    QCOMPARE(grid.session(0).value().network.layers[1].units, 7);
  }

  void anotherOptimizerLeavesTheNumbersOfTheOldOneBehind() {
    Session session = test::sampleSession();
    session.training.optimizer.momentum = 0.9;
    const SweepGrid grid =
        gridOf(session, {axis("training.optimizer.epsilon=1e-6"), axis("training.optimizer.name=sgd,adam")});
    QCOMPARE(grid.session(1).value().training.optimizer.epsilon, 1e-6);
    QCOMPARE(grid.session(1).value().training.optimizer.kind, OptimizerKind::Adam);
    QCOMPARE(grid.findProblem()->path, std::string("training.optimizer.epsilon"));
  }

  void aSavedRunBeginsAtItsStart() {
    const Session run = savedRun();
    const Session drawn = gridOf(run, {axis("training.optimizer.learning_rate=0.5")}).session(0).value();
    QVERIFY(!drawn.state && !drawn.parameters);
    Session given = run;
    given.state->start[3] = 0.25;
    const Session cell = gridOf(given, {axis("training.optimizer.learning_rate=0.5")}).session(0).value();
    QVERIFY(!cell.state);
    QCOMPARE(*cell.parameters, given.state->start);
    QCOMPARE(std::get<PointList>(cell.data.source), std::get<PointList>(run.data.source));
  }

  void weightsOfTheFileGoWhereAStartIsDrawn() {
    Session session = test::sampleSession();
    session.parameters = startOf(session).theta();
    QVERIFY(gridOf(session, {axis("training.seed=2")}).session(0).value().parameters);
    QVERIFY(!gridOf(session, {axis("initialization.scale=2")}).session(0).value().parameters);
    QVERIFY(!gridOf(session, {axis("network.depth=2")}).session(0).value().parameters);
    QCOMPARE(gridOf(session, {axis("parameters.weights[0][1][0]=0.5")}).session(0).value().parameters->at(2), 0.5);
  }

  void aPointCanBeVaried() {
    const Session cell = gridOf(savedRun(), {axis("data.points[3].x[0]=0.25")}).session(0).value();
    QCOMPARE(std::get<PointList>(cell.data.source).x[6], 0.25);
  }

  void whatIsWrongIsNamedByItsPath_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* text, const char* path) {
      QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(path);
    };
    row("initialization.scal=1", "initialization.scal");
    row("init.scale=1", "init");
    row("network.layers[3].units=1", "network.layers[3].units");
    row("network.layers[x].units=1", "network.layers[x].units");
    row("network.layers[0].units[0]=1", "network.layers[0].units[0]");
    row("network..layers=1", "network.");
    row("network/inputs=1", "network/inputs");
    row("network.layers[01].units=1", "network.layers[01].units");
    row("parameters.biases[0][0]=1", "parameters");
    row("state.epoch=1", "state.epoch");
    row("network.depth=1,17", "network.depth");
    row("network.depth=-1", "network.depth");
    row("network.depth=two", "network.depth");
    row("initialization.scale=1,two", "initialization.scale");
    row("training.batch_size=1,0", "training.batch_size");
    row("training.batch_size=1.5", "training.batch_size");
    row("network.layers[0].units=4,129", "network.layers[0].units");
    row("data.generator=moons,three-class", "data.generator");
    row("network=1", "network");
    row("format=1", "");
  }

  void whatIsWrongIsNamedByItsPath() {
    QFETCH(QString, text);
    const Result<SweepGrid> grid =
        SweepGrid::make(test::sampleSession(), {axis("training.seed=1"), axis(qPrintable(text))});
    const std::optional<Problem> problem = grid ? grid.value().findProblem() : grid.problem();
    QVERIFY(problem);
    QTEST(QString::fromStdString(problem->path), "path");
  }

  void aKeyStandsOnce() {
    const Result<SweepGrid> grid =
        SweepGrid::make(test::sampleSession(), {axis("training.seed=1"), axis("training.seed=2")});
    QCOMPARE(grid.problem().kind, Problem::Kind::Duplicate);
  }

  void thereIsAnEndToCells() {
    QVERIFY(SweepGrid::make(test::sampleSession(), {axis("training.seed=1..1000"), axis("data.seed=1..1000")}));
    QVERIFY(!SweepGrid::make(test::sampleSession(), {axis("training.seed=1..1000"), axis("data.seed=1..1001")}));
  }

  void depthNeedsALayerToCopy() {
    const Session session = test::sampleSession({{1, Activation::Tanh}});
    QCOMPARE(SweepGrid::make(session, {axis("network.depth=1")}).problem().kind, Problem::Kind::Needs);
  }

  void theIdentityIsOfAllThatIsNotVaried() {
    Session session = test::sampleSession();
    const std::vector<SweepAxis> axes{axis("initialization.scale=1,2")};
    const std::string identity = gridOf(session, axes).identity();
    QCOMPARE(identity.size(), std::size_t{16});
    session.initialization.scale = 17;
    session.title = "renamed";
    QCOMPARE(gridOf(session, axes).identity(), identity);
    session.training.l2 = 1e-3;
    QVERIFY(gridOf(session, axes).identity() != identity);
  }
};

QTEST_GUILESS_MAIN(TestSweepGrid)
#include "tst_sweep_grid.moc"
