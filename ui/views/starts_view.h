#pragma once

#include <QWidget>

#include "ui/views/starts_picture.h"

class QLabel;

namespace backscope {

class Button;
class NumberEdit;
class StartsGallery;
class StartsHistogram;
class StartsShares;

/// Many starts of the window's session: how many and how far is chosen here, and how they end is shown while they are
/// trained.
class StartsView : public QWidget {
  Q_OBJECT

 public:
  explicit StartsView(QWidget* parent = nullptr);

  enum class State {
    Idle,     ///< nothing is done, or nothing is left to do
    Running,  ///< in the background
    Paused    ///< can be gone on with
  };

  StartsChoice choice() const;
  /// Without choiceChanged().
  void setChoice(const StartsChoice& choice);
  void setPicture(const StartsPicture& picture);
  void setState(State state);
  /// What is to be said beside how far they are; empty: nothing.
  void setNote(const QString& note);

  QString status() const;
  const StartsHistogram& histogram() const { return *m_histogram; }
  const StartsGallery& gallery() const { return *m_gallery; }

 signals:
  /// Also to go on.
  void startRequested();
  void pauseRequested();
  /// All that was done is to be given up.
  void discardRequested();
  void saveRequested();
  void openRequested();
  void choiceChanged();
  void runChosen(std::size_t cell);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void createControls();
  void createLayout();
  void connectSignals();
  void applyStyle();
  void showStatus();

  NumberEdit* m_count = nullptr;
  NumberEdit* m_iterations = nullptr;
  Button* m_start = nullptr;
  Button* m_discard = nullptr;
  Button* m_save = nullptr;
  Button* m_open = nullptr;
  StartsShares* m_shares = nullptr;
  StartsHistogram* m_histogram = nullptr;
  StartsGallery* m_gallery = nullptr;
  QLabel* m_status = nullptr;
  QLabel* m_words = nullptr;
  StartSummary m_summary;
  std::size_t m_planned = 0;
  State m_state = State::Idle;
  QString m_note;
};

}  // namespace backscope
