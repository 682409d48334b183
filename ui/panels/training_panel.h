#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/session/session.h"
#include "ui/widgets/card.h"

class QCheckBox;
class QGridLayout;

namespace backscope {

class ChoiceBox;
class SliderRow;

/// What tunes training; all of it applies at once.
class TrainingPanel : public Card {
  Q_OBJECT

 public:
  explicit TrainingPanel(QWidget* parent = nullptr);

  /// Shows a session's training, without trainingChosen(). `trainingExamples` is where the batch slider ends.
  void setSession(const Session& session, int trainingExamples);

 signals:
  void trainingChosen(const backscope::TrainingSettings& settings);

 private:
  /// A slider with the number of m_settings that it shows.
  struct Row {
    SliderRow* slider = nullptr;
    std::function<double(const TrainingSettings&)> read;
    std::function<void(TrainingSettings&, double)> write;
    std::vector<OptimizerKind> kinds;  ///< for which it stands there; empty: always
  };

  static Row rowOf(SliderRow* slider, double OptimizerSettings::*member, std::vector<OptimizerKind> kinds);
  static Row rowOf(SliderRow* slider, double TrainingSettings::*member);
  void createLayout();
  void createRows();
  void addRow(Row row);
  void placeRows();
  void connectSignals();
  void showKind();

  TrainingSettings m_settings;
  ChoiceBox* m_kind = nullptr;
  std::optional<OptimizerKind> m_placedKind;  ///< for which the rows stand in their places
  QGridLayout* m_grid = nullptr;
  std::vector<Row> m_rows;
  SliderRow* m_batchSize = nullptr;
  QCheckBox* m_nesterov = nullptr;
  QCheckBox* m_shuffle = nullptr;
};

}  // namespace backscope
