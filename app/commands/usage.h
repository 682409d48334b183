#pragma once

#include <QString>

namespace backscope {

/// What `backscope --help` prints.
QString usageText();

/// What `backscope --version` prints: one line.
QString versionText();

}  // namespace backscope
