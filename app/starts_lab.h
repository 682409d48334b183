#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "app/start_solutions.h"
#include "app/starts_record.h"
#include "app/starts_run.h"
#include "ui/views/starts_picture.h"

namespace backscope {

class StartsView;

/// Trains the window's session from many starts in the background, on all cores but one and behind everything else, and
/// shows how they end. What was done stays while it is paused, and can be saved and gone on with.
class StartsLab : public QObject {
  Q_OBJECT

 public:
  StartsLab(StartsView* view, QObject* parent);
  /// Waits for the update that each thread is at.
  ~StartsLab() override;

  /// The window's settings. Starts of other ones are paused, and stay until new ones are begun.
  void setSession(const Session& session);

  /// Writes what was done as the file of `backscope starts`. Returns the problem, or an empty string.
  QString save(const QString& file) const;
  /// Takes up the starts of a file; they must be those of the window's session. Returns the problem.
  QString open(const QString& file);
  /// Where they ended, as far as one would choose among them; nothing before any has.
  StartSolutions solutions() const;

 signals:
  /// solutions() may be others.
  void solutionsChanged();
  /// The user chose a start: it is to be loaded.
  void sessionChosen(const backscope::Session& session);

 private:
  void start();
  void pause();
  void halt();
  void discard();
  /// New ones with nothing done; false where the session has none.
  bool prepare(const Session& base, const StartsChoice& choice);
  /// Trains what is missing, once what was cancelled is over.
  void goOn();
  void launch();
  void deliver();
  bool takeNews();
  void takeChoice();
  void show();
  bool isRunning() const;
  bool isOfSettings() const;
  void chooseRun(std::size_t cell);
  void askWhereToSave();
  void askWhatToOpen();

  StartsView* m_view;
  std::optional<Session> m_session;
  std::optional<StartsRecord> m_starts;  ///< what is being done, or was
  std::unique_ptr<StartsRun> m_run;      ///< until it is over; a cancelled one is still at its last update
  std::vector<std::pair<std::size_t, std::string>> m_lines;  ///< of a file that is to be read by the next run
  bool m_trains = false;                                     ///< the run trains too
  bool m_isWaiting = false;                                  ///< for the end of m_run
  QTimer m_refresh;                                          ///< runs only while something has come that is not shown
};

}  // namespace backscope
