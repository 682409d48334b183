#include "ui/values/parameter_item.h"

#include "core/network/parameters.h"

namespace backscope {

NetworkItem itemOfParameter(const Architecture& architecture, std::size_t index) {
  const ParameterLayout places(architecture);
  int l = architecture.outputLayer();
  while (places.weightOffset(l) > index) --l;
  const auto inputs = static_cast<std::size_t>(architecture.unitsOf(l - 1));
  const std::size_t place = index - places.weightOffset(l);
  const std::size_t weights = inputs * static_cast<std::size_t>(architecture.unitsOf(l));
  if (place >= weights) return {NetworkItem::Kind::Bias, {l, static_cast<int>(place - weights)}, 0};
  return {NetworkItem::Kind::Weight, {l, static_cast<int>(place / inputs)}, static_cast<int>(place % inputs)};
}

}  // namespace backscope
