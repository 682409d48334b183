#pragma once

#include <QWidget>
#include <memory>

#include "core/engine/snapshot.h"
#include "ui/views/network_layout.h"
#include "ui/views/surface_scene.h"

class QBoxLayout;
class QLabel;

namespace backscope {

class SurfaceControls;
class SurfaceMap;
class SurfaceRelief;

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
  /// A weight or bias that was clicked elsewhere: while the plane is that of two weights, it is the second of them.
  void choose(const NetworkItem& item);
  const SurfaceChoice& choice() const { return m_choice; }

  const SurfaceScene& scene() const { return m_scene; }
  SurfaceMap& map() const { return *m_map; }
  SurfaceRelief& relief() const { return *m_relief; }
  SurfaceControls& controls() const { return *m_controls; }
  /// What stands below, or in place of the surface.
  QString words() const;

 signals:
  /// choice() is another one.
  void choiceChanged();
  /// θ is to go to this place of the plane.
  void placeChosen(double alpha, double beta);
  /// The view is seen, or not any more.
  void shown();
  void hidden();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void createLayout();
  void connectSignals();
  void applyStyle();
  void arrange();
  void takeChoice();
  void setWindow(const std::optional<SurfaceWindow>& window);
  void showScene();
  void showWords();
  int heightOf(const QString& words) const;

  SurfaceChoice m_choice;
  SurfacePicture m_picture;
  SurfaceLook m_look;
  SurfaceScene m_scene;
  SurfaceControls* m_controls = nullptr;
  SurfaceMap* m_map = nullptr;
  SurfaceRelief* m_relief = nullptr;
  QLabel* m_reason = nullptr;  ///< in place of the surface
  QLabel* m_words = nullptr;
};

}  // namespace backscope
