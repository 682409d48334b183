#include "app/mirror_gestures.h"

#include <algorithm>

#include "app/edits.h"
#include "app/main_window.h"
#include "app/workbench.h"
#include "ui/views/mirror_text.h"
#include "ui/views/mirror_view.h"
#include "ui/views/network_view.h"
#include "ui/views/unit_gestures.h"
#include "ui/widgets/message_strip.h"

namespace backscope {

MirrorGestures::MirrorGestures(MainWindow& window, Edits& edits) : QObject(&window), m_window(window), m_edits(edits) {
  connect(&window.workbench().network(), &NetworkView::symmetryChosen, this, &MirrorGestures::make);
  MirrorView* view = &window.workbench().analyses().mirrors();
  connect(view, &MirrorView::symmetryChosen, this, &MirrorGestures::make);
  connect(view, &MirrorView::rememberRequested, this, [this] {
    m_forgotten = m_edits.symmetries().size();
    showMade();
  });
  connect(&edits, &Edits::changed, this, &MirrorGestures::showMade);
  connect(&window.workbench().network(), &NetworkView::unitChosen, view, &MirrorView::choose);
}

void MirrorGestures::make(const Symmetry& symmetry) {
  if (!m_window.snapshot()) return;
  const Architecture& architecture = m_window.snapshot()->parameters.architecture();
  if (const std::optional<NoSymmetry> reason = checkSymmetry(architecture, symmetry))
    return m_window.workbench().messages().show(MessageStrip::Kind::Note, reasonText(*reason, architecture, symmetry));
  m_edits.makeSymmetry(symmetry, gestureText(symmetry));
  // So that the next one is of the same unit.
  m_window.workbench().analyses().mirrors().choose(unitAfter(symmetry, {symmetry.layer, symmetry.unit}));
}

void MirrorGestures::showMade() {
  std::vector<Symmetry> made = m_edits.symmetries();
  // What was taken back from before that point is not to be counted again.
  m_forgotten = std::min(m_forgotten, made.size());
  made.erase(made.begin(), made.begin() + static_cast<std::ptrdiff_t>(m_forgotten));
  m_window.workbench().analyses().mirrors().setMade(made);
}

}  // namespace backscope
