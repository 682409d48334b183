#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include "core/engine/snapshot.h"

namespace backscope {

/// Holds at most one undelivered snapshot; a newer one takes its place. One thread puts, another takes, neither waits.
class SnapshotBox {
 public:
  SnapshotBox() = default;
  ~SnapshotBox() { delete m_content.load(); }
  SnapshotBox(const SnapshotBox&) = delete;
  SnapshotBox& operator=(const SnapshotBox&) = delete;

  /// True where the box was empty, so that the taker has to be told.
  bool put(std::shared_ptr<const Snapshot> snapshot) {
    const std::unique_ptr<Content> old(m_content.exchange(new Content(std::move(snapshot)), std::memory_order_acq_rel));
    return old == nullptr;
  }

  /// nullptr where there is none.
  std::shared_ptr<const Snapshot> take() {
    const std::unique_ptr<Content> content(m_content.exchange(nullptr, std::memory_order_acq_rel));
    return content ? std::move(*content) : nullptr;
  }

  bool isEmpty() const { return m_content.load(std::memory_order_relaxed) == nullptr; }

 private:
  using Content = std::shared_ptr<const Snapshot>;
  std::atomic<Content*> m_content = nullptr;
};

}  // namespace backscope
