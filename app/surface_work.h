#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "app/newest_run.h"
#include "app/surface_planes.h"
#include "core/passes/loss_probe.h"

namespace backscope {

/// A picture, and the plane that it is of.
struct SurfaceAnswer {
  SurfacePicture picture{};
  std::shared_ptr<const SurfacePlane> plane{};  ///< nothing where there is none
};

/// Makes pictures of the loss surface, one question after the other, on one thread and as many more as it is told.
///
/// While the run trains, a picture is as fine as the time for a frame allows, over fewer examples where the network is
/// large; then, and where it stands, it gets finer until a newer question comes. What is known from the picture before
/// is not computed again: the losses of the path, and the surface where its plane is the same.
class SurfaceWork {
 public:
  using Run = NewestRun<SurfaceQuestion, SurfaceAnswer>;

  explicit SurfaceWork(int jobs) : m_jobs(jobs) {}
  void answer(const SurfaceQuestion& question, const Run::Talk& talk);

 private:
  using Interrupted = std::function<bool()>;
  using PathLosses = std::map<std::int64_t, std::pair<std::vector<double>, double>>;  ///< by iteration: θ and L

  /// What all losses of a picture are taken over.
  struct Measured {
    std::uint64_t generation = 0;
    std::shared_ptr<const Dataset> data{};
    std::span<const int> examples{};
    std::unique_ptr<ExampleBlocks> blocks{};
    std::unique_ptr<LossProbe> probe{};
    PathLosses losses{};
  };
  /// So many examples, and the sizes that are measured over them.
  struct Stage {
    int examples = 0;
    std::vector<int> sizes;
  };

  std::vector<Stage> stagesOf(const Snapshot& snapshot) const;
  int liveSize(const std::vector<int>& sizes, double unitsOfPoint) const;
  void measureOver(const Snapshot& snapshot, int examples);
  double lossAt(std::span<const double> theta) const;
  double pathLossAt(std::span<const double> theta, std::int64_t iteration, const PathLosses& known);
  /// All of the picture but its surface; false where it was interrupted.
  bool describe(const SurfaceQuestion& question, const Interrupted& interrupted, SurfaceAnswer& answer);
  void addWindow(const SurfaceQuestion& question, SurfaceAnswer& answer);
  /// False where it was interrupted.
  bool measure(const SurfaceQuestion& question, int size, const Interrupted& interrupted, SurfaceAnswer& answer);

  const int m_jobs;
  Measured m_measured;
  SurfaceChoice m_choice;          ///< of m_last
  SurfaceAnswer m_last;            ///< as it was described last, with the surface that there was
  SurfaceWindow m_window;          ///< of m_last
  double m_secondsPerUnit = 1e-9;  ///< a multiply-add takes about this
};

}  // namespace backscope
