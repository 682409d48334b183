#pragma once

#include <QPushButton>

namespace backscope {

/// A button with an icon, a text, or both. Enter and Space press it where the tabulator has gone to it.
class Button : public QPushButton {
  Q_OBJECT

 public:
  enum class Look {
    Plain,    ///< a box
    Primary,  ///< the one thing to press
    Flat      ///< only what it says, until it is pointed at
  };

  /// `name` is for screen readers, and the tool tip where none is set.
  Button(const QString& icon, const QString& name, Look look = Look::Plain, QWidget* parent = nullptr);

  void setIconName(const QString& icon);
  void setLook(Look look);
  /// "Reset (R)": the tool tip with the shortcut in the system's spelling.
  void setHint(const QString& hint, const QString& shortcut = {});
  /// Keeps the width that this text needs, so that the button does not jump when its text changes.
  void reserveText(const QString& text);
  /// Its icon alone, where there is little room.
  void setIconOnly(bool iconOnly);
  int iconOnlyWidth() const;
  /// With its text, whether it shows it now or not.
  int wholeWidth() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  int iconSize() const;
  void paintContent(QPainter& painter, const QColor& color) const;

  QString m_icon;
  QString m_reserved;
  Look m_look;
  bool m_isIconOnly = false;
};

}  // namespace backscope
