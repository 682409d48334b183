#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "ui/views/curvature_picture.h"

class QBoxLayout;
class QLabel;

namespace backscope {

class Button;
class PlaceWords;
class PlotView;

/// The search for the nearest critical point: its way as ‖∇L‖ by step, and what it came to.
class SearchPage : public QWidget {
  Q_OBJECT

 public:
  explicit SearchPage(QWidget* parent = nullptr);

  /// What the search has done so far.
  void setSteps(const std::vector<SearchStep>& steps);
  void setRunning(bool running);
  /// Where it ended; nothing while it has not.
  void setFound(const std::optional<FoundPlace>& found);
  /// There can be no search, and why; empty: there can.
  void setProblem(const QString& problem);

  const std::optional<FoundPlace>& found() const { return m_found; }
  QString words() const;
  const PlotView& plot() const { return *m_plot; }

 signals:
  void startRequested();
  void stopRequested();
  /// The run is to be moved to what was found.
  void goRequested();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void createLayout();
  void showAll();
  void showCurve();
  QString status() const;

  std::vector<SearchStep> m_steps;
  std::optional<FoundPlace> m_found;
  QString m_problem;
  bool m_isRunning = false;
  QBoxLayout* m_row = nullptr;
  Button* m_start = nullptr;
  Button* m_go = nullptr;
  QLabel* m_status = nullptr;
  PlotView* m_plot = nullptr;
  PlaceWords* m_words = nullptr;
};

}  // namespace backscope
