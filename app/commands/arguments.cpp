#include "app/commands/arguments.h"

#include <QCoreApplication>

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("arguments", text); }

}  // namespace

Arguments::Arguments(const QStringList& given, const ArgumentRules& rules) {
  bool optionsEnded = false;
  for (qsizetype at = 0; at < given.size(); ++at) {
    const QString& argument = given[at];
    if (!optionsEnded && argument == QLatin1String("--"))
      optionsEnded = true;
    else if (!optionsEnded && argument.size() > 1 && argument.startsWith(QLatin1Char('-')))
      takeOption(argument, given, at, rules);
    else
      takeFile(argument, rules);
  }
  if (!m_files.isEmpty() || !(rules.takesFile || rules.takesFiles)) return;
  fail(rules.takesFiles ? tr("files are missing") : tr("FILE is missing: a session file or the name of a lesson"));
}

void Arguments::takeOption(const QString& argument, const QStringList& given, qsizetype& at,
                           const ArgumentRules& rules) {
  const qsizetype equals = argument.indexOf(QLatin1Char('='));
  const QString name = argument.left(equals);
  const bool takesValue = rules.valueOptions.contains(name);
  if (!takesValue && !rules.flags.contains(name)) return fail(tr("unknown option %1").arg(name));
  if (!takesValue && equals >= 0) return fail(tr("%1 takes no value").arg(name));
  if (has(name) && !rules.repeatable.contains(name)) return fail(tr("%1 stands twice").arg(name));
  QString value = equals >= 0 ? argument.mid(equals + 1) : QString();
  if (takesValue && equals < 0) {
    // A value may begin with a minus sign, but not look like an option.
    if (at + 1 >= given.size() || given[at + 1].startsWith(QLatin1String("--")))
      return fail(tr("%1 needs a value").arg(name));
    value = given[++at];
  }
  if (takesValue && value.isEmpty()) return fail(tr("%1 needs a value").arg(name));
  m_options[name].append(value);
}

void Arguments::takeFile(const QString& argument, const ArgumentRules& rules) {
  if (argument.isEmpty()) return fail(tr("a file's name is empty"));
  const bool isOneTooMany = !rules.takesFile || !m_files.isEmpty();
  if (isOneTooMany && !rules.takesFiles) return fail(tr("one argument too many: %1").arg(argument));
  m_files.append(argument);
}

void Arguments::fail(const QString& sentence) {
  if (m_problem.isEmpty()) m_problem = sentence;
}

void Arguments::require(const QString& option) {
  if (!has(option)) fail(tr("%1 is missing").arg(option));
}

std::optional<std::int64_t> Arguments::whole(const QString& option, std::int64_t low, std::int64_t high) {
  if (!has(option)) return std::nullopt;
  bool ok = false;
  const qlonglong number = value(option).toLongLong(&ok);
  if (ok && number >= low && number <= high) return number;
  fail(tr("%1: expected a whole number from %2 to %3, found %4").arg(option).arg(low).arg(high).arg(value(option)));
  return std::nullopt;
}

int Arguments::choice(const QString& option, const QStringList& names) {
  if (!has(option)) return 0;
  const qsizetype index = names.indexOf(value(option));
  if (index < 0)
    fail(tr("%1: expected one of %2, found %3").arg(option, names.join(QLatin1String(", ")), value(option)));
  return static_cast<int>(std::max<qsizetype>(index, 0));
}

}  // namespace backscope
