#pragma once

#include <vector>

#include "core/session/session.h"
#include "ui/widgets/card.h"

class QCheckBox;
class QVBoxLayout;

namespace backscope {

class Button;
class ChoiceBox;
class LayerRow;

/// The network's shape: its layers, whether it has biases, and its loss.
class NetworkPanel : public Card {
  Q_OBJECT

 public:
  explicit NetworkPanel(QWidget* parent = nullptr);

  /// Shows a session's network, without signals.
  void setSession(const Session& session);

 signals:
  void networkChosen(const backscope::Architecture& network);
  void lossChosen(backscope::Loss loss);

 private:
  void createLayout();
  void connectSignals();
  void makeRows();
  LayerRow* makeRow(int l);
  void addLayer();
  void removeLayer(std::size_t k);

  Architecture m_network;
  std::vector<LayerRow*> m_rows;  ///< layer l at l - 1
  QVBoxLayout* m_list = nullptr;
  Button* m_add = nullptr;
  QCheckBox* m_bias = nullptr;
  ChoiceBox* m_loss = nullptr;
};

}  // namespace backscope
