#pragma once

#include <QWidget>
#include <array>
#include <optional>
#include <vector>

#include "core/network/architecture.h"
#include "ui/views/network_layout.h"
#include "ui/views/surface_picture.h"

class QBoxLayout;

namespace backscope {

class ChoiceBox;
class QuietLabel;
class SeedBox;
class SegmentedSwitch;

/// What chooses the plane of a loss surface and how it is coloured, in one row, or in two where there is little room.
class SurfaceControls : public QWidget {
  Q_OBJECT

 public:
  explicit SurfaceControls(QWidget* parent = nullptr);

  /// Without a window, which is none of its.
  const SurfaceChoice& choice() const { return m_choice; }
  bool isLog() const;
  /// Where there is room for one of both alone.
  bool isReliefChosen() const;

  void setNetwork(const Architecture& network);
  void setPoints(const std::vector<SavedPoint>& points);
  /// While the plane is that of two weights, this one becomes the second, and the second the first.
  void choose(const NetworkItem& item);
  /// Whether there is room for one of map and relief alone.
  void setOneAlone(bool isOneAlone);

  QSize minimumSizeHint() const override;

 signals:
  void choiceChanged();
  /// isLog() or isReliefChosen() is another one.
  void lookChanged();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void createControls();
  void createLayout();
  void connectSignals();
  void arrange();
  void showKind();
  void fillWeights();
  void fillBox(ChoiceBox& box, std::size_t index);
  void fillPoints();
  void takePoints();
  void chooseWeights(std::size_t first, std::size_t second);

  SurfaceChoice m_choice;
  std::optional<Architecture> m_network;
  std::vector<SavedPoint> m_points;  ///< that can be chosen, now not among them
  ChoiceBox* m_kind = nullptr;
  ChoiceBox* m_first = nullptr;
  ChoiceBox* m_second = nullptr;
  QuietLabel* m_hint = nullptr;
  SeedBox* m_seed = nullptr;
  std::array<ChoiceBox*, 3> m_through{};
  SegmentedSwitch* m_scale = nullptr;
  SegmentedSwitch* m_side = nullptr;
  QBoxLayout* m_rows = nullptr;
  QWidget* m_left = nullptr;
  QWidget* m_right = nullptr;
};

}  // namespace backscope
