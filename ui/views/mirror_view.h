#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "core/engine/snapshot.h"

class QLabel;

namespace backscope {

class Button;
class MathLabel;
class MirrorControls;
class PlotView;
class QuietLabel;
class SegmentedSwitch;

/// What leaves the network as it is: a unit is moved, flipped or rescaled, and the outputs say how far they went.
/// Beside it the loss straight along the way to such a mirror image: two equal ends, and what stands between them.
class MirrorView : public QWidget {
  Q_OBJECT

 public:
  /// To which image the way leads.
  enum class Target { Swap, Flip, Rescale, Made };

  explicit MirrorView(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  /// The unit that was chosen in another view; one that is not hidden leaves the choice as it is.
  void choose(const UnitId& unit);
  /// What was made since the remembered point.
  void setMade(const std::vector<Symmetry>& made);
  void setTarget(Target target);
  void setLogScale(bool log);

  /// What leads to the image; nothing where the network has no hidden unit.
  std::vector<Symmetry> wantedMirror() const;
  Target target() const { return m_target; }
  const MirrorControls& controls() const { return *m_controls; }
  const PlotView& plot() const { return *m_plot; }
  /// What the line has to say.
  QString finding() const;
  /// What the outputs had to say to the last symmetry; empty before the first.
  QString result() const;

 signals:
  void symmetryChosen(const backscope::Symmetry& symmetry);
  /// wantedMirror() may be another one.
  void mirrorChanged();
  /// What was made is to be counted from here.
  void rememberRequested();

 protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void createLayout();
  QWidget* createLeft();
  QWidget* createRight();
  void connectSignals();
  void applyStyle();
  void showAll();
  void showPoints();
  void showLine();
  void showTarget();
  QString reasonOfNoLine() const;

  std::shared_ptr<const Snapshot> m_snapshot;
  std::vector<Symmetry> m_made;
  Target m_target = Target::Swap;
  bool m_isLog = false;
  MirrorControls* m_controls = nullptr;
  MathLabel* m_points = nullptr;
  QuietLabel* m_endless = nullptr;  ///< why their number is
  QLabel* m_result = nullptr;
  SegmentedSwitch* m_targets = nullptr;
  Button* m_remember = nullptr;
  Button* m_scaleSwitch = nullptr;
  QLabel* m_finding = nullptr;
  PlotView* m_plot = nullptr;
};

}  // namespace backscope
