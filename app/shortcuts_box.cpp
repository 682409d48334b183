#include "app/shortcuts_box.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>
#include <vector>

namespace backscope::shortcuts_box {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("shortcuts_box", text); }

constexpr int kMargin = 12;
/// That the box leaves of the window around it.
constexpr int kAround = 40;

struct Row {
  QString key;
  QString meaning;
};

/// Of the run first, then what is shown, then what is changed.
std::vector<Row> rows() {
  return {
      {tr("Space"), tr("train or pause")},
      {tr("S or →, A or ←"), tr("one step forwards, one back")},
      {tr("1 … 6"), tr("step by unit, layer, phase, example, batch, epoch")},
      {tr("H"), tr("work the numbers of the passes out by hand")},
      {tr("C, Shift+C"), tr("compare with a copy, then the next run; side by side, ghosts, alone")},
      {tr("Ctrl+Alt+1 … Ctrl+Alt+4"), tr("run A, B, C or D of a comparison")},
      {tr("↑, ↓"), tr("the example before, the next one")},
      {tr("Home, End, B"), tr("the run’s beginning and end, bookmark this place")},
      {tr("+ and −"), tr("faster, slower")},
      {tr("R"), tr("back to the same start")},
      {tr("Ctrl+1 … Ctrl+9, Ctrl+0"),
       tr("activations, deltas, values, gradients, slopes, start, symmetry, mirrors, init map, depth")},
      {tr("Ctrl+M"), tr("many starts")},
      {tr("F6 … F9"), tr("loss surface, line, curvature, known points")},
      {tr("Ctrl+Enter"), tr("more room for the analyses, and back")},
      {tr("I"), tr("to the dial of the initialization")},
      {tr("Ctrl+Z, Ctrl+Shift+Z"), tr("undo an edit, a new start or a reset, redo it")},
      {tr("← and →, + and −, Shift+arrows"), tr("in curves: read the values, zoom, move what is zoomed to")},
      {tr("arrows, + and −, Shift+arrows"), tr("in the map of the surface: read, zoom, move; in its relief: turn it")},
      {tr("Page Up, Page Down"), tr("in the slopes: from dot to dot; Enter follows its example")},
      {tr("Alt+↑, Alt+↓, F"), tr("on a unit: move it by a place, flip its sign")},
      {tr(". and ,"), tr("in the curvature: nudge along the chosen direction, or against it")},
      {tr("N"), tr("in the symmetry lab: nudge the weight that was pointed at last")},
      {tr("G"), tr("the first layer’s lines; one held (Tab, Enter): arrows move, Shift+arrows turn, + and − scale it")},
      {tr("K, Shift+K"), tr("freeze or release the weight or unit pointed at, its layer")},
      {tr("Ctrl+C"), tr("in the values: copy what is selected, or all")},
      {tr("Ctrl+L"), tr("logarithmic or linear loss")},
      {tr("Ctrl+B"), tr("show or hide the settings")},
      {tr("Ctrl+O, Ctrl+S, Ctrl+Shift+S"), tr("open, save, save as")},
      {tr("Ctrl+E, Ctrl+Shift+E, Ctrl+Alt+E"), tr("export the worked solution, a worksheet, its answer key")},
      {tr("Ctrl++ and Ctrl+−"), tr("larger, smaller type")},
      {tr("Ctrl+D"), tr("light or dark")},
      {tr("F10, F11"), tr("menu, full screen (Escape ends it)")},
      {tr("F10, I"), tr("notation: swapped letters, matrix form, input as layer 1")},
      {tr("F10, E"), tr("movement on or off")},
      {tr("Tab, arrows, Enter"), tr("from control to control, within one, press it or edit a number")},
      {tr("Ctrl+Q"), tr("quit")},
  };
}

QString cellsOf(const Row& row) {
  return QStringLiteral("<td><b>%1</b>&nbsp;&nbsp;</td><td>%2&nbsp;&nbsp;&nbsp;</td>").arg(row.key, row.meaning);
}

QString table() {
  QString lines;
  for (const Row& row : rows()) lines += QStringLiteral("<tr>%1</tr>").arg(cellsOf(row));
  return QStringLiteral("<table cellpadding=3 style='white-space: nowrap'>%1</table>").arg(lines);
}

}  // namespace

void open(QWidget* parent) {
  auto* box = new QDialog(parent);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setWindowTitle(tr("Keyboard"));
  auto* scroll = new QScrollArea(box);
  scroll->setFrameShape(QFrame::NoFrame);
  auto* list = new QLabel(table());
  list->setMargin(kMargin);
  scroll->setWidget(list);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, box);
  QObject::connect(buttons, &QDialogButtonBox::rejected, box, &QDialog::reject);
  auto* column = new QVBoxLayout(box);
  column->addWidget(scroll, 1);
  column->addWidget(buttons);
  const int scrollBar = box->style()->pixelMetric(QStyle::PM_ScrollBarExtent);
  const QSize wanted = list->sizeHint() + QSize(scrollBar + 2 * kMargin, buttons->sizeHint().height() + 4 * kMargin);
  box->resize(wanted.boundedTo(parent->size() - QSize(kAround, kAround)));
  box->open();
}

}  // namespace backscope::shortcuts_box
