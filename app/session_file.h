#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/session/session.h"

namespace backscope {

/// A session, or the sentence that says why there is none (one line, without the file's name).
struct OpenedSession {
  std::optional<Session> session;
  QString problem;
};

/// One of the built-in sessions, the resources :/lessons/NAME.backscope and :/known_points/NAME.backscope.
struct Lesson {
  QString name;   ///< such as "xor-corners"
  QString title;  ///< such as "XOR, four corners"
};

/// In the order in which they are taught; the first is the one to start with.
std::vector<Lesson> lessons();

/// Places of the loss surface of which the truth is known, in the order of knownPointNames().
std::vector<Lesson> knownPoints();

/// Of a lesson or a known point; empty where none has this name.
QString lessonPath(const QString& name);

/// Reads a session file; a lesson's or known point's name stands for it unless a file of this name exists.
OpenedSession openSession(const QString& fileOrLesson);

/// `file` is the old one or the whole new one, as OutputFile has it. Returns the problem in a sentence, or an empty
/// string.
QString saveSession(const QString& file, const Session& session);

}  // namespace backscope
