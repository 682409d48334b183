#pragma once

#include <QWidget>
#include <cstdint>

#include "core/engine/snapshot.h"

class QLineEdit;

namespace backscope {

class Button;
class ChoiceBox;
class QuietLabel;

/// The whole run in one line: where it stands, its bookmarks and its branches. Dragging goes to another place.
class HistoryBar : public QWidget {
  Q_OBJECT

 public:
  explicit HistoryBar(QWidget* parent = nullptr);

  /// Without a history it is empty.
  void setSnapshot(const Snapshot& snapshot);
  /// Asks for the name of a bookmark at the present place.
  void startBookmark();
  /// Stands quietly beside the place, such as how fast it trains.
  void setRemark(const QString& remark);
  /// What is at the right, such as "iteration 8 736 of 12 000".
  QString placeText() const;

 signals:
  void iterationChosen(std::int64_t iteration);
  void branchChosen(int branch);
  /// What follows the present place on another branch.
  void branchDiscarded(int branch);
  void bookmarkNamed(const QString& name);
  void bookmarkRemoved(std::size_t index);

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  class Track;

  void createLayout();
  void connectSignals();
  void showBranches();
  void showEvents(const Snapshot& snapshot);
  void openBookmarks();
  void finishBookmark(bool takesName);
  QString branchName(const Branch& branch) const;

  Track* m_track = nullptr;
  QuietLabel* m_remark = nullptr;
  QuietLabel* m_place = nullptr;
  ChoiceBox* m_branches = nullptr;
  Button* m_discard = nullptr;
  Button* m_bookmark = nullptr;
  QLineEdit* m_name = nullptr;
  HistoryPlace m_history;
  std::vector<RunEvent> m_events;
  std::int64_t m_iteration = 0;
};

}  // namespace backscope
