#pragma once

#include <QString>
#include <vector>

class QPainter;

namespace backscope {

struct NetworkScene;
struct NetworkItem;
class Parameters;

/// A direction in the space of θ that the network's edges and bias marks show in place of the weights: their width is
/// |v|, their colour its sign.
struct NetworkDirection {
  std::vector<double> v;  ///< of θ's length
  QString name;           ///< "eigenvector of λ = −0.12"
  bool operator==(const NetworkDirection&) const = default;
  double largest() const;  ///< |v|
};

/// What the edges are, in place of the remarks at the foot: with the signs' colours and the way to end it.
void paintDirectionLegend(QPainter& painter, const NetworkScene& scene);
/// The bias marks, sized by |v|.
void paintDirectionBiases(QPainter& painter, const NetworkScene& scene);

/// In words: its name and where it is largest.
QString describeDirection(const Parameters& parameters, const NetworkDirection& direction);

}  // namespace backscope
