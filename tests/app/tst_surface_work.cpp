#include "app/surface_work.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/surface_window.h"
#include "core/analysis/curvature.h"
#include "core/passes/evaluator.h"
#include "tests/support/engine_driver.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;
using test::EngineDriver;

class TestSurfaceWork : public QObject {
  Q_OBJECT

 private slots:
  void whereTheRunStandsItIsTheRealLoss_data();
  void whereTheRunStandsItIsTheRealLoss();
  void thePathHasItsOwnLosses();
  void itGetsFinerUntilANewerQuestionComes();
  void whatIsKnownIsNotMeasuredAgain();
  void aLargeNetworkIsCoarse();
  void eigenvectorsKeepTheirSign();
  void aLargeNetworksEigenvectorsAreFoundToo();
  void whereThereIsNoPlaneItIsSaid();
  void theAxesStayStillAsLongAsTheyHaveRoom();
};

namespace {

using Answers = std::vector<SurfaceAnswer>;

std::shared_ptr<const Snapshot> snapshotAfter(const Session& session, int updates) {
  EngineDriver engine(session);
  SnapshotNeeds needs;
  needs.path = true;
  engine.post(SetNeeds{needs});
  if (updates > 0) engine.post(Step{StepSize::Batch, updates});
  return engine.waitFor([&](const Snapshot& snapshot) { return snapshot.path && snapshot.iteration == updates; });
}

/// All answers; `isLate` says so from the first on.
Answers ask(SurfaceWork& work, const SurfaceQuestion& question, bool isLate = false) {
  Answers answers;
  work.answer(question, {[] { return false; }, [isLate] { return isLate; },
                         [&](SurfaceAnswer answer) { answers.push_back(std::move(answer)); }});
  return answers;
}

SurfaceAnswer answerTo(const SurfaceQuestion& question) {
  SurfaceWork work(1);
  return ask(work, question).back();
}

double lossAt(const Snapshot& snapshot, const std::vector<double>& theta) {
  Evaluator evaluator(snapshot.session->network, snapshot.session->loss);
  return evaluator.score(Parameters(snapshot.session->network, theta), *snapshot.data, snapshot.data->train).loss;
}

SurfaceChoice choiceOf(PlaneKind kind) {
  SurfaceChoice choice;
  choice.kind = kind;
  return choice;
}

double distanceBetween(const std::vector<double>& left, const std::vector<double>& right) {
  double squares = 0;
  for (std::size_t k = 0; k < left.size(); ++k) squares += (left[k] - right[k]) * (left[k] - right[k]);
  return std::sqrt(squares);
}

}  // namespace

void TestSurfaceWork::whereTheRunStandsItIsTheRealLoss_data() {
  QTest::addColumn<int>("kind");
  for (const PlaneKind kind :
       {PlaneKind::Weights, PlaneKind::Random, PlaneKind::Step, PlaneKind::Path, PlaneKind::Curvature})
    QTest::addRow("%d", static_cast<int>(kind)) << static_cast<int>(kind);
}

/// Two weights are set to where they are; through all others the present θ is the plane's origin, and the middle of
/// what is seen but for the path.
void TestSurfaceWork::whereTheRunStandsItIsTheRealLoss() {
  QFETCH(int, kind);
  const auto snapshot = snapshotAfter(test::sampleSession(), 100);
  const SurfaceAnswer answer = answerTo({snapshot, choiceOf(static_cast<PlaneKind>(kind))});
  const SurfacePicture& picture = answer.picture;
  QVERIFY(!picture.problem && !picture.isWorking);
  QCOMPARE(picture.iteration, 100);
  QCOMPARE(picture.here.loss, lossAt(*snapshot, snapshot->parameters.theta()));
  QVERIFY(picture.here.place.distance < 1e-12);
  const std::vector<double> there = answer.plane->at(picture.here.place.alpha, picture.here.place.beta);
  QVERIFY(distanceBetween(there, snapshot->parameters.theta()) < 1e-12);
  const LossSurface& surface = *picture.surface;
  QCOMPARE(surface.columns, 101);
  QCOMPARE(surface.examples, static_cast<int>(snapshot->data->train.size()));
  QCOMPARE(surface.at(7, 90), lossAt(*snapshot, answer.plane->at(surface.alphaOf(7), surface.betaOf(90))));
  if (picture.kind != PlaneKind::Weights && picture.kind != PlaneKind::Path)
    QCOMPARE(surface.at(50, 50), picture.here.loss);
}

