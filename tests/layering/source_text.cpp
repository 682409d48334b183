#include "tests/layering/source_text.h"

#include <QRegularExpression>

namespace backscope::layering {
namespace {

QString blank(const QString& token) {
  QString spaces(token.size(), QLatin1Char(' '));
  for (qsizetype i = 0; i < token.size(); ++i) {
    if (token[i] == QLatin1Char('\n')) spaces[i] = token[i];
  }
  return spaces;
}

/// The tokens of C++ in which code does not count. A digit separator, as in 1'000, begins no character.
const QString kLineComment = QStringLiteral(R"(//[^\n]*)");
const QString kBlockComment = QStringLiteral(R"(/\*.*?\*/)");
const QString kRawString = QStringLiteral(R"rx(R"(?<mark>[^\s()\\]{0,16})\(.*?\)\k<mark>")rx");
const QString kString = QStringLiteral(R"rx("(?:\\.|[^"\\\n])*")rx");
const QString kCharacter = QStringLiteral(R"rx((?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+')rx");

/// The text with all matches of `tokens` blanked out; a match of `kept` is skipped whole, so that a comment's marks in
/// a string begin no comment.
QString withoutTokens(const QString& text, const QStringList& tokens, const QStringList& kept) {
  const QString skipped = kept.isEmpty() ? QString() : QStringLiteral("|") + kept.join(QLatin1Char('|'));
  const QRegularExpression pattern(QStringLiteral("(?<token>%1)%2").arg(tokens.join(QLatin1Char('|')), skipped),
                                   QRegularExpression::DotMatchesEverythingOption);
  QString result = text;
  auto matches = pattern.globalMatch(text);
  while (matches.hasNext()) {
    const QRegularExpressionMatch match = matches.next();
    const QString token = match.captured(QStringLiteral("token"));
    if (!token.isEmpty()) result.replace(match.capturedStart(), match.capturedLength(), blank(token));
  }
  return result;
}

}  // namespace

QString codeOf(const QString& text) {
  return withoutTokens(text, {kLineComment, kBlockComment, kRawString, kString, kCharacter}, {});
}

QVector<Include> includesOf(const QString& text) {
  const QString code = withoutTokens(text, {kLineComment, kBlockComment, kRawString}, {kString, kCharacter});
  static const QRegularExpression pattern(QStringLiteral(R"rx(^\s*#\s*include\s*[<"]([^>"\n]+)[>"])rx"),
                                          QRegularExpression::MultilineOption);
  QVector<Include> includes;
  auto matches = pattern.globalMatch(code);
  while (matches.hasNext()) {
    const QRegularExpressionMatch match = matches.next();
    includes.append({match.captured(1), lineAt(code, match.capturedStart(1))});
  }
  return includes;
}

int lineAt(const QString& text, qsizetype position) {
  return 1 + static_cast<int>(QStringView(text).first(position).count(QLatin1Char('\n')));
}

int lineCountOf(const QString& text) {
  const int ends = static_cast<int>(text.count(QLatin1Char('\n')));
  return text.isEmpty() || text.endsWith(QLatin1Char('\n')) ? ends : ends + 1;
}

}  // namespace backscope::layering
