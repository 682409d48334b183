#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "core/analysis/loss_profile.h"
#include "core/analysis/saved_point.h"
#include "core/engine/snapshot.h"

class QCheckBox;
class QComboBox;
class QLabel;

namespace backscope {

class Button;
class PlotView;
class QuietLabel;
class SegmentedSwitch;

/// The loss straight along the way between any two points of the parameters’ space, with what stands between them.
class LineView : public QWidget {
  Q_OBJECT

 public:
  explicit LineView(QWidget* parent = nullptr);

  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  /// Between which points one can choose, without their θ; of a network of this shape. `leftOut` says which are
  /// missing, and why. What was chosen stays as far as it is still there; else it goes from the start to now.
  void setPoints(const std::vector<SavedPoint>& points, const Architecture& network, const QString& leftOut);
  void setEnds(const SavedPoint& from, const SavedPoint& to);
  const SavedPoint& from() const { return m_from; }
  const SavedPoint& to() const { return m_to; }
  /// How far the line goes on beyond both ends, as a share of the way between them.
  double beyond() const;
  /// The line goes to the image of to() that is nearest to from(), see nearestImage().
  bool isAligned() const;
  /// Of the line between the chosen ends; nothing: it is not known yet.
  void setProfile(std::shared_ptr<const LossProfile> profile);
  /// Why there is none.
  void setHint(const QString& hint);
  void setLogScale(bool log);

  /// What the line has to say.
  QString finding() const;
  const PlotView& plot() const { return *m_plot; }

 signals:
  /// from(), to(), beyond() or isAligned() is another one, by the user.
  void choiceChanged();
  /// θ is to go to this place of the line: 0 is from(), 1 is to().
  void placeChosen(double alpha);
  /// The view is seen, or not any more.
  void shown();
  void hidden();

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* createControls();
  QWidget* createPlot();
  void connectSignals();
  void fillBoxes();
  void offerAlignment();
  void choosePoints();
  void swapEnds();
  bool isOffered(const SavedPoint& point) const;
  void showLine();
  void applyStyle();

  std::shared_ptr<const Snapshot> m_snapshot;
  std::vector<SavedPoint> m_points;
  Architecture m_network;
  SavedPoint m_from{.kind = SavedPoint::Kind::Start};
  SavedPoint m_to{.kind = SavedPoint::Kind::Now};
  std::shared_ptr<const LossProfile> m_profile;
  QComboBox* m_fromBox = nullptr;
  QComboBox* m_toBox = nullptr;
  Button* m_swap = nullptr;
  SegmentedSwitch* m_range = nullptr;
  Button* m_scaleSwitch = nullptr;
  QCheckBox* m_align = nullptr;
  QLabel* m_finding = nullptr;
  QuietLabel* m_details = nullptr;
  PlotView* m_plot = nullptr;
  bool m_isLog = false;
};

}  // namespace backscope
