#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

#include "core/engine/snapshot.h"
#include "ui/views/network_layout.h"

class QLabel;

namespace backscope {

class Button;
class GradientCheckPanel;
class GradientStrips;
class QuietLabel;

/// One weight, bias or unit under two lenses: what each example of the batch would do to it, and how well a central
/// difference confirms what back-propagation says of the traced example.
///
/// It is the one that was pointed at or chosen last; until any is, that of the step taken last.
class GradientView : public QWidget {
  Q_OBJECT

 public:
  explicit GradientView(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  /// What is pointed at in another view. Nothing, and what has no gradient, leaves the choice as it is.
  void choose(const std::optional<NetworkItem>& item);
  /// While the passes are worked out by hand the gradients, which would give the answers, are not shown.
  void setByHand(bool isByHand);
  /// The steps are followed again.
  void forgetChoice();

  const NetworkItem& item() const { return m_item; }
  bool followsSteps() const { return !m_isChosen; }
  /// The places in θ of which it wants every example's gradient.
  IndexRange wantedSpread() const;
  const GradientStrips& strips() const { return *m_strips; }
  const GradientCheckPanel& check() const { return *m_check; }
  /// What of the batch's gradients of the item cancels, in a sentence.
  QString batchSentence() const;

 signals:
  /// Another item, perhaps with another wantedSpread().
  void itemChanged();
  /// What the network is to light up: what is pointed at here, or the item while the keyboard is here.
  void itemPointed(std::optional<backscope::NetworkItem> item);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void createLayout();
  QWidget* createBatch();
  void applyStyle();
  void setItem(const NetworkItem& item);
  void follow();
  void showAll();
  void showBatch();
  void showCheck();
  void computeCheck();
  void describe();
  bool isTooFast() const;
  QString batchHeading() const;

  std::shared_ptr<const Snapshot> m_snapshot;
  NetworkItem m_item{NetworkItem::Kind::Weight, {1, 0}, 0};
  bool m_isChosen = false;
  bool m_isByHand = false;
  std::shared_ptr<const Snapshot> m_checked;  ///< of which the check is shown
  NetworkItem m_checkedItem;
  QTimer m_checkTimer;
  QuietLabel* m_heading = nullptr;
  Button* m_follow = nullptr;
  GradientStrips* m_strips = nullptr;
  QLabel* m_sentence = nullptr;
  GradientCheckPanel* m_check = nullptr;
};

}  // namespace backscope
