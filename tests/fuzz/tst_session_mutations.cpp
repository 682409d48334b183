#include <QTest>

#include "core/session/session_json.h"
#include "core/session/utf8.h"
#include "tests/support/session_texts.h"

using namespace backscope;
using namespace backscope::test;

/// Whatever happens to a file: it loads as a session that can run, or it is refused with something to say on one line.
class TestSessionMutations : public QObject {
  Q_OBJECT

 private slots:
  void everyTruncation_data() { addTexts(); }

  void everyTruncation() {
    QFETCH(QByteArray, text);
    const std::string whole = text.toStdString();
    const std::size_t end = whole.find_last_not_of('\n');
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const QString wrong = judge(std::string_view(whole).substr(0, size));
      QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("%1 bytes: %2").arg(size).arg(wrong)));
      QVERIFY(bool(readSession(std::string_view(whole).substr(0, size))) == (size > end));
    }
  }

  void everyByteChanged_data() { addTexts(); }

  void everyByteChanged() {
    QFETCH(QByteArray, text);
    std::string changed = text.toStdString();
    for (std::size_t at = 0; at < changed.size(); ++at) {
      const char original = changed[at];
      for (const char replacement : replacementsOf(original)) {
        changed[at] = replacement;
        const QString wrong = judge(changed);
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("byte %1: %2").arg(at).arg(wrong)));
      }
      changed[at] = original;
    }
    QVERIFY(m_loaded > 100);
    QVERIFY(m_refused > 1000);
  }

  void everyByteTakenAwayOrDoubled_data() { addTexts(); }

  void everyByteTakenAwayOrDoubled() {
    QFETCH(QByteArray, text);
    const std::string whole = text.toStdString();
    for (std::size_t at = 0; at < whole.size(); ++at) {
      const QString without = judge(std::string(whole).erase(at, 1));
      QVERIFY2(without.isEmpty(), qPrintable(QStringLiteral("without byte %1: %2").arg(at).arg(without)));
      const QString twice = judge(std::string(whole).insert(at, 1, whole[at]));
      QVERIFY2(twice.isEmpty(), qPrintable(QStringLiteral("byte %1 twice: %2").arg(at).arg(twice)));
    }
  }

 private:
  static void addTexts() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a saved run") << QByteArray::fromStdString(sessionFileText("saved_run.backscope"));
    QTest::newRow("a generator") << QByteArray::fromStdString(sessionText(
        {{"data", R"({"generator": "xor", "count": 12, "noise": 0.1, "seed": 3, "test_fraction": 0.25})"},
         {"training",
          R"({"optimizer": {"name": "sgd", "momentum": 0.5, "nesterov": true}, "batch_size": 5, "l2": 1e-3})"},
         {"frozen", R"({"weights": [[[true, false], [false, false]], [[false, true]]]})"},
         {"initialization", R"({"scale": 2, "layers": [{"scheme": "normal", "scale": 0.1}, {}]})"},
         {"network", R"({"bias": false, "layers": [{"units": 2, "activation": "leaky-relu"}, {"units": 1}]})"}}));
    QTest::newRow("a comparison") << QByteArray::fromStdString(sessionText(
        {{"data", R"({"points": [{"x": [0, 1], "y": [1]}]})"},
         {"parameters", R"({"weights": [[[1, 2]]], "biases": [[3]]})"},
         {"compare", R"([{"network": {"layers": [{"units": 1, "activation": "relu"}]}, "title": "b"}, {"training":
             {"optimizer": {"name": "adam"}, "seed": 2}, "parameters": {"weights": [[[1, 2]]], "biases": [[3]]},
             "initialization": {}, "state": {"iteration": 0, "epoch": 0, "position": 0, "optimizer": {"steps": 0,
             "mean": [0, 0, 0], "mean_square": [0, 0, 0]}, "streams": {"shuffle": {"seed": 2, "epoch": 0}}}}])"}}));
  }

  /// What JSON is made of, what is not text, and each bit of the byte itself.
  static std::string replacementsOf(char original) {
    std::string replacements("\0\n \"\\{}[],:09-+.eEntx\x7F\x80\xC3\xFF", 26);
    for (unsigned bit = 0; bit < 8; ++bit)
      replacements += static_cast<char>(static_cast<unsigned char>(original) ^ (1u << bit));
    return replacements;
  }

  /// What is wrong with how the text was taken; empty where nothing is.
  QString judge(std::string_view text) {
    const Result<Session> read = readSession(text);
    if (!read) {
      ++m_refused;
      return judge(read.problem());
    }
    ++m_loaded;
    if (checkSession(read.value())) return QStringLiteral("was loaded, but can't run");
    const Result<Session> again = readSession(writeSession(read.value()));
    return again && again.value() == read.value() ? QString() : QStringLiteral("was loaded, but is another when saved");
  }

  static QString judge(const Problem& problem) {
    for (const std::string& part : {problem.path, problem.expected, problem.found}) {
      if (firstInvalidUtf8(part)) return QStringLiteral("the problem is not UTF-8");
      if (part.find_first_of("\r\n") != std::string::npos) return QStringLiteral("the problem has two lines");
      if (part.size() > 300) return QStringLiteral("the problem is long");
    }
    using Kind = Problem::Kind;
    const bool isOfTheFile = problem.kind == Kind::Empty || problem.kind == Kind::Syntax ||
                             problem.kind == Kind::NotUtf8 || problem.kind == Kind::NotASession ||
                             problem.kind == Kind::Type;
    if (problem.path.empty() && !isOfTheFile) return QStringLiteral("the problem has no place");
    const bool hasValues = problem.kind == Kind::Type || problem.kind == Kind::Value || problem.kind == Kind::Length;
    if (hasValues && (problem.expected.empty() || problem.found.empty()))
      return QStringLiteral("the problem says nothing");
    return {};
  }

  int m_loaded = 0;
  int m_refused = 0;
};

QTEST_GUILESS_MAIN(TestSessionMutations)
#include "tst_session_mutations.moc"
