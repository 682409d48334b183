#pragma once

#include <QObject>

class QWidget;

namespace backscope {

class DepthView;

/// Asks where the scale of depth is to be written, and writes it there; the window says what came of it.
class DepthExport : public QObject {
  Q_OBJECT

 public:
  /// The dialog is the window's.
  DepthExport(const DepthView* view, QWidget* window);

  void offer();

 signals:
  void written(const QString& file);
  void failed(const QString& sentence);

 private:
  void write(const QString& file);

  const DepthView* m_view;
  QWidget* m_window;
};

}  // namespace backscope
