#include "ui/worksheet/latex_text.h"

#include <QHash>
#include <algorithm>

#include "ui/formula/formula.h"

namespace backscope {

namespace {

bool isAscii(const QString& text) {
  return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x7f; });
}

/// The character on the line that a small one stands for, or none.
QChar normalForm(QChar c, bool raised) {
  static constexpr QStringView kRaised = u"⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻ⁱʲᵏᵐⁿᵗ";
  static constexpr QStringView kLowered = u"₀₁₂₃₄₅₆₇₈₉₍₎₊₋ᵢⱼₖₘₙₜ";
  static constexpr QStringView kNormal = u"0123456789()+-ijkmnt";
  const QStringView forms = raised ? kRaised : kLowered;
  const qsizetype place = forms.indexOf(c);
  return place < 0 ? QChar() : kNormal[place];
}

/// The small characters from `at` on, as an index; `at` moves behind them. Empty where there are none.
QString takeIndex(const QString& words, qsizetype& at, bool raised) {
  QString index;
  for (; at < words.size(); ++at) {
    const bool isComma =
        words[at] == u',' && !index.isEmpty() && at + 1 < words.size() && !normalForm(words[at + 1], raised).isNull();
    const QChar form = isComma ? words[at] : normalForm(words[at], raised);
    if (form.isNull()) break;
    index += form;
  }
  return index.isEmpty() ? QString() : (raised ? u"^{"_qs : u"_{"_qs) + index + u'}';
}

/// What text has and mathematics has not.
QString punctuationFor(QChar c) {
  static const QHash<QChar, QString> kMarks{{u'“', u"``"_qs},
                                            {u'”', u"''"_qs},
                                            {u'‘', u"`"_qs},
                                            {u'’', u"'"_qs},
                                            {u'–', u"--"_qs},
                                            {u'—', u"---"_qs},
                                            {u'…', u"\\dots{}"_qs},
                                            {u'ß', u"\\ss{}"_qs},
                                            {u'ø', u"\\o{}"_qs},
                                            {u'Ø', u"\\O{}"_qs},
                                            {u'æ', u"\\ae{}"_qs},
                                            {u'Æ', u"\\AE{}"_qs},
                                            {u'œ', u"\\oe{}"_qs},
                                            {u'Œ', u"\\OE{}"_qs},
                                            {u'ł', u"\\l{}"_qs},
                                            {u'Ł', u"\\L{}"_qs},
                                            {u'ı', u"\\i{}"_qs},
                                            {u'§', u"\\S{}"_qs},
                                            {u'¿', u"?`"_qs},
                                            {u'¡', u"!`"_qs},
                                            {u'<', u"$<$"_qs},
                                            {u'>', u"$>$"_qs},
                                            {u'|', u"$|$"_qs},
                                            {u'"', u"''"_qs},
                                            {u'\\', u"$\\backslash$"_qs},
                                            {u'^', u"\\^{}"_qs},
                                            {u'~', u"\\~{}"_qs},
                                            {u'·', u"$\\cdot$"_qs}};
  return kMarks.value(c);
}

/// "\"{u}" for ü; empty where it is no letter with one accent that LaTeX knows.
QString accented(QChar c) {
  static const QHash<char16_t, QString> kAccents{{0x0300, u"\\`"_qs}, {0x0301, u"\\'"_qs},  {0x0302, u"\\^"_qs},
                                                 {0x0303, u"\\~"_qs}, {0x0304, u"\\="_qs},  {0x0306, u"\\u"_qs},
                                                 {0x0307, u"\\."_qs}, {0x0308, u"\\\""_qs}, {0x030A, u"\\r"_qs},
                                                 {0x030B, u"\\H"_qs}, {0x030C, u"\\v"_qs},  {0x0327, u"\\c"_qs}};
  const QString apart = QString(c).normalized(QString::NormalizationForm_D);
  if (apart.size() != 2 || apart[0].unicode() >= 0x7f) return {};
  const QString command = kAccents.value(apart[1].unicode());
  if (command.isEmpty()) return {};
  const QString base = apart[0] == u'i' ? u"\\i"_qs : apart[0] == u'j' ? u"\\j"_qs : QString(apart[0]);
  return command + u'{' + base + u'}';
}

QString latexOfCharacter(QChar c) {
  if (QString mark = punctuationFor(c); !mark.isEmpty()) return mark;
  if (c.isSpace()) return c == QChar(0x00a0) ? u"~"_qs : u" "_qs;
  if (QStringLiteral("#$%&_{}").contains(c)) return u'\\' + QString(c);
  if (c.unicode() >= 0x20 && c.unicode() < 0x7f) return c;
  if (c.unicode() < 0x20 || c.unicode() == 0x7f) return {};
  const QString mathematics = latexOf(letters(QString(c))).trimmed();
  if (isAscii(mathematics) && !mathematics.startsWith(u"\\text")) return u'$' + mathematics + u'$';
  QString letter = accented(c);
  return letter.isEmpty() ? u"?"_qs : letter;
}

}  // namespace

QString latexOfWords(const QString& words) {
  QString latex;
  for (qsizetype at = 0; at < words.size();) {
    QString index = takeIndex(words, at, false);
    index += takeIndex(words, at, true);
    if (!index.isEmpty()) {
      latex += u"${}"_qs + index + u'$';
      continue;
    }
    const QChar c = words[at++];
    if (!c.isLowSurrogate()) latex += latexOfCharacter(c);
  }
  return latex;
}

}  // namespace backscope
