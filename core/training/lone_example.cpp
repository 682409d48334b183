#include "core/training/lone_example.h"

#include <algorithm>
#include <span>
#include <utility>

#include "core/session/session_json.h"

namespace backscope {
namespace {

/// All that the passes depend on, without the run's own data and parameters.
Session loneSession(const Session& run, const TypedExample& example) {
  Session session;
  session.network = run.network;
  session.loss = run.loss;
  session.training = run.training;
  session.training.batchSize = 1;
  session.training.shuffle = false;
  session.data.source = PointList{example.x, example.y};
  return session;
}

}  // namespace

Trainer loneTrainer(const Trainer& run, const TypedExample& example) {
  Session session = loneSession(run.session(), example);
  session.parameters = run.parameters().theta();
  Trainer lone(std::move(session));
  // One example an epoch; adam counts the updates.
  lone.restore({run.iteration(), run.iteration(), 0, run.parameters().theta(), run.optimizer()});
  return lone;
}

std::vector<PassStep> stepsOfLone(const Trainer& run) {
  return passSteps(run.session().network, run.session().training, true);
}

TypedExample exampleOf(const Dataset& data, int n) {
  const std::span<const double> x = data.inputOf(n);
  const std::span<const double> y = data.targetOf(n);
  return {{x.begin(), x.end()}, {y.begin(), y.end()}};
}

PassInstant loneInstant(const Trainer& run, const TypedExample& example, int index, int done) {
  Trainer lone = loneTrainer(run, example);
  const auto count = static_cast<int>(stepsOfPresent(lone).size());
  PassInstant instant = makeInstant(lone, std::min(done, count));
  instant.example = index;
  instant.isAlone = true;
  return instant;
}

std::optional<Problem> checkExample(const Session& session, const TypedExample& example) {
  return checkSession(loneSession(session, example));
}

}  // namespace backscope
