#pragma once

#include <QRadioButton>
#include <memory>

#include "core/engine/snapshot.h"

namespace backscope {

/// Which run stands below: its letter and name, its numbers and what it has of its own. One of several is checked: the
/// present run, for which all is done.
class RunHeading : public QRadioButton {
  Q_OBJECT

 public:
  explicit RunHeading(int place, QWidget* parent = nullptr);

  void setName(const QString& name);
  /// In words, against the first run.
  void setDifferences(const QStringList& differences);
  /// Without, a trouble takes the place of the numbers, and the differences are left to the tool tip.
  void setHasRemarkLine(bool has);
  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);

  /// The numbers as they stand there.
  QString numbersText() const;
  /// What the last line says: where it stands, if not where the others do, or else the differences.
  QString remarkText() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  bool hitButton(const QPoint& position) const override { return rect().contains(position); }
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void describe();
  bool isApart() const;
  QString shownNumbers(double width) const;

  int m_place;
  QString m_name;
  QStringList m_differences;
  bool m_hasRemarkLine = true;
  std::shared_ptr<const Snapshot> m_snapshot;
};

}  // namespace backscope