void TestSurfaceWork::thePathHasItsOwnLosses() {
  const auto snapshot = snapshotAfter(test::sampleSession(), 40);
  SurfaceChoice choice = choiceOf(PlaneKind::Points);
  choice.points = {{SavedPoint::Kind::Start}, {SavedPoint::Kind::Bookmark, 20, "twenty"}};
  SurfaceQuestion question{snapshot, choice, choice.points};
  question.points[0].theta = snapshot->path->points.front().theta;
  question.points[1].theta = snapshot->path->points[20].theta;
  const SurfacePicture picture = answerTo(question).picture;
  QCOMPARE(picture.points.size(), std::size_t{2});
  QCOMPARE(picture.points[1].mark.loss, lossAt(*snapshot, question.points[1].theta));
  QVERIFY(std::abs(picture.points[1].mark.place.alpha - 1) < 1e-12);
  QVERIFY(picture.points[1].point.theta.empty());
  QCOMPARE(picture.path.size(), std::size_t{40});
  const SurfacePicture::Dot& dot = picture.path[10];
  QCOMPARE(dot.iteration, 10);
  const std::vector<double>& theta = snapshot->path->points[10].theta;
  QCOMPARE(dot.mark.loss, lossAt(*snapshot, theta));
  const SurfacePlane plane = *answerTo(question).plane;
  QVERIFY(std::abs(distanceBetween(plane.at(dot.mark.place.alpha, dot.mark.place.beta), theta) -
                   dot.mark.place.distance) < 1e-12);
  QVERIFY(dot.mark.place.distance > 1e-6);
}

void TestSurfaceWork::itGetsFinerUntilANewerQuestionComes() {
  const auto snapshot = snapshotAfter(test::sampleSession(), 10);
  SurfaceWork work(2);
  const Answers answers = ask(work, {snapshot, choiceOf(PlaneKind::Random)});
  QVERIFY(answers.size() > 1);
  for (std::size_t k = 0; k < answers.size(); ++k) {
    QCOMPARE(answers[k].picture.isWorking, k + 1 < answers.size());
    if (k > 0) QVERIFY(answers[k].picture.surface->columns > answers[k - 1].picture.surface->columns);
  }
  const auto later = snapshotAfter(test::sampleSession(), 11);
  QCOMPARE(ask(work, {later, choiceOf(PlaneKind::Random)}, true).size(), std::size_t{1});
}

/// Another path over the same plane, as a bookmark brings it.
void TestSurfaceWork::whatIsKnownIsNotMeasuredAgain() {
  const auto snapshot = snapshotAfter(test::sampleSession(), 10);
  SurfaceWork work(1);
  const Answers first = ask(work, {snapshot, choiceOf(PlaneKind::Random)});
  auto again = std::make_shared<Snapshot>(*snapshot);
  again->path = nullptr;
  const Answers second = ask(work, {again, choiceOf(PlaneKind::Random)});
  QCOMPARE(second.size(), std::size_t{1});
  QCOMPARE(second.front().picture.surface, first.back().picture.surface);
  SurfaceChoice zoomed = choiceOf(PlaneKind::Random);
  zoomed.window = SurfaceWindow{-0.5, 0.25, 0, 0.125};
  QVERIFY(ask(work, {again, zoomed}).back().picture.surface->window == *zoomed.window);
}

void TestSurfaceWork::aLargeNetworkIsCoarse() {
  const Session session = test::sampleSession(test::sampleLayers(16, 128, Activation::Tanh));
  const auto snapshot = snapshotAfter(session, 0);
  SurfaceWork work(1);
  const Answers answers = ask(work, {snapshot, choiceOf(PlaneKind::Random)}, true);
  QCOMPARE(answers.size(), std::size_t{1});
  QCOMPARE(answers.front().picture.surface->columns, 13);
  QCOMPARE(answers.front().picture.surface->examples, 64);
  QVERIFY(answers.front().picture.isWorking);
}

void TestSurfaceWork::eigenvectorsKeepTheirSign() {
  SurfaceWork work(1);
  std::vector<double> before;
  for (const int updates : {50, 51, 52, 53, 54}) {
    const auto snapshot = snapshotAfter(test::sampleSession(), updates);
    const SurfaceAnswer answer = ask(work, {snapshot, choiceOf(PlaneKind::Curvature)}, true).back();
    const auto curvature =
        measureCurvature(snapshot->parameters, snapshot->session->loss, *snapshot->data, snapshot->data->train);
    QCOMPARE(answer.picture.first, curvature->eigenvalues(0));
    QCOMPARE(answer.picture.second, curvature->largest());
    const std::vector<double>& u = answer.plane->u;
    if (!before.empty()) {
      double product = 0;
      for (std::size_t k = 0; k < u.size(); ++k) product += u[k] * before[k];
      QVERIFY(product > 0);
    }
    before = u;
  }
}

