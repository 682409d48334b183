#include "core/analysis/surface_csv.h"

#include "core/session/json_text.h"

namespace backscope {

std::string surfaceCsv(const LossSurface& surface, std::span<const std::string> comments) {
  std::string text = "# backscope surface 1: the mean loss of " + std::to_string(surface.examples) +
                     " training examples, without penalty, at theta = origin + alpha u + beta v\n";
  for (const std::string& comment : comments) text += "# " + comment + '\n';
  text += "alpha,beta,loss\n";
  for (int row = 0; row < surface.rows; ++row) {
    const std::string beta = allDigits(surface.betaOf(row));
    for (int column = 0; column < surface.columns; ++column)
      text += allDigits(surface.alphaOf(column)) + ',' + beta + ',' + allDigits(surface.at(column, row)) + '\n';
  }
  return text;
}

}  // namespace backscope
