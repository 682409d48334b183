#include "app/window_setup.h"

#include <QApplication>
#include <QIcon>

namespace backscope {

void setUpApplication() {
  QCoreApplication::setOrganizationName(QStringLiteral("Backscope"));
  QCoreApplication::setApplicationName(QStringLiteral("backscope"));
  QCoreApplication::setApplicationVersion(QStringLiteral(BACKSCOPE_VERSION));
  QGuiApplication::setApplicationDisplayName(QStringLiteral("Backscope"));
  QGuiApplication::setDesktopFileName(QStringLiteral("backscope"));
  // The same everywhere; what it leaves open is the style sheet's.
  QApplication::setStyle(QStringLiteral("Fusion"));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/backscope.svg")));
}

}  // namespace backscope
