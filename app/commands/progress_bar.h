#pragma once

#include <chrono>
#include <iosfwd>

namespace backscope {

/// A line on a terminal that says how far a run is, redrawn at most ten times a second and wiped away at the end.
class ProgressBar {
 public:
  /// Draws nothing where `isShown` is false.
  ProgressBar(std::ostream& terminal, bool isShown) : m_terminal(terminal), m_isShown(isShown) {}
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// share: 0…1.
  void show(double share);

 private:
  std::ostream& m_terminal;
  bool m_isShown;
  bool m_isDrawn = false;
  std::chrono::steady_clock::time_point m_next{};
};

}  // namespace backscope
