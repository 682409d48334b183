#include "ui/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>
#include <QToolTip>

#include "ui/theme/theme_colors.h"

namespace backscope {

namespace {

bool isDark(const QPalette& palette) { return palette.color(QPalette::Window).lightness() < 128; }

}  // namespace

Theme& Theme::instance() {
  static Theme theme;
  return theme;
}

Theme::Theme() {
  m_systemIsDark = isDark(QApplication::palette());
  qApp->installEventFilter(this);
  apply();
}

void Theme::setMode(Mode mode) {
  if (mode == m_mode) return;
  m_mode = mode;
  apply();
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
  if (m_isApplying) return false;
  if (event->type() == QEvent::ApplicationPaletteChange && watched == qApp) {
    m_systemIsDark = isDark(QApplication::palette());
    apply();
  } else if (event->type() == QEvent::ThemeChange) {
    readSystemPalette();
    apply();
  }
  return false;
}

/// Our own palette hides the system's: it shows again for a moment while ours is taken away.
void Theme::readSystemPalette() {
  const QScopedValueRollback guard(m_isApplying, true);
  QApplication::setPalette(QPalette());
  m_systemIsDark = isDark(QApplication::palette());
}

void Theme::apply() {
  const QScopedValueRollback guard(m_isApplying, true);
  const bool dark = m_mode == Mode::Dark || (m_mode == Mode::System && m_systemIsDark);
  m_colors = dark ? darkColors() : lightColors();
  const QPalette palette = paletteOf(m_colors);
  QApplication::setPalette(palette);
  QToolTip::setPalette(palette);
  emit changed();
}

}  // namespace backscope
