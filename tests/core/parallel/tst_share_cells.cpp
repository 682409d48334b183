#include "core/parallel/share_cells.h"

#include <QTest>
#include <array>
#include <atomic>
#include <vector>

using namespace backscope;

namespace {

bool never() { return false; }

}  // namespace

class TestShareCells : public QObject {
  Q_OBJECT

 private slots:
  void everyCellIsDoneOnceWhateverTheThreads() {
    for (const int jobs : {1, 2, 7}) {
      std::array<std::atomic<int>, 100> done{};
      std::atomic<int> threads = 0;
      shareCells(done.size(), jobs, never, [&]() -> CellWork {
        ++threads;
        return [&](std::size_t k) { return ++done[k] > 0; };
      });
      QCOMPARE(threads.load(), jobs);
      for (const std::atomic<int>& count : done) QCOMPARE(count.load(), 1);
    }
  }

  void oneThreadTakesThemInTheirOrder() {
    std::vector<std::size_t> taken;
    shareCells(4, 1, never, [&]() -> CellWork {
      return [&](std::size_t k) {
        taken.push_back(k);
        return true;
      };
    });
    QCOMPARE(taken, (std::vector<std::size_t>{0, 1, 2, 3}));
  }

  /// Of two that end at their first cell, each has done one.
  void aThreadEndsWithItsWork() {
    std::atomic<int> done = 0;
    shareCells(100, 2, never, [&]() -> CellWork {
      return [&](std::size_t) {
        ++done;
        return false;
      };
    });
    QCOMPARE(done.load(), 2);
  }

  void whatIsStoppedTakesNoMore() {
    std::atomic<int> done = 0;
    shareCells(
        100, 2, [&] { return done >= 3; }, [&]() -> CellWork { return [&](std::size_t) { return ++done > 0; }; });
    QVERIFY(done >= 3 && done <= 4);
  }
};

QTEST_GUILESS_MAIN(TestShareCells)
#include "tst_share_cells.moc"
