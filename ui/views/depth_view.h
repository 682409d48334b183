#pragma once

#include <QWidget>

#include "ui/views/depth_layout.h"

class QLabel;

namespace backscope {

class Button;
class DepthChart;

/// The scale of depth with what it says: shows it while it is measured, and says which of its points was chosen.
class DepthView : public QWidget {
  Q_OBJECT

 public:
  explicit DepthView(QWidget* parent = nullptr);

  const DepthChart& chart() const { return *m_chart; }
  QString sentence() const;
  QString words() const;

  void setPicture(DepthPicture picture);
  void setRunning(bool running);
  /// There is nothing to measure, and why; empty: there is.
  void setProblem(const QString& problem);

 signals:
  void placeChosen(const backscope::DepthPlace& place);
  /// The chart is to be written to a file.
  void exportRequested();
  void shown();
  void hidden();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void createLayout();
  void applyStyle();
  void showWords();
  QString restingWords() const;

  QLabel* m_sentence = nullptr;
  Button* m_export = nullptr;
  DepthChart* m_chart = nullptr;
  QLabel* m_words = nullptr;
  QString m_problem;
  bool m_isRunning = false;
};

}  // namespace backscope
