#pragma once

#include "ui/views/network_layout.h"

namespace backscope {

/// The weight or bias that stands at this place in θ; the other way round than parameterIndex().
NetworkItem itemOfParameter(const Architecture& architecture, std::size_t index);

}  // namespace backscope
