#pragma once

#include <functional>
#include <vector>

#include "core/session/session.h"
#include "ui/widgets/card.h"

namespace backscope {

class ChoiceBox;
class SeedBox;
class SegmentedSwitch;
class SliderRow;

/// How the start is drawn, in all layers or in one of its own.
class InitializationPanel : public Card {
  Q_OBJECT

 public:
  explicit InitializationPanel(QWidget* parent = nullptr);

  /// Shows a session's initialization, without initializationChosen().
  void setSession(const Session& session);
  /// Gives the keyboard to the scale's slider.
  void focusScale();

 signals:
  void initializationChosen(const backscope::InitializationSettings& settings);

 private:
  enum Way { Random, Identical, Zero };

  void createLayout();
  void connectSignals();
  bool isZero() const;
  void fillLayers();
  void fillSchemes();
  void showLayer();
  void chooseScheme(int scheme);
  void chooseScale(double scale);
  void chooseWay(Way way);
  void changeOwn(const std::function<void(LayerInitialization& own)>& change);

  InitializationSettings m_settings;
  int m_layers = 0;                                                         ///< of the network, its output included
  InitializationScheme m_lastScheme = InitializationScheme::GlorotUniform;  ///< to which Random returns from Zero
  std::vector<LayerInitialization> m_lastLayers;                            ///< the same
  ChoiceBox* m_layer = nullptr;  ///< whose data is the layer that scheme and scale are for, 0: all
  ChoiceBox* m_scheme = nullptr;
  SeedBox* m_seed = nullptr;
  SliderRow* m_scale = nullptr;
  SegmentedSwitch* m_way = nullptr;
};

}  // namespace backscope
