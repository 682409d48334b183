#include <QAbstractButton>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "app/document.h"
#include "app/session_file.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "ui/theme/theme.h"
#include "ui/views/delta_view.h"
#include "ui/views/network_view.h"

using namespace backscope;
using namespace backscope::test;

/// Opening, saving and leaving.
class TestMainWindowFiles : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;
  QTemporaryDir m_folder;

  QString pathOf(const QString& name) const { return m_folder.filePath(name); }

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-main-window-files")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() {
    Theme::instance().setMode(Theme::Mode::System);
    m_warnings.check();
  }

  void aBadFileLeavesEverythingAsItWas() {
    const QString file = pathOf(QStringLiteral("bad.backscope"));
    QFile bad(file);
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("{\"format\": \"backscope\", \"version\": 1, \"nonsense\": 3}");
    bad.close();
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.press(Qt::Key_S);
    QTRY_COMPARE(window.iteration(), 28);
    const auto before = window->snapshot();
    const QString title = window->windowTitle();
    dropOn(*window, file);
    QVERIFY(window.message().startsWith(QStringLiteral("bad.backscope: ")));
    QVERIFY(!window.message().contains(QLatin1Char('\n')));
    QCOMPARE(window->workbench().messages().kind(), MessageStrip::Kind::Problem);
    QCOMPARE(window->windowTitle(), title);
    QVERIFY(window->editor().session() == test::sampleSession());
    window.press(Qt::Key_S);
    QTRY_COMPARE(window.iteration(), 56);
    QCOMPARE(window->snapshot()->generation, before->generation);
  }

  void aSavedRunIsReopenedWhereItStood() {
    const QString file = pathOf(QStringLiteral("run.backscope"));
    std::vector<double> theta;
    {
      ShownWindow window;
      QTRY_COMPARE(window.iteration(), 0);
      window.press(Qt::Key_S);
      QTRY_COMPARE(window.iteration(), 28);
      theta = window->snapshot()->parameters.theta();
      window->saveTo(file);
      QTRY_VERIFY(QFile::exists(file));
      QTRY_VERIFY(window->windowTitle().startsWith(QStringLiteral("run.backscope")));
      QVERIFY(!window->isUnsaved());
      QCOMPARE(recent_files::list(), QStringList(file));
      QTRY_VERIFY(window.message().startsWith(QStringLiteral("Saved as")));
      window.press(Qt::Key_S);
      QTRY_VERIFY(window.message().isEmpty());
    }
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    dropOn(*window, file);
    QTRY_COMPARE(window.iteration(), 28);
    QCOMPARE(window->snapshot()->parameters.theta(), theta);
    QVERIFY(!window->isUnsaved());
    window.press(Qt::Key_S);
    QTRY_COMPARE(window.iteration(), 56);
    QVERIFY(window->isUnsaved());
  }

  void trainingALessonDoesNotNag() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window.press(Qt::Key_S);
    QTRY_COMPARE(window.iteration(), 28);
    QVERIFY(!window->isUnsaved());
    QVERIFY(window->close());
  }

  void unsavedWorkIsAskedAboutFirst() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    emit window->workbench().network().parameterChosen(0, 0.75);
    QTRY_COMPARE(window->snapshot()->parameters.theta()[0], 0.75);
    QVERIFY(window->isUnsaved());
    QVERIFY(!window->close());
    QVERIFY(window->isVisible());
    QMessageBox* question = questionOf(*window);
    QVERIFY(question != nullptr);
    question->button(QMessageBox::Cancel)->click();
    QTRY_VERIFY(questionOf(*window) == nullptr);
    QVERIFY(window->isVisible());
    window->open(QStringLiteral("circle"));
    question = questionOf(*window);
    QVERIFY(question != nullptr);
    QCOMPARE(window->editor().session(), test::sampleSession());
    question->button(QMessageBox::Discard)->click();
    QTRY_COMPARE(std::get<GeneratorSettings>(window->editor().session().data.source).generator, Generator::Circle);
    QVERIFY(!window->isUnsaved());
  }

  void savingInsteadOfLosingGoesOn() {
    const QString file = pathOf(QStringLiteral("edited.backscope"));
    QCOMPARE(saveSession(file, test::sampleSession()), QString());
    ShownWindow window(test::sampleSession(), file);
    QTRY_COMPARE(window.iteration(), 0);
    emit window->workbench().network().parameterChosen(1, -0.5);
    QTRY_VERIFY(window->isUnsaved());
    window->close();
    QVERIFY(questionOf(*window) != nullptr);
    questionOf(*window)->button(QMessageBox::Save)->click();
    QTRY_VERIFY(!window->isVisible());
    const OpenedSession saved = openSession(file);
    QVERIFY(saved.session && saved.session->parameters);
    QCOMPARE((*saved.session->parameters)[1], -0.5);
  }

  void changingAndChangingBackIsNotUnsaved() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    NumberEdit* rate = numberNamed(*window, QStringLiteral("learning rate"));
    typeInto(*rate, QStringLiteral("0.5"));
    QVERIFY(window->isUnsaved());
    typeInto(*rate, QStringLiteral("0.03"));
    QVERIFY(!window->isUnsaved());
  }

  void aFailedSaveSaysWhyAndLosesNothing() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    window->saveTo(pathOf(QStringLiteral("no/such/folder.backscope")));
    QTRY_VERIFY(window.message().contains(QStringLiteral("could not be written")));
    QCOMPARE(window->workbench().messages().kind(), MessageStrip::Kind::Problem);
  }

  void everyLessonOpens() {
    ShownWindow window;
    QTRY_COMPARE(window.iteration(), 0);
    std::vector<Lesson> all = lessons();
    std::ranges::copy(knownPoints(), std::back_inserter(all));
    for (const Lesson& lesson : all) {
      window->open(lesson.name);
      QTRY_VERIFY(window->snapshot() && window->snapshot()->session->title == lesson.title.toStdString());
      QCOMPARE(window.message(), QString());
      QCOMPARE(window.iteration(), 0);
    }
  }

  void theWindowIsRememberedAsItWas() {
    {
      ShownWindow window;
      QTRY_COMPARE(window.iteration(), 0);
      window->resize(1111, 777);
      Theme::instance().setMode(Theme::Mode::Dark);
      window->workbench().setTab(Workbench::Tab::Deltas);
      window->workbench().analyses().deltas().setLadder({LadderQuantity::Gradient, DeltaSize::Length});
      QVERIFY(window->close());
    }
    Theme::instance().setMode(Theme::Mode::Light);
    ShownWindow window;
    QCOMPARE(window->size(), QSize(1111, 777));
    QCOMPARE(Theme::instance().mode(), Theme::Mode::Dark);
    QCOMPARE(window->workbench().tab(), Workbench::Tab::Deltas);
    const LadderChoice remembered{LadderQuantity::Gradient, DeltaSize::Length};
    QVERIFY(window->workbench().analyses().deltas().ladder() == remembered);
    QTRY_VERIFY(window->snapshot() && window->snapshot()->ladder == remembered);
  }
};

QTEST_MAIN(TestMainWindowFiles)
#include "tst_main_window_files.moc"
