#pragma once

#include <QString>
#include <iosfwd>

namespace backscope {

/// What `backscope curvature` was asked for.
struct CurvatureOptions {
  QString file;
  bool json = false;
};

/// Prints ‖∇L‖, the Hessian's eigenvalues over the training examples and what the place is, for the weights that the
/// session starts from or goes on from. Beyond kMostCurvatureParameters the ends of the spectrum.
int runCurvature(const CurvatureOptions& options, std::ostream& out, std::ostream& err);

}  // namespace backscope
