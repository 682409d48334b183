#include "ui/exercise/exercise.h"

#include <algorithm>
#include <utility>

namespace backscope {

namespace {

/// The same example with the same weights: what was known there stays known.
bool isSamePlace(const Snapshot& one, const Snapshot& other) {
  const PassInstant& pass = *one.pass;
  const PassInstant& next = *other.pass;
  return one.generation == other.generation && pass.isAlone == next.isAlone && pass.example == next.example &&
         pass.exampleInBatch == next.exampleInBatch && pass.trace.x == next.trace.x && pass.trace.y == next.trace.y &&
         pass.parameters.theta() == next.parameters.theta() && pass.steps == next.steps;
}

}  // namespace

void Exercise::follow(const std::shared_ptr<const Snapshot>& snapshot) {
  const bool isSame = m_snapshot && isSamePlace(*m_snapshot, *snapshot);
  const int knownBefore = m_known;
  m_snapshot = snapshot;
  if (!isSame) {
    m_known = 0;
    m_line = 0;
  }
  m_known = std::min(m_known, snapshot->pass->done);
  if (m_known != knownBefore) m_line = 0;
  enter();
}

/// Works on the next step that has something to ask.
void Exercise::enter() {
  const int done = m_snapshot->pass->done;
  for (;; ++m_known) {
    auto instant = std::make_shared<PassInstant>(*m_snapshot->pass);
    instant->done = std::min(m_known + 1, done);
    m_instant = std::move(instant);
    m_whole = passTextFor(*m_instant, *m_snapshot->session);
    m_askedLines.clear();
    for (std::size_t k = 0; k < m_whole.lines.size() && m_known < done; ++k)
      if (isAsked(m_whole.lines[k])) m_askedLines.push_back(k);
    if (m_known >= done || m_line < askedCount()) break;
    m_line = 0;
  }
  fillText();
}

int Exercise::askedCount() const { return static_cast<int>(m_askedLines.size()); }

/// What is already known of the step, and the formula that leads on.
void Exercise::fillText() {
  m_text = m_whole;
  if (asked() == nullptr) return;
  const auto line = static_cast<std::ptrdiff_t>(m_askedLines[static_cast<std::size_t>(m_line)]);
  m_text.lines.assign(m_whole.lines.begin(), m_whole.lines.begin() + line);
  m_text.finding.clear();
  m_text.lossChange.clear();
}

const PassLine* Exercise::asked() const {
  return m_line < askedCount() ? &m_whole.lines[m_askedLines[static_cast<std::size_t>(m_line)]] : nullptr;
}

void Exercise::learn() {
  ++m_line;
  if (m_line >= askedCount()) {
    ++m_known;
    m_line = 0;
  }
  enter();
}

Answer Exercise::give(const QString& entry) {
  Answer answer = judge(entry, *asked(), *m_instant, *m_snapshot->session);
  if (answer.verdict == Answer::Verdict::Right) learn();
  return answer;
}

void Exercise::show() {
  if (asked() != nullptr) learn();
}

void Exercise::showAll() {
  m_known = m_snapshot->pass->done;
  m_line = 0;
  enter();
}

std::shared_ptr<const Snapshot> Exercise::known() const {
  if (m_known >= m_snapshot->pass->done) return m_snapshot;
  auto instant = std::make_shared<PassInstant>(*m_snapshot->pass);
  instant->done = m_known;
  auto snapshot = std::make_shared<Snapshot>(*m_snapshot);
  snapshot->pass = std::move(instant);
  return snapshot;
}

}  // namespace backscope
