#pragma once

#include <vector>

#include "core/session/session.h"
#include "ui/widgets/card.h"

class QButtonGroup;

namespace backscope {

class DatasetThumbnail;
class QuietLabel;
class SeedBox;
class SliderRow;

/// Which data: the set, how many points, how noisy, how many are held out.
class DataPanel : public Card {
  Q_OBJECT

 public:
  explicit DataPanel(QWidget* parent = nullptr);

  /// Shows a session's data, without dataChosen().
  void setSession(const Session& session);

 signals:
  /// Everything about the data, with what the user has just changed.
  void dataChosen(const backscope::DataSettings& data);

 private:
  void createLayout();
  QWidget* createThumbnails();
  void connectSignals();
  void chooseGenerator(Generator generator);
  void showGenerator(const GeneratorSettings* settings);

  DataSettings m_data;
  GeneratorSettings m_lastGenerated;  ///< what a set chosen after written-out points starts from
  QButtonGroup* m_sets = nullptr;
  std::vector<DatasetThumbnail*> m_thumbnails;
  QuietLabel* m_fromFile = nullptr;
  SeedBox* m_seed = nullptr;
  SliderRow* m_count = nullptr;
  SliderRow* m_noise = nullptr;
  SliderRow* m_heldOut = nullptr;
};

}  // namespace backscope
