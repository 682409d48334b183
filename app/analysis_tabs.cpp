#include "app/analysis_tabs.h"

#include <QCoreApplication>

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("analysis_tabs", text); }

struct Texts {
  QString name;
  QString hint;
};

Texts textsOfPasses(AnalysisTab tab) {
  switch (tab) {
    case AnalysisTab::Activations:
      return {tr("&Activations"), tr("What every layer does with its inputs")};
    case AnalysisTab::Deltas:
      return {tr("&Deltas"), tr("How much of the error reaches every layer")};
    case AnalysisTab::Values:
      return {tr("&Values"), tr("All numbers of one example")};
    case AnalysisTab::Gradients:
      return {tr("&Gradients"), tr("What every example does to a weight, and how right its gradient is")};
    default:
      return {tr("&Slopes"), tr("Where the examples stand on h and its slope")};
  }
}

Texts textsOfStarts(AnalysisTab tab) {
  switch (tab) {
    case AnalysisTab::Start:
      return {tr("S&tart"), tr("How large the signal is in every layer, measured and predicted")};
    case AnalysisTab::Symmetry:
      return {tr("S&ymmetry"), tr("How equal units are, and what a nudge does to them")};
    case AnalysisTab::Mirrors:
      return {tr("&Mirrors"), tr("What leaves the network as it is, and the loss on the way there")};
    case AnalysisTab::InitMap:
      return {tr("&Init map"), tr("What becomes of other starts: short runs, scale against seed, depth or rate")};
    case AnalysisTab::Depth:
      return {tr("D&epth"), tr("How much δ reaches layer 1 at the start, for every activation and depth")};
    default:
      return {tr("Sta&rts"), tr("How many other seeds solve it, and where the others end")};
  }
}

Texts textsOfSurface(AnalysisTab tab) {
  switch (tab) {
    case AnalysisTab::Surface:
      return {tr("S&urface"), tr("The loss over a plane through the weights, with the run’s path")};
    case AnalysisTab::Line:
      return {tr("&Line"), tr("The loss straight along the way between two points")};
    case AnalysisTab::Curvature:
      return {tr("&Curvature"), tr("Minimum, saddle or neither: gradient, eigenvalues and the way out")};
    default:
      return {tr("&Known points"), tr("Places of the loss surface of which the truth is known")};
  }
}

Texts textsOf(AnalysisTab tab) {
  if (tab < AnalysisTab::Start) return textsOfPasses(tab);
  return tab < AnalysisTab::Surface ? textsOfStarts(tab) : textsOfSurface(tab);
}

}  // namespace

QList<AnalysisGroup> analysisGroups() {
  return {{tr("Passes"), tr("What the passes compute now"), AnalysisTab::Activations},
          {tr("Start"), tr("What the start does, and other starts would"), AnalysisTab::Start},
          {tr("Loss surface"), tr("Where the run stands on its loss surface"), AnalysisTab::Surface}};
}

QList<AnalysisTab> analysisTabs() {
  QList<AnalysisTab> tabs;
  for (int place = 0; place <= static_cast<int>(AnalysisTab::Known); ++place)
    tabs.append(static_cast<AnalysisTab>(place));
  return tabs;
}

QString menuTextOf(AnalysisTab tab) { return textsOf(tab).name; }

QString nameOf(AnalysisTab tab) { return menuTextOf(tab).remove(u'&'); }

QString hintOf(AnalysisTab tab) {
  return tr("%1 (%2)").arg(textsOf(tab).hint, shortcutOf(tab).toString(QKeySequence::NativeText));
}

QKeySequence shortcutOf(AnalysisTab tab) {
  constexpr int kDigits = 10;
  const int place = static_cast<int>(tab) + 1;
  if (tab >= AnalysisTab::Surface)
    return QKeySequence(Qt::Key_F6 + static_cast<int>(tab) - static_cast<int>(AnalysisTab::Surface));
  const int key = place <= kDigits ? Qt::Key_0 + place % kDigits : Qt::Key_M;
  return QKeySequence(Qt::CTRL | static_cast<Qt::Key>(key));
}

QKeySequence enlargeKey() { return QKeySequence(Qt::CTRL | Qt::Key_Return); }

}  // namespace backscope
