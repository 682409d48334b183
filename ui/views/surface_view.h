#pragma once

#include <QWidget>
#include <memory>

#include "core/engine/snapshot.h"
#include "ui/views/surface_picture.h"

namespace backscope {

/// The loss over a plane through θ: as a map and as a relief, with the path of the run over it.
class SurfaceView : public QWidget {
  Q_OBJECT

 public:
  explicit SurfaceView(QWidget* parent = nullptr);

  /// For the names of the weights and what can be chosen; the picture comes by itself.
  void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
  /// The saved points that a plane can be led through.
  void setPoints(const std::vector<SavedPoint>& points);
  void setPicture(const SurfacePicture& picture);
  const SurfaceChoice& choice() const { return m_choice; }

 signals:
  /// choice() is another one.
  void choiceChanged();
  /// The view is seen, or not any more.
  void shown();
  void hidden();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  SurfaceChoice m_choice;
};

}  // namespace backscope
