#pragma once

#include <QWidget>
#include <vector>

#include "core/engine/snapshot.h"

class QGridLayout;

namespace backscope {

class Button;
class NumberEdit;
class QuietLabel;

/// The example whose passes are shown, its x and y. A value that is typed makes it an example that is not in the data;
/// one button leads to each neighbour, one back to the run's own. Of a network with many inputs the values are left
/// out.
class ExampleBar : public QWidget {
  Q_OBJECT

 public:
  explicit ExampleBar(QWidget* parent = nullptr);

  void setSnapshot(const Snapshot& snapshot);
  QString caption() const;
  const std::vector<NumberEdit*>& inputFields() const { return m_x; }
  const std::vector<NumberEdit*>& targetFields() const { return m_y; }

 signals:
  void exampleChosen(int example);
  void valuesTyped(const backscope::TypedExample& example);
  /// The run's own example is wanted again.
  void choiceEnded();

 private:
  void createLayout();
  void connectSignals();
  void fitFields(int inputs, int outputs);
  NumberEdit* addField(const QString& letter, const QString& name);
  void chooseNeighbour(int step);
  void emitTyped();

  QuietLabel* m_caption = nullptr;
  Button* m_previous = nullptr;
  Button* m_next = nullptr;
  Button* m_back = nullptr;
  QGridLayout* m_grid = nullptr;
  std::vector<QWidget*> m_cells;  ///< letters and fields, in the grid's order
  std::vector<NumberEdit*> m_x;
  std::vector<NumberEdit*> m_y;
  int m_example = 0;  ///< −1 where it was typed
  int m_count = 0;
};

}  // namespace backscope
