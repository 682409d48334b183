#include "app/window_command.h"

#include <QApplication>
#include <QFileInfo>
#include <iostream>

#include "app/commands/outcome.h"
#include "app/document.h"
#include "app/main_window.h"
#include "app/session_file.h"
#include "app/window_setup.h"
#include "app/window_state.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("window_command", text); }

bool hasDisplay() {
  for (const char* name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"})
    if (!qEnvironmentVariableIsEmpty(name)) return true;
  return false;
}

}  // namespace

int runWindow(int argc, char** argv, const QString& fileOrEmpty) {
  if (!hasDisplay()) {
    printProblem(std::cerr, {}, tr("no display: neither DISPLAY nor WAYLAND_DISPLAY is set"));
    return kFailed;
  }
  const QString shown = fileOrEmpty.isEmpty() ? QStringLiteral("xor") : fileOrEmpty;
  OpenedSession opened = openSession(shown);
  if (!opened.session) {
    printProblem(std::cerr, shown, opened.problem);
    return kWrong;
  }
  const QApplication application(argc, argv);
  setUpApplication();
  applyFontSize(loadWindowState().fontSize);
  const QString file = QFileInfo::exists(shown) ? shown : QString();
  if (!file.isEmpty()) recent_files::add(file);
  MainWindow window(*opened.session, file);
  window.show();
  return QApplication::exec();
}

}  // namespace backscope
