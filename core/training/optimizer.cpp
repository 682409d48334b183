#include "core/training/optimizer.h"

namespace backscope {

std::string_view nameOf(OptimizerKind kind) {
  switch (kind) {
    case OptimizerKind::Sgd:
      return "sgd";
    case OptimizerKind::RmsProp:
      return "rmsprop";
    case OptimizerKind::Adam:
      return "adam";
  }
  return {};
}

std::optional<OptimizerKind> optimizerNamed(std::string_view name) {
  for (const OptimizerKind kind : kOptimizers)
    if (nameOf(kind) == name) return kind;
  return std::nullopt;
}

}  // namespace backscope
