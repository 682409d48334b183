#pragma once

#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/views/curvature_picture.h"
#include "ui/views/network_direction.h"
#include "ui/views/nudge_controls.h"

class QBoxLayout;

namespace backscope {

class PlaceWords;
class SpectrumPlot;

/// The curvature where the run stands: its spectrum, what it says of the place, and a nudge out of it.
class SpectrumPage : public QWidget {
  Q_OBJECT

 public:
  explicit SpectrumPage(QWidget* parent = nullptr);

  /// A picture without a place: nothing is known.
  void setPicture(const CurvaturePicture& picture);
  const CurvaturePicture& picture() const { return m_picture; }
  /// Where the run is by now: at the picture's place, also where that is a later iteration, or at another, of which the
  /// picture is to come.
  void setPresent(std::int64_t iteration, bool isAtPicture, bool isRunning);

  const SpectrumPlot& plot() const { return *m_plot; }
  QString words() const;
  /// Along which a nudge goes, of unit length; nothing where there is none.
  std::optional<NetworkDirection> direction() const;
  /// The same, where the user has chosen one.
  std::optional<NetworkDirection> chosenDirection() const;
  void forgetDirection();

 signals:
  /// chosenDirection() may be another.
  void directionChanged();
  /// θ is to be moved by this; `text` says what is undone.
  void nudgeRequested(const std::vector<double>& step, const QString& text);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void createLayout();
  void connectSignals();
  void chooseEigenvalue(std::optional<int> index);
  void chooseAlong(NudgeAlong along);
  void nudge(int sign);
  void takeDirection();
  NudgeAlong along() const;
  int eigenvalue() const;
  NetworkDirection eigenvector(int index) const;
  void showDirection();
  void showWords();

  CurvaturePicture m_picture;
  QString m_note;                     ///< of which iteration the picture is
  std::optional<NudgeAlong> m_along;  ///< by the user
  std::uint64_t m_draw = 1;           ///< the seed of what is drawn
  std::optional<NetworkDirection> m_direction;
  QBoxLayout* m_row = nullptr;
  SpectrumPlot* m_plot = nullptr;
  PlaceWords* m_words = nullptr;
  NudgeControls* m_nudge = nullptr;
};

}  // namespace backscope
