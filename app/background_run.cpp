#include "app/background_run.h"

#include <sys/resource.h>
#include <unistd.h>

#include <QThread>
#include <algorithm>

namespace backscope {

namespace {

/// 0 is the window's and the engine's, 19 the last.
constexpr int kNiceness = 10;

}  // namespace

void standBack() { setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness); }

int spareCores() { return std::max(1, QThread::idealThreadCount() - 1); }

}  // namespace backscope
