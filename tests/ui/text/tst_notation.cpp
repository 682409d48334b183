#include "ui/text/notation.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"

using namespace backscope;

class tst_notation : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() {
    CurrentNotation::instance().set({});
    m_warnings.check();
  }

  void theNotesWayIsTheDefault() {
    QCOMPARE(aLetter(), u"a"_qs);
    QCOMPARE(zLetter(), u"z"_qs);
    QCOMPARE(layerNumber(0), 0);
    QCOMPARE(layerMarkup(zLetter(), 2), u"z^{(2)}"_qs);
    QCOMPARE(unitMarkup(aLetter(), 1, 2), u"a_{3}^{(1)}"_qs);
    QCOMPARE(weightMarkup(u"w"_qs, 1, 1, 0), u"w_{21}^{(1)}"_qs);
    QCOMPARE(weightMarkup(u"w"_qs, 2, 9, 0), u"w_{10,1}^{(2)}"_qs);
    QCOMPARE(weightMarkup(u"w"_qs, 2, 0, 9), u"w_{1,10}^{(2)}"_qs);
  }

  void swappedLettersNameEachOther() {
    CurrentNotation::instance().set({.swapsLetters = true});
    QCOMPARE(aLetter(), u"z"_qs);
    QCOMPARE(zLetter(), u"a"_qs);
    QCOMPARE(layerNumber(1), 1);
  }

  void weightsIntoTheFirstHiddenLayerAreTwoWhereTheInputCounts() {
    CurrentNotation::instance().set({.countsInput = true});
    QCOMPARE(layerNumber(0), 1);
    QCOMPARE(weightMarkup(u"w"_qs, 1, 0, 0), u"w_{11}^{(2)}"_qs);
    QCOMPARE(unitMarkup(zLetter(), 1, 0), u"z_{1}^{(2)}"_qs);
  }

  void aChangeIsSaidOnce() {
    const QSignalSpy changed(&CurrentNotation::instance(), &CurrentNotation::changed);
    CurrentNotation::instance().set({.isMatrixForm = true});
    CurrentNotation::instance().set({.isMatrixForm = true});
    QCOMPARE(changed.count(), 1);
    QVERIFY(notation().isMatrixForm);
  }

 private:
  test::FailOnWarnings m_warnings;
};

QTEST_GUILESS_MAIN(tst_notation)
#include "tst_notation.moc"
