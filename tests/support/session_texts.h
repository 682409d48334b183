#pragma once

#include <QFile>
#include <QString>
#include <initializer_list>
#include <map>
#include <string>
#include <utility>

#include "core/session/session_json.h"

namespace backscope::test {

/// The text of a file under tests/data/sessions.
inline std::string sessionFileText(const char* name) {
  QFile file(QStringLiteral(BACKSCOPE_TEST_DATA "/sessions/%1").arg(QLatin1String(name)));
  if (!file.open(QIODevice::ReadOnly)) qFatal("%s can't be read", name);
  return file.readAll().toStdString();
}

/// The smallest session, with sections added or put in another's place: {"loss", "\"square\""}. An empty text leaves a
/// section out.
inline std::string sessionText(std::initializer_list<std::pair<const std::string, std::string>> sections = {}) {
  std::map<std::string, std::string> all{
      {"format", "\"backscope\""}, {"version", "1"}, {"network", R"({"layers": [{"units": 1}]})"}};
  for (const auto& [key, value] : sections) all[key] = value;
  std::string text;
  for (const auto& [key, value] : all)
    if (!value.empty()) text.append(text.empty() ? "{\"" : ", \"").append(key).append("\": ").append(value);
  return text.append("}");
}

}  // namespace backscope::test
