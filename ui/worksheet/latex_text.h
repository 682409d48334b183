#pragma once

#include <QString>

namespace backscope {

/// Words for LaTeX's text mode, in ASCII alone: signs of mathematics and small indices in mathematics mode, accents as
/// commands. A character that LaTeX's own fonts lack is a question mark.
QString latexOfWords(const QString& words);

}  // namespace backscope
