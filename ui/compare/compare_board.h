#pragma once

#include <QList>
#include <QPointF>
#include <QStringList>
#include <QWidget>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "core/session/session.h"

class QButtonGroup;
class QHBoxLayout;

namespace backscope {

class ComparePlots;
class DifferenceCard;
class RunColumn;
class SegmentedSwitch;

/// Two to four runs of a comparison beside each other at one instant: their networks, their boundaries over the same
/// plane and what these differ in, their numbers on the same axes. One of them is the present run.
class CompareBoard : public QWidget {
  Q_OBJECT

 public:
  explicit CompareBoard(QWidget* parent = nullptr);

  /// In the order of the places A, B, C, D; each null until it comes. `present` is the present run's place.
  void setSnapshots(std::vector<std::shared_ptr<const Snapshot>> runs, int present);
  /// A few words for each place.
  void setNames(const QStringList& shortNames);
  /// What each run has of its own, in words against the first.
  void setDifferences(const QList<QStringList>& differences);
  /// The plane that all are asked for; what was pointed at in another one is not any more.
  void setPlane(const InputPlane& plane);

  /// The side of a boundary's picture in device pixels.
  double boundarySide() const;
  /// Of the largest unit of all networks; 0 as long as none has come.
  double unitSide() const;

  RunColumn& column(int place) const { return *m_columns[static_cast<std::size_t>(place)]; }
  ComparePlots& plots() const { return *m_plots; }
  /// Of two runs, between them.
  DifferenceCard& differenceCard() const { return *m_differenceCard; }
  /// Of three or four, in place of the boundaries of all but the present one.
  bool showsDifferences() const;
  void setShowsDifferences(bool shows);

 signals:
  /// The run at this place is to be the present one.
  void runChosen(int place);
  /// boundarySide(), unitSide() or the plots' ladder() is another.
  void needsChanged();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  static constexpr std::size_t kMostRuns = kMaxCompared + 1;

  void createLayout();
  QWidget* createRow();
  void connectSignals();
  void showRuns();
  void showPictures();
  void showWords();
  void pointAt(const std::optional<QPointF>& place);
  void checkNeeds();

  std::vector<std::shared_ptr<const Snapshot>> m_runs;
  int m_present = 0;
  QStringList m_names;
  QList<QStringList> m_differences;
  InputPlane m_plane;
  std::pair<double, double> m_needs;  ///< as they were told last
  std::array<RunColumn*, kMostRuns> m_columns{};
  DifferenceCard* m_differenceCard = nullptr;
  QButtonGroup* m_headings = nullptr;
  SegmentedSwitch* m_pictures = nullptr;
  ComparePlots* m_plots = nullptr;
};

}  // namespace backscope
