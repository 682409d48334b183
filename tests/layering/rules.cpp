#include "tests/layering/rules.h"

#include <QRegularExpression>
#include <array>

namespace backscope::layering {
namespace {

/// In files whose path matches `where`, nothing may match `forbidden`; `why` is what the message says.
struct Rule {
  const char* where;
  const char* forbidden;
  const char* why;
};

/// Rules on the names that are included.
constexpr std::array kIncludeRules{
    Rule{"^core/", R"(^(Q[A-Z]|Qt|q[a-z]+\.h$))", "core knows no Qt"},
    Rule{"^core/", "^(ui|app|tests)/", "core stands below ui, app and tests"},
    Rule{"^core/", "^(fstream|filesystem|iostream|cstdio)$", "core opens no files, it reads and writes streams"},
    Rule{"^core/", "^(random|ctime)$", "the standard library's random numbers differ between machines"},
    Rule{"^core/(?!engine/)", "^core/engine/", "only app and ui's views of its snapshots stand above the engine"},
    Rule{"^core/(?!engine/|parallel/|sweep/run_(sweep|depths))",
         "^(thread|mutex|condition_variable|stop_token|future|chrono)$",
         "threads and clocks are the engine's, the sweep's and core/parallel's alone"},
    Rule{"^core/parallel/", "^core/(?!parallel/)", "what runs on several threads is for those above to say"},
    Rule{"^core/analysis/", "^core/sweep/", "a sweep is made of analyses, not the other way round"},
    Rule{"^core/math/", "^core/(?!math/)", "core/math stands lowest"},
    Rule{"^core/network/", "^core/(?!math/|network/)", "a network knows mathematics alone"},
    Rule{"^core/passes/", "^core/(training|session|analysis)/", "the passes stand below training"},
    Rule{"^ui/", "^(app|tests)/", "ui stands below app and tests"},
    Rule{"^ui/", R"(^core/engine/(?!(snapshot|command)\.h$))", "ui knows the engine's values, not its thread"},
    Rule{"^ui/", R"(^core/(parallel/|sweep/run_(sweep|depths)\.h$))", "ui starts no threads"},
    Rule{"^ui/", "^(QThread|QMutex|QtConcurrent.*|thread|mutex|future)$", "ui starts no threads"},
    Rule{R"(^(?!ui/plots/plot_view\.cpp$)(ui|app)/)", R"(^qcustomplot\.h$)", "only plot_view knows QCustomPlot"},
    Rule{"^app/", "^tests/", "app stands below tests"},
};

#define BACKSCOPE_LIBM                                                                                            \
  "(exp|exp2|expm1|log|log2|log10|log1p|sin|cos|tan|sinh|cosh|tanh|asin|acos|atan|atan2|pow|erf|erfc|cbrt|hypot|" \
  "tgamma|lgamma|fma)"

/// Rules on the code itself, comments and strings left out.
constexpr std::array kCodeRules{
    Rule{"^core/", R"((\bstd|(?<![\w>]))::\s*)" BACKSCOPE_LIBM R"([fl]?\s*\()",
         "libm gives other bits on other machines"},
    Rule{"^core/(?!math/)", R"((?<![\w.:>]))" BACKSCOPE_LIBM R"([fl]?\s*\()",
         "libm gives other bits on other machines"},
    Rule{"^core/", R"(\.\s*)" BACKSCOPE_LIBM R"(\s*\()",
         "Eigen's functions give other bits for other instruction sets"},
    Rule{"^core/", R"(\b(std::shuffle|std::reduce|std::execution|std::random_device|s?rand\s*\())",
         "the standard library's order differs between machines"},
    Rule{"^ui/", R"(\bQSettings\b)", "ui keeps no settings"},
    Rule{"^(ui|app)/", R"(\brepaint\s*\()", "a view asks for update() and paints when it is its turn"},
    Rule{"^(ui|app)/", R"(\b(processEvents|BlockingQueuedConnection)\b)", "nothing waits inside the event loop"},
};

#undef BACKSCOPE_LIBM

/// Rules on everything written, comments too.
constexpr std::array kTextRules{
    Rule{"",
         R"(\b(TO)"
         R"(DO|FIX)"
         R"(ME|XX)"
         R"(X|HA)"
         R"(CK)\b)",
         "what is left to do stands in an issue"},
    Rule{"", R"(\t)", "a tab is as wide as each editor likes"},
};

QString problem(const QString& path, int line, const QString& what, const char* why) {
  return QStringLiteral("%1:%2: %3: %4").arg(path).arg(line).arg(what, QLatin1String(why));
}

bool holdsFor(const Rule& rule, const QString& path) {
  return QRegularExpression(QLatin1String(rule.where)).match(path).hasMatch();
}

void checkIncludes(const SourceText& source, QStringList& problems) {
  const QVector<Include> includes = includesOf(source.text);
  for (const Rule& rule : kIncludeRules) {
    if (!holdsFor(rule, source.path)) continue;
    const QRegularExpression forbidden(QLatin1String(rule.forbidden));
    for (const Include& include : includes) {
      if (!forbidden.match(include.name).hasMatch()) continue;
      problems.append(problem(source.path, include.line, QStringLiteral("includes %1").arg(include.name), rule.why));
    }
  }
}

template <std::size_t N>
void checkText(const SourceText& source, const QString& text, const std::array<Rule, N>& rules, QStringList& problems) {
  for (const Rule& rule : rules) {
    if (!holdsFor(rule, source.path)) continue;
    auto matches = QRegularExpression(QLatin1String(rule.forbidden)).globalMatch(text);
    while (matches.hasNext()) {
      const QRegularExpressionMatch match = matches.next();
      const int line = lineAt(text, match.capturedStart());
      problems.append(
          problem(source.path, line, QStringLiteral("says “%1”").arg(match.captured().trimmed()), rule.why));
    }
  }
}

bool isCode(const QString& path) { return path.endsWith(QLatin1String(".cpp")) || path.endsWith(QLatin1String(".h")); }

}  // namespace

QStringList problemsOf(const SourceText& source) {
  QStringList problems;
  if (isCode(source.path)) {
    checkIncludes(source, problems);
    checkText(source, codeOf(source.text), kCodeRules, problems);
  }
  checkText(source, source.text, kTextRules, problems);
  const int lines = lineCountOf(source.text);
  if (lines > kLongestFile) {
    problems.append(problem(source.path, lines, QStringLiteral("has %1 lines").arg(lines), "a file has at most 400"));
  }
  if (source.path.endsWith(QLatin1String(".h")) && !source.text.contains(QLatin1String("#pragma once\n"))) {
    problems.append(problem(source.path, 1, QStringLiteral("lacks #pragma once"), "a header is read once"));
  }
  return problems;
}

QStringList misplacedAtTopLevel(const QStringList& entries) {
  static const QStringList fixed{"app",
                                 "core",
                                 "ui",
                                 "resources",
                                 "tests",
                                 "LICENSE",
                                 "README.md",
                                 "CHANGELOG.md",
                                 "CONTRIBUTING.md",
                                 "CMakeLists.txt",
                                 "build",
                                 "CMakePresets.json",
                                 "CMakeUserPresets.json",
                                 "compile_commands.json"};
  QStringList misplaced;
  for (const QString& entry : entries) {
    const bool mayStay =
        fixed.contains(entry) || entry.startsWith(QLatin1Char('.')) || entry.endsWith(QLatin1String(".user"));
    if (!mayStay) misplaced.append(entry);
  }
  return misplaced;
}

}  // namespace backscope::layering
