#include "app/newest_run.h"

#include <QTest>
#include <semaphore>
#include <vector>

using namespace backscope;

class TestNewestRun : public QObject {
  Q_OBJECT

 private slots:
  void theNewestQuestionIsAnswered();
  void anOutdatedOneStillGetsItsFirstAnswer();
  void aStoppedOneIsNotHeardOf();
  void itEndsInTheMiddleOfAnAnswer();
};

namespace {

using Run = NewestRun<int, int>;

/// Work that begins an answer when it is let, and says what it was asked.
struct Slow {
  std::counting_semaphore<> mayGo{0};
  std::counting_semaphore<> begun{0};
  std::counting_semaphore<> woken{0};
  std::vector<int> asked;  ///< read after `begun`
  Run run{[this](const int& question, const Run::Talk& talk) { work(question, talk); }, [this] { woken.release(); }};

  void work(int question, const Run::Talk& talk) {
    asked.push_back(question);
    begun.release();
    mayGo.acquire();
    talk.receive(question);
    if (talk.isLate()) return;
    talk.receive(10 * question);
  }
};

}  // namespace

void TestNewestRun::theNewestQuestionIsAnswered() {
  Slow slow;
  slow.run.ask(1, true);
  slow.begun.acquire();
  slow.run.ask(2, true);
  slow.run.ask(3, true);
  slow.mayGo.release(2);
  slow.begun.acquire();
  while (slow.run.take() != 30) slow.woken.acquire();
  QCOMPARE(slow.asked, (std::vector<int>{1, 3}));
  QVERIFY(!slow.run.take());
}

void TestNewestRun::anOutdatedOneStillGetsItsFirstAnswer() {
  Slow slow;
  slow.run.ask(1, true);
  slow.begun.acquire();
  slow.run.ask(2, true);
  slow.mayGo.release();
  slow.woken.acquire();
  QCOMPARE(slow.run.take(), std::optional(1));
  slow.mayGo.release();
}

void TestNewestRun::aStoppedOneIsNotHeardOf() {
  Slow slow;
  slow.run.ask(1, true);
  slow.begun.acquire();
  slow.run.ask(2, false);
  slow.mayGo.release(2);
  while (slow.run.take() != 20) slow.woken.acquire();
  slow.run.ask(3, true);
  slow.begun.acquire();
  slow.begun.acquire();
  slow.run.rest();
  slow.mayGo.release();
  slow.run.ask(4, true);
  slow.begun.acquire();
  QVERIFY(!slow.run.take());
  slow.mayGo.release();
}

void TestNewestRun::itEndsInTheMiddleOfAnAnswer() {
  Slow slow;
  slow.run.ask(1, true);
  slow.begun.acquire();
  slow.run.ask(2, true);
  slow.mayGo.release(2);
}

QTEST_GUILESS_MAIN(TestNewestRun)
#include "tst_newest_run.moc"
