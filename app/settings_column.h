#pragma once

#include <QScrollArea>

namespace backscope {

/// The panels with all settings, one below the other. As wide as its type asks for; scrolls where they are too long.
class SettingsColumn : public QScrollArea {
  Q_OBJECT

 public:
  explicit SettingsColumn(const QList<QWidget*>& panels, QWidget* parent = nullptr);

  /// With the scroll bar, which lies in the gap beside the panels.
  int wantedWidth() const;
  /// Takes up the present type's width.
  void fit();
  /// It lies over what is beside it and so needs a background of its own.
  void setFloating(bool floating);

 private:
  int panelWidth() const;

  QWidget* m_content = nullptr;
};

/// The width that the style sheet gives to a scroll bar.
inline constexpr int kScrollBarWidth = 8;

}  // namespace backscope
