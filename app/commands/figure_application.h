#pragma once

#include <QApplication>
#include <memory>

#include "app/commands/render.h"

namespace backscope {

/// The application object that figures are painted with: on no screen, with the same type and sizes on every machine.
/// `argc` must stay.
std::unique_ptr<QApplication> makeFigureApplication(int& argc, char** argv, RenderOptions::ThemeChoice theme);

}  // namespace backscope
