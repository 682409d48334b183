#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace backscope {

/// A few choices side by side, one of them taken. With the keyboard: the arrow keys.
class SegmentedSwitch : public QWidget {
  Q_OBJECT

 public:
  /// `name` says what is chosen, for screen readers.
  SegmentedSwitch(const QString& name, const QStringList& options, QWidget* parent = nullptr);

  /// Behind those that are there.
  void addOption(const QString& option);
  int current() const;
  /// Without chosen().
  void setCurrent(int index);
  void setHint(int index, const QString& hint);

 signals:
  /// By the user.
  void chosen(int index);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  class Segment;

  QButtonGroup* m_group = nullptr;
  QHBoxLayout* m_row = nullptr;
};

}  // namespace backscope
