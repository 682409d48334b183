#include "ui/text/problem_text.h"
#include "ui/text/notation.h"

#include <QCoreApplication>
#include <array>
#include <string_view>
#include <utility>

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("problem_text", text); }

QString fromUtf8(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

/// The JSON types that core names.
QString typeText(const std::string& type) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 8> kTypes{{
      {"object", QT_TRANSLATE_NOOP("problem_text", "an object")},
      {"array", QT_TRANSLATE_NOOP("problem_text", "an array")},
      {"string", QT_TRANSLATE_NOOP("problem_text", "a string")},
      {"boolean", QT_TRANSLATE_NOOP("problem_text", "true or false")},
      {"number", QT_TRANSLATE_NOOP("problem_text", "a number")},
      {"whole number", QT_TRANSLATE_NOOP("problem_text", "a whole number")},
      {"finite number", QT_TRANSLATE_NOOP("problem_text", "a finite number")},
      {"line of text", QT_TRANSLATE_NOOP("problem_text", "one line of text")},
  }};
  for (const auto& [name, text] : kTypes)
    if (name == type) return tr(text);
  constexpr std::string_view kWholeOfRange = "whole number ";
  if (std::string_view(type).starts_with(kWholeOfRange))
    return tr("a whole number %1").arg(fromUtf8(std::string_view(type).substr(kWholeOfRange.size())));
  return fromUtf8(type);
}

/// "3:17" in words.
QString placeText(const std::string& place) {
  const QString text = fromUtf8(place);
  const qsizetype colon = text.indexOf(QLatin1Char(':'));
  return tr("line %1, column %2").arg(text.left(colon), text.mid(colon + 1));
}

/// A list of names, not a range.
bool isList(const std::string& expected) { return expected.find(", ") != std::string::npos; }

/// What a problem says about its place, without the path.
QString statement(const Problem& problem) {
  const QString expected = fromUtf8(problem.expected);
  const QString found = fromUtf8(problem.found);
  switch (problem.kind) {
    case Problem::Kind::Empty:
      return tr("this file is empty");
    case Problem::Kind::TooLarge:
      return problem.found.empty() ? tr("more values than any session has")
                                   : tr("larger than the 16 MiB that a session may have");
    case Problem::Kind::NotUtf8:
      return tr("not UTF-8 text, from byte %1 on").arg(found);
    case Problem::Kind::Syntax:
      return tr("not JSON: the error is at %1").arg(placeText(problem.found));
    case Problem::Kind::TooDeep:
      return tr("nested deeper than 64 levels");
    case Problem::Kind::NotASession:
      return tr("not a Backscope session: it does not say \"format\": \"backscope\"");
    case Problem::Kind::Version:
      return tr("made by a newer Backscope: expected %1, found %2").arg(expected, found);
    case Problem::Kind::Missing:
      return tr("this key is missing");
    case Problem::Kind::Unknown:
      return tr("unknown key");
    case Problem::Kind::Duplicate:
      return tr("this key stands twice");
    case Problem::Kind::Type:
      return tr("expected %1, found %2").arg(typeText(problem.expected), found);
    case Problem::Kind::Value:
      return isList(problem.expected) ? tr("expected one of %1, found %2").arg(expected, found)
                                      : tr("expected %1, found %2").arg(expected, found);
    case Problem::Kind::Length:
      return tr("expected a length of %1, found %2").arg(expected, found);
    case Problem::Kind::Mismatch:
      return tr("%1 does not go together with %2").arg(found, expected);
    case Problem::Kind::Needs:
      return tr("%1 needs %2").arg(found, expected);
    case Problem::Kind::OutputOnly:
      return tr("%1 is for the output layer only").arg(found);
    case Problem::Kind::SameData:
      return tr("the runs that are compared have the same data, that of the first");
  }
  return {};
}

/// The whole sentence, so that it can be translated; %1 is the layer, %2 the iteration.
QString pattern(Divergence::Where where) {
  switch (where) {
    case Divergence::Where::PreActivation:
      return tr("diverged: layer %1's pre-activations at iteration %2 are not finite");
    case Divergence::Where::Output:
      return tr("diverged: layer %1's outputs at iteration %2 are not finite");
    case Divergence::Where::Loss:
      return tr("diverged: the loss after layer %1 at iteration %2 is not finite");
    case Divergence::Where::Delta:
      return tr("diverged: layer %1's deltas at iteration %2 are not finite");
    case Divergence::Where::Gradient:
      return tr("diverged: layer %1's gradient at iteration %2 is not finite");
    case Divergence::Where::Parameter:
      return tr("diverged: layer %1's parameters at iteration %2 are not finite");
  }
  return {};
}

}  // namespace

QString describe(const Problem& problem) {
  const QString text = statement(problem);
  return problem.path.empty() ? text : tr("%1: %2").arg(fromUtf8(problem.path), text);
}

QString describe(const Divergence& divergence) {
  return pattern(divergence.where).arg(layerNumber(divergence.layer)).arg(divergence.iteration);
}

}  // namespace backscope
