#pragma once

#include <QObject>
#include <QPointF>
#include <optional>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace backscope {

class PlotView;

/// How a plot is moved about in: the wheel and + and − zoom the iterations, the middle button, or the left one with
/// Shift, takes hold of what is zoomed to, Shift with an arrow moves it by a tenth, left and right move the read-out,
/// Home shows all again.
class PlotGestures : public QObject {
  Q_OBJECT

 public:
  /// Belongs to the view.
  explicit PlotGestures(PlotView* view);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool turnWheel(const QWheelEvent& event);
  bool pressKey(const QKeyEvent& event);
  bool pressMouse(const QMouseEvent& event);
  bool moveMouse(const QMouseEvent& event);
  bool releaseMouse();
  void zoomIterations(double factor, double around);
  void moveReadOut(int steps);
  bool moveWindow(int key);
  /// By so many iterations and coordinates of the value axis, within the whole.
  void pan(double iterations, double coordinates);

  PlotView* m_view;
  std::optional<QPointF> m_heldAt;
};

}  // namespace backscope
