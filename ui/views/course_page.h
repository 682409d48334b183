#pragma once

#include <QPointF>
#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/analysis/curvature_course.h"

class QBoxLayout;
class QLabel;

namespace backscope {

class Button;
class PlotView;

/// Gradient and curvature along the run: ‖∇L‖ and λ_max in decades, λ_min with its sign, by iteration, so that a
/// saddle's plateau and the way out of it are seen. A click, or Enter at the read-out, goes to a place.
class CoursePage : public QWidget {
  Q_OBJECT

 public:
  explicit CoursePage(QWidget* parent = nullptr);

  /// What is measured so far, ascending, of `all` places; `rate` is the present η.
  void setMoments(const std::vector<CurvatureMoment>& moments, std::size_t all, double rate);
  void setRunning(bool running);
  /// Where the run stands.
  void setPresent(std::int64_t iteration);

  const std::vector<CurvatureMoment>& moments() const { return m_moments; }
  QString words() const;
  PlotView& sizes() const { return *m_sizes; }
  PlotView& least() const { return *m_least; }

 signals:
  void startRequested();
  void stopRequested();
  void iterationChosen(std::int64_t iteration);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void createLayout();
  PlotView* createPlot(const QString& name);
  void showCurves();
  void showStatus();
  void choose(double iteration);
  void follow(const PlotView& leader, PlotView& other);
  QString reading() const;

  std::vector<CurvatureMoment> m_moments;
  std::size_t m_all = 0;
  double m_rate = 0;
  bool m_isRunning = false;
  bool m_isFollowing = false;  ///< what one plot is told by the other is not to come back
  std::optional<QPointF> m_pressedAt;
  QBoxLayout* m_row = nullptr;
  Button* m_start = nullptr;
  QLabel* m_status = nullptr;
  PlotView* m_sizes = nullptr;
  PlotView* m_least = nullptr;
};

}  // namespace backscope
