#pragma once

#include <QString>
#include <optional>

#include "core/session/session.h"

namespace backscope {

/// The session that the window shows, and the one place in which a choice is made to fit the others.
///
/// What a choice needs elsewhere (three classes need three outputs) is changed with it, and note() says so; what can't
/// be met changes nothing, and note() says why.
class SessionEditor {
 public:
  explicit SessionEditor(Session session) : m_session(std::move(session)) {}

  const Session& session() const { return m_session; }
  void replace(Session session);
  /// What another one took the place of, by replace() or by the last choice that starts over.
  const Session& before() const { return m_before; }
  /// As it was before a choice that is taken back, or done again.
  void restore(Session session);

  // These start over: true where there is another session to train, whose start is drawn.
  bool chooseData(const DataSettings& data);
  bool chooseNetwork(const Architecture& network);
  bool chooseLoss(Loss loss);
  bool chooseInitialization(const InitializationSettings& initialization);
  /// A whole one, such as a cell of the init map; its title stays out, and so do the runs it is compared with.
  bool chooseSession(Session session);
  /// The same with the θ at which it begins, such as that of a network with another unit.
  bool chooseStart(Session session);
  /// The data of another run that is compared with this one, as it is; the network is made to fit.
  bool shareData(const SessionEditor& other);
  /// Applies at once, but to what is frozen; false where it is impossible.
  bool chooseTraining(const TrainingSettings& training);
  /// As the run's history has it at the place where it is now.
  void followTraining(const TrainingSettings& training) { m_session.training = training; }
  /// What is frozen in the run now; nothing changes while it is that of another network.
  void followFrozen(const Session& run);
  void setTitle(const QString& title) { m_session.title = title.toStdString(); }

  /// What else was changed by the last choice, or why it was refused, in a sentence; mostly empty.
  const QString& note() const { return m_note; }
  void setNote(const QString& note) { m_note = note; }

 private:
  /// An output layer with its loss.
  struct Output {
    LayerSpec layer;
    Loss loss = Loss::Square;
  };

  /// What the four corners have no use for.
  struct DrawnSet {
    int count = 0;
    double testFraction = 0;
  };

  void fitInputs(Session& changed, Generator generator);
  void fitOutput(Session& changed, Generator generator);
  void fitCount(Session& changed);
  void fitFrozen(Session& changed);
  void addNote(const QString& note);
  bool take(Session changed);
  bool begin(Session changed);
  bool refuse(const QString& why);

  Session m_session;
  Session m_before;
  std::optional<Output> m_singleOutput;  ///< that of the last set with one output, to come back to
  std::optional<DrawnSet> m_drawn;       ///< that of the last set but the corners, to come back to
  QString m_note;
};

}  // namespace backscope
