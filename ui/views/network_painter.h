#pragma once

#include <QImage>
#include <QSizeF>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/theme/theme.h"
#include "ui/views/equal_marks.h"
#include "ui/views/network_direction.h"
#include "ui/views/network_layout.h"
#include "ui/views/network_sprites.h"
#include "ui/views/pass_marks.h"

class QPainter;

namespace backscope {

/// What is to be painted.
struct NetworkScene {
  const Snapshot* snapshot = nullptr;
  const NetworkLayout* layout = nullptr;
  const std::vector<NetworkEdge>* edges = nullptr;
  std::size_t hiddenEdges = 0;                     ///< weights that are not among the edges
  bool isThinnedOut = false;                       ///< some of them lead from a shown unit to a shown unit
  std::optional<NetworkItem> lit;                  ///< stands out, with what belongs to it; all else is dimmed
  const std::vector<EqualGroup>* equal = nullptr;  ///< units to be joined; may be null
  const PassMarks* pass = nullptr;  ///< the passes, where they are shown: what acts stands out unless something is lit
  std::optional<UnitId> raised{};   ///< above the others
  const std::vector<double>* theta = nullptr;   ///< in place of the snapshot's
  const NetworkDirection* direction = nullptr;  ///< shown by edges and biases in place of θ; may be null
  double movement = 1;                          ///< the share of the step's movement that has passed; see PassRun
  bool hasFocusRing = false;                    ///< around the lit item
  double largestTarget = 1;
  QSizeF area;
  ThemeColors colors;
};

/// Paints a network. Pictures of units and of all edges are kept until what they show has changed visibly.
class NetworkPainter {
 public:
  void paint(QPainter& painter, const NetworkScene& scene);
  /// The units' pictures are made anew with the next paint.
  void forgetUnits() { m_unitImages.clear(); }
  /// They stand elsewhere.
  void forgetEdges() { m_edgeImage = QImage(); }
  void forgetAll();
  /// How often the edges were drawn, not copied.
  int edgeDrawings() const { return m_edgeDrawings; }

 private:
  struct EdgeLook {
    double width = 0;
    QColor color;
  };
  struct UnitImage {
    QImage field;    ///< a pixel a value
    QImage picture;  ///< at the unit's size, ready to be copied; null for a print
    bool isHatched = false;
  };

  void paintHeadings(QPainter& painter, const NetworkScene& scene);
  void paintEdges(QPainter& painter, const NetworkScene& scene);
  void paintUnits(QPainter& painter, const NetworkScene& scene);
  void paintUnit(QPainter& painter, const NetworkScene& scene, const UnitBox& box);
  void paintBiases(QPainter& painter, const NetworkScene& scene);
  void paintRemarks(QPainter& painter, const NetworkScene& scene) const;
  void paintFocusRing(QPainter& painter, const NetworkScene& scene) const;
  void paintTag(QPainter& painter, const NetworkScene& scene) const;

  void drawEdgeImage(const NetworkScene& scene, const std::vector<EdgeLook>& looks, double ratio);
  void drawUnitImages(const NetworkScene& scene);
  std::vector<EdgeLook> edgeLooks(const NetworkScene& scene) const;
  bool looksChanged(const std::vector<EdgeLook>& looks) const;

  std::vector<EdgeLook> m_drawnLooks;
  QImage m_edgeImage;
  QImage m_headingImage;
  std::optional<NetworkSprites> m_sprites;  ///< nothing for a print: there outlines stay outlines
  std::vector<std::vector<UnitImage>> m_unitImages;
  int m_edgeDrawings = 0;
};

}  // namespace backscope
