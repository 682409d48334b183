#include "core/training/divergence.h"

namespace backscope {

std::string_view nameOf(Divergence::Where where) {
  switch (where) {
    case Divergence::Where::PreActivation:
      return "pre-activation";
    case Divergence::Where::Output:
      return "output";
    case Divergence::Where::Loss:
      return "loss";
    case Divergence::Where::Delta:
      return "delta";
    case Divergence::Where::Gradient:
      return "gradient";
    case Divergence::Where::Parameter:
      return "parameter";
  }
  return {};
}

}  // namespace backscope
