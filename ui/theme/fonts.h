#pragma once

#include <QFont>

namespace backscope {

/// Inter for text, STIX for mathematics; where they are missing the system's sans and serif. All sizes follow the
/// application font.
enum class TextSize { Small, Normal, Large };

QFont textFont(TextSize size = TextSize::Normal, QFont::Weight weight = QFont::Normal);
/// With tabular figures, so that changing numbers do not jump.
QFont numberFont(TextSize size = TextSize::Normal, QFont::Weight weight = QFont::Normal);
/// Italic, for letters such as z and δ.
QFont mathFont(TextSize size = TextSize::Normal);

}  // namespace backscope
