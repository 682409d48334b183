#pragma once

#include <QString>
#include <QVector>

namespace backscope::layering {

/// One file of the project: its path from the top level, such as "core/math/pack.h", and what it holds.
struct SourceText {
  QString path;
  QString text;
};

/// A name between the brackets or quotes of an #include, and the line it stands in, counted from 1.
struct Include {
  QString name;
  int line = 0;
};

/// The same text with every comment, string and character blanked out, line by line: what is left is code.
QString codeOf(const QString& text);

/// The includes of C++ code; those in comments do not count.
QVector<Include> includesOf(const QString& text);

/// The line, counted from 1, in which the character at `position` stands.
int lineAt(const QString& text, qsizetype position);

/// How many lines `text` has; a last line without its end counts.
int lineCountOf(const QString& text);

}  // namespace backscope::layering
