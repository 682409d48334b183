#pragma once

#include <QStringList>
#include <QTest>

namespace backscope::test {

/// Any Qt warning fails the test that caused it. Make it the first member of the test class, and call check() from
/// cleanup():
///
///   FailOnWarnings m_warnings;
///   void cleanup() { m_warnings.check(); }
class FailOnWarnings {
 public:
  FailOnWarnings() { s_previous = qInstallMessageHandler(&FailOnWarnings::receive); }
  ~FailOnWarnings() { qInstallMessageHandler(s_previous); }
  FailOnWarnings(const FailOnWarnings&) = delete;
  FailOnWarnings& operator=(const FailOnWarnings&) = delete;

  void check() {
    const QStringList seen = std::exchange(s_seen, {});
    QVERIFY2(seen.isEmpty(), qPrintable(seen.join(QLatin1Char('\n'))));
  }

 private:
  static void receive(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (type == QtWarningMsg || type == QtCriticalMsg) s_seen.append(message);
    if (s_previous != nullptr) s_previous(type, context, message);
  }

  static inline QtMessageHandler s_previous = nullptr;
  static inline QStringList s_seen;
};

}  // namespace backscope::test
