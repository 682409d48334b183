#include "app/sheet_export.h"

#include <QFile>
#include <QFileDialog>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"

using namespace backscope;
using namespace backscope::test;

/// The sheets of the window's menu.
class TestSheetExport : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-sheet-export")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  void everySheetHasItsKeyAndIsWritten_data() {
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begin");
    const int shift = static_cast<int>(Qt::ControlModifier | Qt::ShiftModifier);
    const int alt = static_cast<int>(Qt::ControlModifier | Qt::AltModifier);
    QTest::newRow("solution") << static_cast<int>(Qt::ControlModifier) << "a.txt" << QByteArray("Worked solution\n");
    QTest::newRow("worksheet") << shift << "b.tex" << QByteArray("\\documentclass");
    QTest::newRow("answer key") << alt << "c.pdf" << QByteArray("%PDF-");
  }

  void everySheetHasItsKeyAndIsWritten() {
    QFETCH(int, modifiers);
    QFETCH(QString, name);
    QFETCH(QByteArray, begin);
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    QTest::keyClick(window.focus(), Qt::Key_E, Qt::KeyboardModifiers(modifiers));
    chooseFile(window, pathOf(name));
    QCOMPARE(window.message(), QStringLiteral("Written as %1.").arg(name));
    QVERIFY(contentOf(name).startsWith(begin));
  }

  void theStepThatIsShownDecidesWhichExampleItIs() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.press(Qt::Key_1);
    window.press(Qt::Key_S);
    QTRY_VERIFY(window->snapshot()->pass && window->snapshot()->pass->done == 1);
    QTest::keyClick(window.focus(), Qt::Key_E, Qt::ControlModifier);
    chooseFile(window, pathOf(QStringLiteral("place.txt")));
    const QByteArray text = contentOf(QStringLiteral("place.txt"));
    QVERIFY(text.contains("Example " + QByteArray::number(window->snapshot()->pass->example) + " of the data"));
    QVERIFY(text.contains("It is number 1 of the 10 examples in its batch."));
  }

  void whatCannotBeWrittenIsSaid() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    QTest::keyClick(window.focus(), Qt::Key_E, Qt::ControlModifier);
    chooseFile(window, pathOf(QStringLiteral("sheet.doc")));
    QCOMPARE(window.message(), QStringLiteral("sheet.doc: the name has to end in .pdf, .tex or .txt"));
    QVERIFY(!QFile::exists(pathOf(QStringLiteral("sheet.doc"))));
  }

  void aNetworkTooLargeForPaperIsNamedWithoutADialog() {
    ShownWindow window(sampleSession(sampleLayers(2, 40, Activation::Tanh)));
    QTRY_COMPARE(window.iteration(), 0);
    QTest::keyClick(window.focus(), Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(window.message(),
                 QStringLiteral("No sheet: a sheet has room for up to 1000 weights and biases, the network has 1801."));
    QVERIFY(window->findChild<QFileDialog*>() == nullptr);
  }

 private:
  QString pathOf(const QString& name) const { return m_folder.filePath(name); }

  static void chooseFile(ShownWindow& window, const QString& file) {
    QTRY_VERIFY(window->findChild<QFileDialog*>() != nullptr);
    auto* dialog = window->findChild<QFileDialog*>();
    emit dialog->fileSelected(file);
    dialog->close();
  }

  QByteArray contentOf(const QString& name) const {
    QFile file(pathOf(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

  test::FailOnWarnings m_warnings;
  QTemporaryDir m_folder;
};

QTEST_MAIN(TestSheetExport)
#include "tst_sheet_export.moc"
