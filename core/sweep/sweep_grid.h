#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/session/problem.h"
#include "core/session/session.h"
#include "core/sweep/axis_values.h"

namespace backscope {

/// A session of which some keys are varied: a cell for every combination of their values, the last axis fastest.
///
/// A sweep begins at the start: a saved run's state is left out. Where something of the network or of the
/// initialization is varied, so are the parameters of the file, as the start of another network is drawn. The axes are
/// applied in their order, each as if its value stood in the file.
class SweepGrid {
 public:
  /// Of a valid session. Problems: a key that stands twice or is not there, too many cells. Whether every value is
  /// possible is for findProblem() to say.
  static Result<SweepGrid> make(const Session& session, std::vector<SweepAxis> axes);

  const std::vector<SweepAxis>& axes() const;
  std::size_t count() const;
  /// The index into each axis's values.
  std::vector<std::size_t> placeOf(std::size_t cell) const;
  /// The value of each axis.
  std::vector<std::string> valuesOf(std::size_t cell) const;
  /// A problem names the key's path, as in a file.
  Result<Session> session(std::size_t cell) const;
  /// That of the first cell that has one.
  std::optional<Problem> findProblem() const;
  /// 16 hexadecimal digits that differ where all else of the session does, but for its title.
  std::string identity() const;

 private:
  struct Base;
  explicit SweepGrid(std::shared_ptr<const Base> base) : m_base(std::move(base)) {}

  std::shared_ptr<const Base> m_base;
};

}  // namespace backscope
