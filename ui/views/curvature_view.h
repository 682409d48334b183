#pragma once

#include <QWidget>
#include <memory>

#include "core/engine/snapshot.h"

class QStackedWidget;

namespace backscope {

class CoursePage;
class SearchPage;
class SegmentedSwitch;
class SpectrumPage;

/// Where the run stands on the loss surface: gradient, spectrum and verdict, the way out of a saddle and to the nearest
/// critical point, and how the curvature was along the run.
class CurvatureView : public QWidget {
  Q_OBJECT

 public:
  enum class Page { Here, Search, Course };

  explicit CurvatureView(QWidget* parent = nullptr);

  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);

  Page page() const;
  void setPage(Page page);
  /// Gives the keyboard to what is shown.
  void focusPage();

  SpectrumPage& here() const { return *m_here; }
  SearchPage& search() const { return *m_search; }
  CoursePage& course() const { return *m_course; }

 signals:
  /// The view is seen, or not any more.
  void shown();
  void hidden();
  void pageChosen(backscope::CurvatureView::Page page);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void createLayout();

  SegmentedSwitch* m_choice = nullptr;
  QStackedWidget* m_pages = nullptr;
  SpectrumPage* m_here = nullptr;
  SearchPage* m_search = nullptr;
  CoursePage* m_course = nullptr;
};

}  // namespace backscope
