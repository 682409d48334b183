#pragma once

#include <QString>
#include <string>

#include "core/passes/example_trace.h"
#include "core/session/session.h"

namespace backscope {

/// One example's passes and what they belong to.
struct TracedExample {
  const Session& session;
  int example = 0;  ///< from 0
  int count = 0;    ///< of the examples
  Parameters parameters;
  ExampleTrace trace;
};

/// Aligned tables in the notes' notation with four decimals, three a layer: b and W, from which a = W z + b can be
/// redone; what both passes give each unit; the gradient. At most eight weights stand beside each other.
QString traceText(const TracedExample& traced);

/// One object: example, x, y, yhat, loss, layers with layer, activation, a, z, slope, delta, dW, db. All digits.
std::string traceJson(const TracedExample& traced);

/// A row for each number: layer, quantity, j, i, value, with j and i from 1 and all digits. The input stands in layer
/// 0; the target y and the loss in the output layer.
std::string traceCsv(const TracedExample& traced);

}  // namespace backscope
