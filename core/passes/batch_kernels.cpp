#include "core/passes/batch_kernels.h"

#include <vector>

namespace backscope {

inline namespace base {
extern const BatchKernels kBatchKernels;
}

#ifdef BACKSCOPE_X86_LEVELS
namespace v3 {
extern const BatchKernels kBatchKernels;
}
namespace v4 {
extern const BatchKernels kBatchKernels;
}

namespace {

bool hasV3() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2");
}

bool hasV4() {
  return hasV3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

}  // namespace
#endif

std::span<const BatchKernels* const> availableKernels() {
  static const std::vector<const BatchKernels*> kernels = [] {
    std::vector<const BatchKernels*> found{&base::kBatchKernels};
#ifdef BACKSCOPE_X86_LEVELS
    if (hasV3()) found.push_back(&v3::kBatchKernels);
    if (hasV4()) found.push_back(&v4::kBatchKernels);
#endif
    return found;
  }();
  return kernels;
}

const BatchKernels& batchKernels() {
  static const BatchKernels& best = *availableKernels().back();
  return best;
}

}  // namespace backscope