/// By products with the Hessian; the least and the largest of all are those of the whole spectrum.
void TestSurfaceWork::aLargeNetworksEigenvectorsAreFoundToo() {
  const auto snapshot = snapshotAfter(test::sampleSession(test::sampleLayers(2, 30, Activation::Tanh)), 20);
  QVERIFY(snapshot->parameters.theta().size() > kMostCurvatureParameters);
  const SurfaceAnswer answer = answerTo({snapshot, choiceOf(PlaneKind::Curvature)});
  const auto curvature =
      measureCurvature(snapshot->parameters, snapshot->session->loss, *snapshot->data, snapshot->data->train);
  const double tolerance = 1e-3 * curvature->largest();
  QVERIFY(std::abs(answer.picture.first - curvature->eigenvalues(0)) < tolerance);
  QVERIFY(std::abs(answer.picture.second - curvature->largest()) < tolerance);
}

void TestSurfaceWork::whereThereIsNoPlaneItIsSaid() {
  const auto problemOf = [](const std::shared_ptr<const Snapshot>& snapshot, PlaneKind kind) {
    return *answerTo({snapshot, choiceOf(kind)}).picture.problem;
  };
  const auto start = snapshotAfter(test::sampleSession(), 0);
  QVERIFY(problemOf(start, PlaneKind::Step) == NoPlane::NoStep);
  auto still = std::make_shared<Snapshot>(*start);
  still->lastStep.assign(start->parameters.theta().size(), 0);
  QVERIFY(problemOf(still, PlaneKind::Step) == NoPlane::NoMove);
  QVERIFY(problemOf(start, PlaneKind::Path) == NoPlane::ShortPath);
  QVERIFY(problemOf(start, PlaneKind::Points) == NoPlane::NoPoints);
  SurfaceQuestion same{start, choiceOf(PlaneKind::Points)};
  same.points = {{.theta = start->parameters.theta()}, {.theta = start->parameters.theta()}};
  QVERIFY(*answerTo(same).picture.problem == NoPlane::SamePoints);
  auto broken = std::make_shared<Snapshot>(*start);
  broken->parameters.theta()[3] = std::numeric_limits<double>::quiet_NaN();
  QVERIFY(problemOf(broken, PlaneKind::Weights) == NoPlane::NotFinite);
  auto huge = std::make_shared<Snapshot>(*start);
  std::ranges::fill(huge->parameters.theta(), 1e300);
  QVERIFY(answerTo({huge, choiceOf(PlaneKind::Random)}).picture.surface ||
          problemOf(huge, PlaneKind::Random) == NoPlane::NotFinite);
  Session single = test::sampleSession({{1, Activation::Tanh}});
  single.network.bias = false;
  single.network.inputs = 1;
  single.data.source = PointList{{1, 2, 3, 4}, {0.5, 1, 1, 2}};
  QVERIFY(problemOf(snapshotAfter(single, 0), PlaneKind::Weights) == NoPlane::OneWeight);
}

void TestSurfaceWork::theAxesStayStillAsLongAsTheyHaveRoom() {
  const SurfaceWindow first = fitWindow({-1, 1, -2, 3}, std::nullopt);
  QVERIFY(first.alphaLow < -1 && first.alphaHigh > 1 && first.betaLow < -2 && first.betaHigh > 3);
  QVERIFY(first.betaHigh < 4.5);
  QVERIFY(fitWindow({-1.01, 1.01, -1, 3}, first) == first);
  const SurfaceWindow wider = fitWindow({-1, 3, -2, 3}, first);
  QVERIFY(wider.alphaHigh > 3 && wider.betaLow == first.betaLow && wider.betaHigh == first.betaHigh);
  QVERIFY(fitWindow({-0.1, 0.1, -2, 3}, first).alphaHigh < 0.2);
  // 1.2 and not 6 · 0.2, which is another number.
  const SurfaceWindow tidy = fitWindow({-1, 1, -1, 1}, std::nullopt);
  QVERIFY(tidy.alphaHigh == 1.2 && tidy.betaLow == -1.2);
}

QTEST_GUILESS_MAIN(TestSurfaceWork)
#include "tst_surface_work.moc"
