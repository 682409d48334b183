#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "core/engine/snapshot.h"
#include "ui/views/activation_layout.h"

namespace backscope {

class QuietLabel;

/// What is said of a layer, and the same where there is little room.
struct ActivationNote {
  QString text;
  QString brief;
  bool isWarning = false;  ///< of units that learn nothing
};

/// For every layer the histograms of its pre-activations a and of its outputs z over units and examples, with what is
/// saturated. Scrolls where the layers have no room side by side.
class ActivationView : public QWidget {
  Q_OBJECT

 public:
  explicit ActivationView(QWidget* parent = nullptr);

  void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
  /// What stands below layer l's histograms, l = 1…L+1.
  std::vector<ActivationNote> notesOf(int l) const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  class Canvas;
  void applyStyle();
  void describe();

  Canvas* m_canvas = nullptr;
  QuietLabel* m_caption = nullptr;
};

}  // namespace backscope
