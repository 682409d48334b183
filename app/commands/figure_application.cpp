#include "app/commands/figure_application.h"

#include <QHashFunctions>
#include <QLoggingCategory>

#include "app/window_setup.h"
#include "app/window_state.h"
#include "ui/theme/theme.h"

namespace backscope {

namespace {

/// The type's size in figures, whatever the user's settings say.
constexpr double kFigureFont = 10;

}  // namespace

std::unique_ptr<QApplication> makeFigureApplication(int& argc, char** argv, RenderOptions::ThemeChoice theme) {
  // A pdf lists its fonts in the order of a hash table.
  QHashSeed::setDeterministicGlobalSeed();
  qputenv("QT_QPA_PLATFORM", "offscreen");
  // A figure's size is what was asked for, not what this machine's screen makes of it.
  for (const char* name : {"QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI"}) qunsetenv(name);
  // What the platform remarks on its way is not about the figure; what is, is said by the commands.
  QLoggingCategory::setFilterRules(QStringLiteral("default.warning=false"));
  auto application = std::make_unique<QApplication>(argc, argv);
  setUpApplication();
  applyFontSize(kFigureFont);
  Theme::instance().setMode(theme == RenderOptions::ThemeChoice::Dark ? Theme::Mode::Dark : Theme::Mode::Light);
  return application;
}

}  // namespace backscope
