#pragma once

#include <QWidget>
#include <memory>

#include "core/engine/snapshot.h"

class QStackedWidget;

namespace backscope {

class KnownPoints;
class SegmentedSwitch;
class TwinView;

/// Points of the loss surface of which the truth is known, to be opened, and what is true of them; and the line of a
/// duplicated unit, from any network.
class KnownView : public QWidget {
  Q_OBJECT

 public:
  enum Page { Points, Twins };

  explicit KnownView(QWidget* parent = nullptr);

  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  void showPage(Page page);
  Page page() const;
  KnownPoints& points() const { return *m_points; }
  TwinView& twins() const { return *m_twins; }

 signals:
  /// The view is seen, or not any more.
  void shown();
  void hidden();
  void pageChanged();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  SegmentedSwitch* m_switch = nullptr;
  QStackedWidget* m_pages = nullptr;
  KnownPoints* m_points = nullptr;
  TwinView* m_twins = nullptr;
  std::uint64_t m_generation = 0;
};

}  // namespace backscope
