#pragma once

namespace backscope {

/// Names, style and icon that the program's windows and figures share. Needs the application object.
void setUpApplication();

}  // namespace backscope
