#pragma once

#include <QWidget>
#include <vector>

class QTabBar;

namespace backscope {

class ChoiceBox;
class SegmentedSwitch;

/// Tabs side by side, in groups where there are many: a switch at the left has the groups, and beside it stand the
/// tabs of one. Each group remembers its tab. Where there is too little room, a box lists all of them by group.
class TabRow : public QWidget {
  Q_OBJECT

 public:
  /// `name` says what the tabs are of, for screen readers.
  explicit TabRow(const QString& name, QWidget* parent = nullptr);

  /// Of the tabs that are added from now on.
  void addGroup(const QString& name, const QString& hint);
  /// Returns its index, counted over all groups.
  int addTab(const QString& name);
  void setHint(int index, const QString& hint);
  int current() const { return m_current; }
  /// With currentChanged() where it is another one; nothing where there is none with this index.
  void setCurrent(int index);
  /// Whether the tabs are seen, not the box.
  bool isWhole() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void currentChanged(int index);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  /// Tabs that stand together.
  struct Group {
    QTabBar* tabs;
    int first;  ///< the index of its first tab
  };

  void add(const QString& name);
  std::size_t groupOf(int index) const;
  int rowOf(int index) const;
  int tabsLeft() const;
  void take(int index);
  void fit();

  QString m_name;
  SegmentedSwitch* m_switch = nullptr;
  ChoiceBox* m_choice = nullptr;
  std::vector<Group> m_groups;
  std::vector<int> m_rows;  ///< of the tabs in the box, where the groups have headings
  int m_current = -1;
};

}  // namespace backscope
