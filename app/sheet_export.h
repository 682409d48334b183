#pragma once

#include <QObject>

#include "app/sheet_file.h"
#include "core/engine/snapshot.h"

class QWidget;

namespace backscope {

/// Asks where a sheet is to be written, and writes it there; the window says what came of it.
class SheetExport : public QObject {
  Q_OBJECT

 public:
  /// The dialogs are the window's.
  explicit SheetExport(QWidget* window);

  /// Of the passes that the snapshot shows; it must have some.
  void offer(SheetKind kind, const Snapshot& snapshot);
  /// Of the snapshot's example, which the run, at the same place, has no passes of: a batch by itself.
  void offer(SheetKind kind, const Snapshot& snapshot, const Session& run);

 signals:
  void written(const QString& file);
  void failed(const QString& sentence);

 private:
  void askWhere(SheetKind kind, const Sheet& sheet);
  void write(const QString& file, const Sheet& sheet);

  QWidget* m_window;
};

}  // namespace backscope
