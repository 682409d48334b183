#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/sweep/cell_outcome.h"
#include "core/sweep/sweep_grid.h"

namespace backscope {

/// The lines that begin a sweep's file: comments that say which sweep it is, and the names of the columns. Two files
/// with the same head are parts of one sweep.
std::string sweepHead(const SweepGrid& grid, const CellPlan& plan);

/// A cell's line, with all digits.
std::string sweepLine(const SweepGrid& grid, std::size_t cell, const CellOutcome& outcome);

/// What a sweep's file holds.
struct SweepPart {
  struct Row {
    std::size_t cell = 0;
    std::string line;  ///< with its end
  };
  std::string head;
  std::size_t cells = 0;  ///< of the whole sweep
  std::vector<Row> rows;  ///< in the file's order
  std::size_t size = 0;   ///< bytes of all that, without an unfinished last line
};

/// Reads a file as far as it goes: a run that was killed may have left its last line, or the head, unfinished. Nothing
/// where it is no sweep's; an empty text is a part without a head.
std::optional<SweepPart> readSweepPart(std::string_view text);

/// The cells that no row has, in order.
std::vector<std::size_t> missingCells(const SweepPart& part);

}  // namespace backscope
