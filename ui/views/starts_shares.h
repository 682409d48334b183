#pragma once

#include <QWidget>

#include "core/sweep/start_summary.h"

namespace backscope {

/// How many of many starts ended in which way: a bar for each end with the interval in which its probability lies, and
/// the numbers in words. The bars' fillings are those of the histogram.
class StartsShares : public QWidget {
  Q_OBJECT

 public:
  explicit StartsShares(QWidget* parent = nullptr);

  void setSummary(const StartSummary& summary);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void describe();
  QString text(StartEnd end) const;
  double rowHeight() const;

  StartSummary m_summary;
};

}  // namespace backscope
