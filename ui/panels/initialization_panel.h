#pragma once

#include "core/session/session.h"
#include "ui/widgets/card.h"

namespace backscope {

class ChoiceBox;
class SeedBox;
class SegmentedSwitch;
class SliderRow;

/// How the start is drawn.
class InitializationPanel : public Card {
  Q_OBJECT

 public:
  explicit InitializationPanel(QWidget* parent = nullptr);

  /// Shows a session's initialization, without initializationChosen().
  void setSession(const Session& session);

 signals:
  void initializationChosen(const backscope::InitializationSettings& settings);

 private:
  enum Way { Random, Identical, Zero };

  void createLayout();
  void connectSignals();
  void chooseWay(Way way);

  InitializationSettings m_settings;
  InitializationScheme m_lastScheme = InitializationScheme::GlorotUniform;  ///< to which Random returns from Zero
  ChoiceBox* m_scheme = nullptr;
  SeedBox* m_seed = nullptr;
  SliderRow* m_scale = nullptr;
  SegmentedSwitch* m_way = nullptr;
};

}  // namespace backscope
