#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "core/engine/snapshot.h"
#include "ui/views/network_layout.h"

class QLabel;

namespace backscope {

class ChoiceBox;
class QuietLabel;
class SlopeCanvas;

/// h and its slope over the pre-activations of a layer or one of its units, every example a dot on both curves.
///
/// It is the unit that was pointed at or chosen last; Escape returns to its layer. With the keyboard: left and right
/// choose the layer, up and down the unit; Page Up and Page Down go from dot to dot, and Enter follows its example.
class SlopeView : public QWidget {
  Q_OBJECT

 public:
  explicit SlopeView(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  /// Shows the unit that is pointed at in another view, or into which what is pointed at leads. Nothing, and an input,
  /// leave the choice as it is.
  void choose(const std::optional<NetworkItem>& item);
  void choosePart(const LayerPart& part);
  /// While the passes are worked out by hand no single example is named.
  void setByHand(bool isByHand);

  /// Of which it wants the slopes.
  const LayerPart& part() const { return m_part; }
  const SlopeCanvas& canvas() const { return *m_canvas; }
  /// What is saturated and dead, in a sentence, or why there are no curves.
  QString sentence() const;

 signals:
  /// Another part is chosen.
  void partChanged();
  /// The unit that the network is to light up while the keyboard is here.
  void itemPointed(std::optional<backscope::NetworkItem> item);
  /// Whose dot was clicked: it is to be followed.
  void exampleChosen(int example);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void createLayout();
  void connectSignals();
  void applyStyle();
  void fillLayers();
  void fillUnits();
  void goToLayer(int layer);
  void goToUnit(int step);
  void announce();
  void showAll();
  void describe();
  const Architecture& architecture() const { return m_snapshot->parameters.architecture(); }

  std::shared_ptr<const Snapshot> m_snapshot;
  /// The last one that has slopes of the part: until the next one comes, that of another part stays on screen.
  std::shared_ptr<const Snapshot> m_shown;
  LayerPart m_part;
  ChoiceBox* m_layer = nullptr;
  ChoiceBox* m_unit = nullptr;
  QuietLabel* m_note = nullptr;
  QLabel* m_reason = nullptr;  ///< in place of the curves
  SlopeCanvas* m_canvas = nullptr;
  QLabel* m_sentence = nullptr;
};

}  // namespace backscope
