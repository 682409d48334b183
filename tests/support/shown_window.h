#pragma once

#include <QApplication>
#include <QDragEnterEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QStandardPaths>
#include <QTest>

#include "app/main_window.h"
#include "app/window_setup.h"
#include "app/workbench.h"
#include "tests/support/sample_snapshot.h"
#include "ui/panels/transport_bar.h"
#include "ui/widgets/button.h"
#include "ui/widgets/message_strip.h"
#include "ui/widgets/number_edit.h"

namespace backscope::test {

/// To be called once, before any window. `name` gives the tests settings of their own: others run at the same time.
inline void setUpWindowTests(const QString& name) {
  QStandardPaths::setTestModeEnabled(true);
  setUpApplication();
  QCoreApplication::setApplicationName(name);
}

/// A window that is shown and has got its first snapshot.
class ShownWindow {
 public:
  explicit ShownWindow(const Session& session = sampleSession(), const QString& file = {}) : m_window(session, file) {
    m_window.show();
    QApplication::setActiveWindow(&m_window);
  }
  MainWindow* operator->() { return &m_window; }
  MainWindow& operator*() { return m_window; }
  std::int64_t iteration() const { return m_window.snapshot() ? m_window.snapshot()->iteration : -1; }
  bool isRunning() const { return m_window.snapshot() && m_window.snapshot()->running; }
  /// What the transport's button offers.
  QString trainButton() const {
    for (const Button* button : m_window.workbench().transport().findChildren<Button*>())
      if (button->accessibleName() == QLatin1String("Train") || button->accessibleName() == QLatin1String("Pause"))
        return button->accessibleName();
    return {};
  }
  QString message() const { return m_window.workbench().messages().message(); }
  void press(Qt::Key key) { QTest::keyClick(focus(), key); }
  void chooseByKey(Qt::Key key) { QTest::keyClick(focus(), key, Qt::ControlModifier); }
  QWidget* focus() { return m_window.focusWidget() != nullptr ? m_window.focusWidget() : &m_window; }

 private:
  MainWindow m_window;
};

inline void dropOn(MainWindow& window, const QString& file) {
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(file)});
  QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&window, &enter);
  QVERIFY(enter.isAccepted());
  QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&window, &drop);
}

inline QMessageBox* questionOf(const MainWindow& window) {
  for (QMessageBox* box : window.findChildren<QMessageBox*>())
    if (box->isVisible()) return box;
  return nullptr;
}

template <class W>
W* widgetNamed(const QWidget& root, const QString& name) {
  for (W* widget : root.findChildren<W*>())
    if (widget->accessibleName() == name) return widget;
  qFatal("no %s", qPrintable(name));
}

inline NumberEdit* numberNamed(const QWidget& root, const QString& name) { return widgetNamed<NumberEdit>(root, name); }

inline void typeInto(NumberEdit& edit, const QString& text) {
  edit.setFocus();
  edit.selectAll();
  QTest::keyClicks(&edit, text);
  QTest::keyClick(&edit, Qt::Key_Return);
}

}  // namespace backscope::test
