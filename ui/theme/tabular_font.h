#pragma once

#include <QFont>

namespace backscope {

/// Inter draws figures of one width only when asked for its feature `tnum`, and Qt below 6.7 can't ask. So the program
/// gives itself a copy of the installed face, under another name, in which the feature is always on.
///
/// Returns the copy's family, or nothing where `font` is not an OpenType font with such figures.
QString tabularCopyOf(const QFont& font);

}  // namespace backscope
