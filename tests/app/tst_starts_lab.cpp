#include "app/starts_lab.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "app/commands/starts.h"
#include "app/session_editor.h"
#include "core/session/session_json.h"
#include "core/training/trainer.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "tests/support/xor_starts.h"
#include "ui/panels/training_panel.h"
#include "ui/views/starts_gallery.h"
#include "ui/views/starts_view.h"

using namespace backscope;
using namespace backscope::test;

namespace {

/// The window with the tab of many starts.
class ShownLab : public ShownWindow {
 public:
  explicit ShownLab(const Session& session = xorStarts()) : ShownWindow(session) { chooseByKey(Qt::Key_M); }
  StartsView& view() { return (*this)->workbench().analyses().starts(); }
  StartsLab& lab() { return *(*this)->findChild<StartsLab*>(); }
  Button* button() { return view().findChildren<Button*>().front(); }
  bool isRunning() { return button()->text() == QLatin1String("Pause"); }
  void type(const char* box, const char* text) {
    typeInto(*numberNamed(view(), QLatin1String(box)), QLatin1String(text));
  }
  void trainTwenty() {
    type("Starts", "20");
    type("Iterations of each start", "3000");
    button()->click();
    QTRY_VERIFY(view().status().contains(QLatin1String("20 of 20 done.")) && !isRunning());
  }
  void chooseRate(double rate) {
    TrainingSettings settings = (*this)->editor().session().training;
    settings.optimizer.learningRate = rate;
    emit(*this)->workbench().trainingPanel().trainingChosen(settings);
  }
};

/// More than any test waits for.
constexpr const char* kEndless = "10000000";

QByteArray contents(const QString& name) {
  QFile file(name);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("can't be read");
}

}  // namespace

class TestStartsLab : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;
  QTemporaryDir m_folder;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-starts")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  void theFileIsThatOfTheCommandLine() {
    ShownLab window;
    QCOMPARE(window->workbench().tab(), Workbench::Tab::Starts);
    window.trainTwenty();
    const QString saved = m_folder.filePath("saved.csv");
    QCOMPARE(window.lab().save(saved), QString());
    const QString session = m_folder.filePath("xor.backscope");
    QFile file(session);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(writeSession(xorStarts())));
    file.close();
    StartsOptions options;
    options.file = session;
    options.count = 20;
    options.iterations = 3000;
    options.output = m_folder.filePath("commanded.csv");
    std::ostringstream ignored;
    QCOMPARE(runStartsCommand(options, {}, ignored, ignored), 0);
    QCOMPARE(contents(saved), contents(options.output));
  }

  void aSavedPartIsGoneOnWith() {
    ShownLab window;
    window.trainTwenty();
    const QString whole = m_folder.filePath("whole.csv");
    QCOMPARE(window.lab().save(whole), QString());
    // Every third start alone, as of a shard.
    QByteArrayList lines = contents(whole).split('\n');
    for (qsizetype k = lines.size() - 2; k >= 2; --k)
      if (k % 3 != 0) lines.removeAt(k);
    const QString part = m_folder.filePath("part.csv");
    QFile file(part);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(lines.join('\n'));
    file.close();
    ShownLab other;
    QCOMPARE(other.lab().open(part), QString());
    QTRY_VERIFY(other.view().status().contains(QLatin1String("7 of 20 done.")));
    QCOMPARE(other.button()->text(), QStringLiteral("Go on"));
    QVERIFY(other.view().gallery().shownCount() > 0);
    other.button()->click();
    QTRY_VERIFY(other.view().status().contains(QLatin1String("20 of 20 done.")));
    const QString again = m_folder.filePath("again.csv");
    QCOMPARE(other.lab().save(again), QString());
    QCOMPARE(contents(again), contents(whole));
    QCOMPARE(other.view().gallery().words(), window.view().gallery().words());
    other.chooseRate(0.1);
    QVERIFY(!other.lab().open(part).isEmpty());
    QVERIFY(!other.lab().open(m_folder.filePath("none.csv")).isEmpty());
  }

  void enterOpensAStartThatTrainsToTheSameEnd() {
    ShownLab window;
    window.trainTwenty();
    auto* gallery = window.view().findChild<StartsGallery*>();
    gallery->setFocus();
    QTRY_VERIFY(gallery->hasFocus());
    QCOMPARE(gallery->current(), std::optional<std::size_t>(0));
    QTest::keyClick(gallery, Qt::Key_Right);
    QCOMPARE(gallery->current(), std::optional<std::size_t>(1));
    const QString words = gallery->words();
    QTest::keyClick(gallery, Qt::Key_Return);
    const Session& opened = window->editor().session();
    QVERIFY2(words.contains(QStringLiteral("eed %1 ").arg(opened.initialization.seed)), qPrintable(words));
    QTRY_VERIFY(window->snapshot() && window->snapshot()->session->initialization == opened.initialization);
    QCOMPARE(window->snapshot()->parameters.theta(), startOf(opened).theta());
    // They are the same starts still, and the way back is the window's.
    QVERIFY2(window.view().status().startsWith(QLatin1String("20 of 20")), qPrintable(window.view().status()));
    window.chooseByKey(Qt::Key_Z);
    QTRY_COMPARE(window->editor().session().initialization.seed, std::uint64_t{1});
  }

  void pausingKeepsWhatIsDone() {
    ShownLab window;
    window.type("Starts", "10000");
    window.button()->click();
    QVERIFY(window.isRunning());
    QTRY_VERIFY(!window.view().status().startsWith(QLatin1String("0 of")));
    window.button()->click();
    QCOMPARE(window.button()->text(), QStringLiteral("Go on"));
    window.button()->click();
    QVERIFY(window.isRunning());
    window.chooseRate(0.1);
    QVERIFY(!window.isRunning());
    QVERIFY(window.view().status().startsWith(QLatin1String("These are of other settings.")));
    window.chooseRate(4);
    QCOMPARE(window.button()->text(), QStringLiteral("Go on"));
    // Others are others.
    window.type("Iterations of each start", kEndless);
    QCOMPARE(window.button()->text(), QStringLiteral("Start"));
    window.button()->click();
    QVERIFY(window.isRunning());
    QTRY_VERIFY(window.view().status().startsWith(QLatin1String("0 of")));
  }

  void whatCannotBeReadWellIsNoTrap() {
    ShownLab window(sampleSession(sampleLayers(2, 40, Activation::Identity, {1, Activation::Identity})));
    window.chooseRate(1e6);
    window.type("Starts", "10");
    window.type("Iterations of each start", "500");
    window.button()->click();
    QTRY_VERIFY(window.view().status().contains(QLatin1String("10 of 10 done.")));
    const QString words = window.view().gallery().words();
    QVERIFY2(words.startsWith(QLatin1String("What")), qPrintable(words));
    const QString saved = m_folder.filePath("diverged.csv");
    QCOMPARE(window.lab().save(saved), QString());
    QCOMPARE(window.lab().open(saved), QString());
    QTRY_VERIFY(window.view().status().contains(QLatin1String("10 of 10 done.")));
  }
};

QTEST_MAIN(TestStartsLab)
#include "tst_starts_lab.moc"
