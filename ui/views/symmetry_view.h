#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "core/engine/snapshot.h"
#include "ui/views/network_layout.h"

class QLabel;

namespace backscope {

class Button;
class SegmentedSwitch;
class SliderRow;
class SymmetryPlot;

/// The symmetry lab: how far apart the units of a layer are over the iterations, how many different ones are left, and
/// a nudge by which equal units come apart.
///
/// Which weight is nudged is chosen in the network: the weight or bias that was pointed at or focused last.
class SymmetryView : public QWidget {
  Q_OBJECT

 public:
  explicit SymmetryView(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  /// Nothing, and a unit, leaves the choice as it is.
  void setTarget(const std::optional<NetworkItem>& item);
  /// What a nudge changes, ...
  const NetworkItem& target() const { return m_target; }
  /// ... and by how much.
  double epsilon() const;

  const SymmetryPlot& distances() const { return *m_distances; }
  /// All that is said, as it is read out.
  QString text() const;

 signals:
  /// Another start, with which the run begins anew.
  void initializationChosen(const backscope::InitializationSettings& initialization);
  void nudgeRequested();
  /// What the network is to light up while the nudge is pointed at or has the focus: its weight.
  void itemPointed(std::optional<backscope::NetworkItem> item);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  enum Start { Identical, Constant, Zero, Random };

  void createLayout();
  QLayout* createStartRow();
  QLayout* createNudgeRow();
  QLayout* createSentences();
  void connectSignals();
  void chooseStart(Start start);
  void showAll();
  void showStart();
  void showTarget();
  void showTexts();
  void applyStyle();

  std::shared_ptr<const Snapshot> m_snapshot;
  NetworkItem m_target{NetworkItem::Kind::Weight, {1, 0}, 0};
  InitializationScheme m_lastScheme = InitializationScheme::GlorotUniform;  ///< to which another start returns
  SymmetryPlot* m_distances = nullptr;
  SegmentedSwitch* m_start = nullptr;
  SliderRow* m_epsilon = nullptr;
  Button* m_nudge = nullptr;
  QLabel* m_units = nullptr;
  QLabel* m_growth = nullptr;
  QLabel* m_plateau = nullptr;
};

}  // namespace backscope
