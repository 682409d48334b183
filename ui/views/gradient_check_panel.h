#pragma once

#include <QWidget>
#include <optional>

#include "core/analysis/difference_curve.h"
#include "core/engine/snapshot.h"
#include "ui/views/network_layout.h"

class QLabel;

namespace backscope {

class GradientCheckPlot;
class QuietLabel;

/// A gradient check in words.
struct CheckText {
  QString numbers;  ///< g and the difference at the best ε
  QString finding;  ///< how well they agree
  QString kink;     ///< empty where no kink has anything to do with it
};
CheckText checkText(const DifferenceCurve& curve);

/// The check of the item's gradient for the snapshot's traced example, with the θ of its passes.
DifferenceCurve checkGradient(const Snapshot& snapshot, const NetworkItem& item);
/// Its cost in multiplications, roughly.
double costOfCheck(const Architecture& architecture);

/// The back-propagated number beside its central difference, and how the difference's error depends on ε.
class GradientCheckPanel : public QWidget {
  Q_OBJECT

 public:
  explicit GradientCheckPanel(QWidget* parent = nullptr);

  void setHeading(const QString& heading);
  void setCurve(const DifferenceCurve& curve);
  /// No curve; why there is none.
  void setReason(const QString& reason);
  const CheckText& text() const { return m_text; }
  const GradientCheckPlot& plot() const { return *m_plot; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void applyStyle();
  void showText(const CheckText& text);

  CheckText m_text;
  QuietLabel* m_heading = nullptr;
  QLabel* m_numbers = nullptr;
  QLabel* m_finding = nullptr;
  QLabel* m_kink = nullptr;
  GradientCheckPlot* m_plot = nullptr;
};

}  // namespace backscope
