#include "core/passes/loss.h"

namespace backscope {

std::string_view nameOf(Loss loss) { return loss == Loss::Square ? "square" : "cross-entropy"; }

std::optional<Loss> lossNamed(std::string_view name) {
  for (const Loss loss : kLosses)
    if (nameOf(loss) == name) return loss;
  return std::nullopt;
}

}  // namespace backscope
