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

void EngineBridge::post(Command command) {
  sendWaiting();
  send(std::move(command));
}

void EngineBridge::send(Command command) {
  ++m_sent;
  const std::optional<bool> running = runsAfter(command);
  m_engine->post(std::move(command));
  if (!running) return;
  m_runCommand = m_sent;
  setRunning(*running);
}

void EngineBridge::setRunning(bool running) {
  if (running == m_isRunning) return;
  m_isRunning = running;
  emit runningChanged(running);
}

void EngineBridge::replace(Session session, std::int64_t edit) {
  // Its run has to be kept before that of the next edit is.
  if (m_waiting && m_waiting->edit != edit) sendWaiting();
  m_waiting = Replacement{std::move(session), edit};
  if (!m_isUnderWay) sendWaiting();
}

void EngineBridge::exchange(Session session, std::int64_t edit) {
  sendWaiting();
  m_isUnderWay = true;
  send(ExchangeRun{edit, ++m_generation, std::move(session)});
}

void EngineBridge::sendWaiting() {
  if (!m_waiting) return;
  m_isUnderWay = true;
  send(ReplaceSession{std::move(m_waiting->session), ++m_generation, m_waiting->edit});
  m_waiting.reset();
}

void EngineBridge::setTraining(const TrainingSettings& settings) {
  if (m_waiting) m_waiting->session.training = settings;
  send(SetTraining{settings});
}

void EngineBridge::capture(std::function<void(Session)> receive) {
  post(Capture{[this, receive = std::move(receive)](Session session) {
    QMetaObject::invokeMethod(
        this, [receive, captured = std::move(session)] { receive(captured); }, Qt::QueuedConnection);
  }});
}

void EngineBridge::deliver() {
  const std::shared_ptr<const Snapshot> snapshot = m_engine->takeSnapshot();
  if (!snapshot) return;
  // An older one does not know yet what was commanded since.
  if (snapshot->commands >= m_runCommand) setRunning(snapshot->running);
  if (snapshot->generation != m_generation) return;
  m_isUnderWay = false;
  sendWaiting();
  emit snapshotArrived(snapshot);
}

}  // namespace backscope
