#pragma once

#include <QWidget>

class QTabBar;

namespace backscope {

class ChoiceBox;

/// Tabs side by side, or, where there is too little room for all of them, a box with a list of them.
class TabRow : public QWidget {
  Q_OBJECT

 public:
  /// `name` says what the tabs are of, for screen readers.
  explicit TabRow(const QString& name, QWidget* parent = nullptr);

  /// Returns its index.
  int addTab(const QString& name);
  void setHint(int index, const QString& hint);
  int current() const;
  /// With currentChanged() where it is another one.
  void setCurrent(int index);
  /// Whether all of them are seen.
  bool isWhole() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void currentChanged(int index);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void fit();

  QTabBar* m_tabs = nullptr;
  ChoiceBox* m_choice = nullptr;
};

}  // namespace backscope
