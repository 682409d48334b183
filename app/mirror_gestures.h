#pragma once

#include <QObject>
#include <cstddef>

#include "core/network/symmetry.h"

namespace backscope {

class Edits;
class MainWindow;

/// Makes the symmetries that are asked for in the network or the mirrors as edits; says why one is not possible.
class MirrorGestures : public QObject {
  Q_OBJECT

 public:
  /// Both outlive it.
  MirrorGestures(MainWindow& window, Edits& edits);

 private:
  void make(const Symmetry& symmetry);
  void showMade();

  MainWindow& m_window;
  Edits& m_edits;
  std::size_t m_forgotten = 0;  ///< gestures from before the remembered point
};

}  // namespace backscope
