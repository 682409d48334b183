#include "app/engine_bridge.h"

#include <QMetaObject>
#include <utility>

namespace backscope {

namespace {

/// Whether the engine runs after this command; nothing: as before.
std::optional<bool> runsAfter(const Command& command) {
  if (std::holds_alternative<Train>(command)) return true;
  const bool stops = std::holds_alternative<Pause>(command) || std::holds_alternative<Step>(command) ||
                     std::holds_alternative<Reset>(command) || std::holds_alternative<Seek>(command) ||
                     std::holds_alternative<ChooseBranch>(command) || std::holds_alternative<ExchangeRun>(command);
  return stops ? std::optional(false) : std::nullopt;
}

}  // namespace

EngineBridge::EngineBridge(const Session& session, QObject* parent) : QObject(parent) {
  m_engine = std::make_unique<Engine>(
      session, m_generation, [this] { QMetaObject::invokeMethod(this, &EngineBridge::deliver, Qt::QueuedConnection); });
}

EngineBridge::~EngineBridge() = default;

void EngineBridge::post(Command command, int run) {
  sendWaiting();
  send(std::move(command), run);
}

void EngineBridge::postChoice(Command command) {
  post(std::move(command));
  m_modelCommand = m_sent;
}

void EngineBridge::send(Command command, int run) {
  ++m_sent;
  const std::optional<bool> running = runsAfter(command);
  m_engine->post(std::move(command), run);
  if (!running) return;
  m_runCommand = m_sent;
  setRunning(*running);
}

void EngineBridge::setRunning(bool running) {
  if (running == m_isRunning) return;
  m_isRunning = running;
  emit runningChanged(running);
}

void EngineBridge::replace(std::vector<RunSession> sessions, std::int64_t edit) {
  // Its runs have to be kept before those of the next edit are.
  if (m_waiting && m_waiting->edit != edit) sendWaiting();
  m_waiting = Replacement{std::move(sessions), edit};
  if (!m_isUnderWay) sendWaiting();
}

void EngineBridge::exchange(std::vector<RunSession> sessions, std::int64_t edit) {
  sendWaiting();
  m_isUnderWay = true;
  for (RunSession& one : sessions) send(ExchangeRun{edit, ++m_generation, std::move(one.session)}, one.run);
  m_modelCommand = m_sent;
}

void EngineBridge::sendWaiting() {
  if (!m_waiting) return;
  m_isUnderWay = true;
  for (RunSession& one : m_waiting->sessions)
    send(ReplaceSession{std::move(one.session), ++m_generation, m_waiting->edit}, one.run);
  m_modelCommand = m_sent;
  m_waiting.reset();
}

void EngineBridge::setTraining(const TrainingSettings& settings, int run) {
  if (m_waiting)
    for (RunSession& one : m_waiting->sessions)
      if (one.run == run) one.session.training = settings;
  send(SetTraining{settings}, run);
}

void EngineBridge::capture(const std::vector<int>& runs,
                           const std::function<void(const std::vector<Session>&)>& receive) {
  const auto captured = std::make_shared<std::vector<Session>>();
  sendWaiting();
  for (const int run : runs)
    send(Capture{[this, captured, receive, count = runs.size()](Session session) {
           captured->push_back(std::move(session));
           if (captured->size() < count) return;
           QMetaObject::invokeMethod(
               this, [captured, receive] { receive(*captured); }, Qt::QueuedConnection);
         }},
         run);
}

void EngineBridge::deliver() {
  const std::shared_ptr<const Snapshot> snapshot = m_engine->takeSnapshot();
  if (!snapshot) return;
  // An older one does not know yet what was commanded since.
  if (snapshot->commands >= m_runCommand) setRunning(snapshot->running);
  if (snapshot->commands < m_modelCommand) return;
  m_isUnderWay = false;
  sendWaiting();
  emit snapshotArrived(snapshot);
}

}  // namespace backscope
