#pragma once

namespace backscope {

/// The double-precision operations a second that this core reaches with nothing but fused multiply-adds in registers
/// (256 bits wide).
double measurePeakFlops();

}  // namespace backscope
