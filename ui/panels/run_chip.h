#pragma once

#include <QAbstractButton>

namespace backscope {

/// A run of a comparison by its letter and name. The checked one is the present run. A click on another chooses it; on
/// the present one, or with the right button or the menu key, it opens its menu.
class RunChip : public QAbstractButton {
  Q_OBJECT

 public:
  explicit RunChip(int place, QWidget* parent = nullptr);

  void setName(const QString& name);
  void setPresent(bool isPresent);
  bool isPresent() const { return m_isPresent; }
  /// The letter alone, where there is little room.
  void setShort(bool isShort);

  int widthFor(bool isShort) const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 signals:
  void chosen();
  /// At this place of the screen.
  void menuWanted(const QPoint& place);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QString shownName() const;
  QPoint below() const;
  void describe();

  int m_place;
  QString m_name;
  bool m_isPresent = false;
  bool m_isShort = false;
};

}  // namespace backscope
