#pragma once

#include <QStringList>
#include <QTest>

namespace backscope::test {

/// Any Qt warning fails the test that caused it. Make it the first member of the test class, call watch() from init()
/// and check() from cleanup():
///
///   FailOnWarnings m_warnings;
///   void init() { m_warnings.watch(); }
///   void cleanup() { m_warnings.check(); }
class FailOnWarnings {
 public:
  FailOnWarnings() { s_previous = qInstallMessageHandler(&FailOnWarnings::receive); }
  ~FailOnWarnings() { qInstallMessageHandler(nullptr); }
  FailOnWarnings(const FailOnWarnings&) = delete;
  FailOnWarnings& operator=(const FailOnWarnings&) = delete;

  /// Qt Test puts a handler of its own in place after the test class was made: ours has to go before it.
  void watch() {
    const QtMessageHandler present = qInstallMessageHandler(&FailOnWarnings::receive);
    if (present != &FailOnWarnings::receive) s_previous = present;
  }

  void check() {
    watch();
    const QStringList seen = std::exchange(s_seen, {});
    QVERIFY2(seen.isEmpty(), qPrintable(seen.join(QLatin1Char('\n'))));
  }

 private:
  static void receive(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    // Said by the offscreen platform of every window and tool tip.
    const bool isExpected = message.startsWith(QLatin1String("This plugin does not support"));
    if ((type == QtWarningMsg || type == QtCriticalMsg) && !isExpected) s_seen.append(message);
    if (s_previous != nullptr) s_previous(type, context, message);
  }

  static inline QtMessageHandler s_previous = nullptr;
  static inline QStringList s_seen;
};

}  // namespace backscope::test
