#include "app/engine_bridge.h"

#include <QMetaObject>
#include <utility>

namespace backscope {

EngineBridge::EngineBridge(const Session& session, QObject* parent) : QObject(parent) {
  m_engine = std::make_unique<Engine>(
      session, m_generation, [this] { QMetaObject::invokeMethod(this, &EngineBridge::deliver, Qt::QueuedConnection); });
}

EngineBridge::~EngineBridge() = default;

void EngineBridge::post(Command command) {
  sendWaiting();
  m_engine->post(std::move(command));
}

void EngineBridge::replace(Session session) {
  m_waiting = std::move(session);
  if (!m_isUnderWay) sendWaiting();
}

void EngineBridge::sendWaiting() {
  if (!m_waiting) return;
  m_isUnderWay = true;
  m_engine->post(ReplaceSession{std::move(*m_waiting), ++m_generation});
  m_waiting.reset();
}

void EngineBridge::setTraining(const TrainingSettings& settings) {
  if (m_waiting) m_waiting->training = settings;
  m_engine->post(SetTraining{settings});
}

void EngineBridge::capture(std::function<void(Session)> receive) {
  post(Capture{[this, receive = std::move(receive)](Session session) {
    QMetaObject::invokeMethod(
        this, [receive, captured = std::move(session)] { receive(captured); }, Qt::QueuedConnection);
  }});
}

void EngineBridge::deliver() {
  const std::shared_ptr<const Snapshot> snapshot = m_engine->takeSnapshot();
  if (!snapshot || snapshot->generation != m_generation) return;
  m_isUnderWay = false;
  sendWaiting();
  emit snapshotArrived(snapshot);
}

}  // namespace backscope
