#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "app/background_run.h"
#include "ui/views/depth_layout.h"

namespace backscope {

class DepthView;

/// Measures the scale of depth in the background, on all cores but one and behind everything else, while its view is
/// seen, and follows the settings: what is nearest to the present network comes first.
class DepthLab : public QObject {
  Q_OBJECT

 public:
  DepthLab(DepthView* view, QObject* parent);
  /// Waits for the start that each thread is at.
  ~DepthLab() override;

  /// The window's settings.
  void setSession(const Session& session);

 signals:
  /// The user chose a point: this is the session with its activation and depth.
  void sessionChosen(const backscope::Session& session);

 private:
  using Run = BackgroundRun<DepthCell>;

  void follow();
  /// True where another start is now the present one.
  bool takeStart();
  /// True where the scale is another one.
  bool takeBase();
  bool isUnfinished() const;
  void start();
  void launch();
  void stop();
  bool isRunning() const;
  void deliver();
  void show();

  DepthView* m_view;
  std::optional<Session> m_session;
  std::optional<Session> m_start;  ///< what the present start depends on
  std::optional<DepthPicture> m_picture;
  bool m_isHereKnown = false;
  std::unique_ptr<Run> m_run;  ///< until it is over; a cancelled one is still at its last start
  bool m_isWaiting = false;    ///< for the end of that
};

}  // namespace backscope
