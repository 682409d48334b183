#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>

namespace backscope {

/// What a command may be given beside its FILE.
struct ArgumentRules {
  QStringList valueOptions;  ///< such as "--example", as `--example 3` or `--example=3`
  QStringList flags;         ///< such as "--json"
  bool takesFile = true;
  QStringList repeatable{};  ///< those of valueOptions that may stand several times
  bool takesFiles = false;   ///< any number of them
};

/// A command's arguments, sorted. Every option at most once unless it is repeatable, `--` ends the options.
class Arguments {
 public:
  Arguments(const QStringList& given, const ArgumentRules& rules);

  /// The first thing that is wrong, in a sentence; empty where nothing is.
  const QString& problem() const { return m_problem; }
  QString file() const { return m_files.value(0); }
  const QStringList& files() const { return m_files; }
  bool has(const QString& option) const { return m_options.contains(option); }
  QString value(const QString& option) const { return m_options.value(option).value(0); }
  /// Of a repeatable option, in their order.
  QStringList values(const QString& option) const { return m_options.value(option); }

  /// The option's whole number from low to high; a problem and nothing where it is another thing. Nothing where it was
  /// not given.
  std::optional<std::int64_t> whole(const QString& option, std::int64_t low, std::int64_t high);
  /// The place of the option's value in `names`; a problem and 0 where it is none of them, 0 where it was not given.
  int choice(const QString& option, const QStringList& names);
  void require(const QString& option);
  void fail(const QString& sentence);

 private:
  void takeOption(const QString& argument, const QStringList& given, qsizetype& at, const ArgumentRules& rules);
  void takeFile(const QString& argument, const ArgumentRules& rules);

  QString m_problem;
  QStringList m_files;
  QHash<QString, QStringList> m_options;
};

}  // namespace backscope
