#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "core/analysis/delta_cures.h"

class QHBoxLayout;

namespace backscope {

class Button;

/// What can be done about a δ that vanishes or explodes on its way down: a button for each change, which names the
/// share of the output's δ that layer 1 is then predicted to receive, and one that compares the run with this change
/// with the run as it is; the former with Shift does the same.
class CureRow : public QWidget {
  Q_OBJECT

 public:
  explicit CureRow(QWidget* parent = nullptr);

  /// Looks for cures where the session is another one, and shows the row where there are any.
  void setSession(const std::shared_ptr<const Session>& session, const Dataset& dataset);
  const std::vector<DeltaCure>& cures() const { return m_cures; }

  /// Of the first: where there is no room for all, the others are left out, the last ones first.
  QSize minimumSizeHint() const override;

 signals:
  /// The session with this change alone.
  void sessionChosen(const backscope::Session& session);
  /// The same, to be compared with the run as it is.
  void besideChosen(const backscope::Session& session);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Choice {
    Button* begin = nullptr;
    Button* beside = nullptr;
  };

  void showCures();
  Choice makeChoice(const DeltaCure& cure);
  Session sessionWith(const DeltaCure& cure) const;
  void fit();

  std::shared_ptr<const Session> m_session;
  std::vector<DeltaCure> m_cures;
  std::vector<Choice> m_choices;  ///< one for each cure
  QHBoxLayout* m_row = nullptr;
};

/// "ReLU, He normal", "scale 5", "3 layers".
QString nameOf(const DeltaCure& cure);
/// What the button does and what comes of it, in a sentence.
QString hintOf(const DeltaCure& cure);

}  // namespace backscope
