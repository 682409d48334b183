#pragma once

#include <QWidget>
#include <cstdint>

#include "ui/views/spectrum_layout.h"

namespace backscope {

struct CurvaturePicture;

/// All eigenvalues of the Hessian on a signed logarithmic axis with a lane for those that count as 0, beside 2/η,
/// beyond which the steps of gradient descent grow. A click or the arrow keys choose one; Enter asks for a step along
/// its eigenvector, with Shift against it; Escape lets it go.
class SpectrumPlot : public QWidget {
  Q_OBJECT

 public:
  explicit SpectrumPlot(QWidget* parent = nullptr);

  void setPicture(const CurvaturePicture& picture);
  /// The run stands: the axis is that of the values.
  void settle();
  /// Nothing is known.
  void clear();

  const SpectrumContent& content() const { return m_content; }
  SpectrumLayout currentLayout() const;
  /// Counted from the least.
  std::optional<int> chosen() const { return m_chosen; }
  void choose(std::optional<int> index);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  /// By the user.
  void eigenvalueChosen(std::optional<int> index);
  void stepRequested(int sign);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QRectF bounds() const;
  void describe();
  void chooseByUser(std::optional<int> index);
  std::optional<int> indexAfter(int key) const;

  SpectrumContent m_content;
  SpectrumRanges m_ranges;
  std::uint64_t m_generation = 0;
  std::int64_t m_iteration = 0;
  std::optional<int> m_chosen;
  bool m_showsFocus = false;
};

/// What a plot shows of a picture.
SpectrumContent spectrumOf(const CurvaturePicture& picture);

}  // namespace backscope
