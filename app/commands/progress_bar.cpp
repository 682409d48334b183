#include "app/commands/progress_bar.h"

#include <cmath>
#include <ostream>
#include <string>

namespace backscope {

namespace {

constexpr int kColumns = 40;
constexpr std::chrono::milliseconds kPause{100};

}  // namespace

void ProgressBar::show(double share) {
  if (!m_isShown) return;
  const auto now = std::chrono::steady_clock::now();
  if (now < m_next) return;
  m_next = now + kPause;
  const auto filled = static_cast<std::size_t>(std::lround(share * kColumns));
  m_terminal << "\r[" << std::string(filled, '#') << std::string(kColumns - filled, '.') << "] "
             << static_cast<int>(share * 100) << '%' << std::flush;
  m_isDrawn = true;
}

ProgressBar::~ProgressBar() {
  if (m_isDrawn) m_terminal << '\r' << std::string(kColumns + 7, ' ') << '\r' << std::flush;
}

}  // namespace backscope
