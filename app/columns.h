#pragma once

#include <QWidget>

class QScrollArea;

namespace backscope {

class SettingsColumn;

/// The settings with the views at their right. Where the type leaves the views too little room, the settings go by
/// themselves; called up, they lie over the views. Where even that is not enough, the views scroll.
class Columns : public QWidget {
  Q_OBJECT

 public:
  /// `views` says by its smallest size what the views can do with.
  Columns(SettingsColumn* settings, QWidget* views, QWidget* parent = nullptr);

  /// Shows or hides what is to be seen now.
  void toggleSettings();
  bool areSettingsShown() const;
  bool areSettingsFloating() const;
  /// Whether the settings stand beside the views where there is room.
  bool areSettingsWanted() const { return m_areWanted; }
  void setSettingsWanted(bool wanted);

 public slots:
  /// Anew, for what stands here now wants another size.
  void arrange();

 signals:
  /// Now is the time to say what the views can do with.
  void arranging();
  void arranged();
  void settingsShown(bool shown);

 protected:
  bool event(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  bool isRoomForBoth() const;

  SettingsColumn* m_settings = nullptr;
  QWidget* m_views = nullptr;
  QScrollArea* m_scroll = nullptr;
  bool m_areWanted = true;
  bool m_isCalledUp = false;  ///< over the views, for now
};

}  // namespace backscope
