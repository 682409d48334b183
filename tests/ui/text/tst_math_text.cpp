#include <QImage>
#include <QPainter>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "ui/text/math_text.h"
#include "ui/theme/fonts.h"

using namespace backscope;

class tst_math_text : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { m_warnings.check(); }

  void indicesWidenLessThanLetters() {
    const double letter = MathText(u"z"_qs, mathFont()).width();
    const double digit = MathText(u"1"_qs, mathFont()).width();
    const double indexed = MathText(u"z_{1}"_qs, mathFont()).width();
    QVERIFY(indexed > letter && indexed < letter + digit);
  }

  void indicesOfOneLetterStandAboveEachOther() {
    const double both = MathText(u"w_{21}^{(1)}"_qs, mathFont()).width();
    const double wider =
        std::max(MathText(u"w_{21}"_qs, mathFont()).width(), MathText(u"w^{(1)}"_qs, mathFont()).width());
    QVERIFY(qAbs(both - wider) < 1e-9);
  }

  void aRaisedIndexRisesAndALoweredOneSinks() {
    const MathText plain(u"z"_qs, mathFont());
    QVERIFY(MathText(u"z^{(1)}"_qs, mathFont()).ascent() > plain.ascent());
    QVERIFY(MathText(u"z_{1}"_qs, mathFont()).descent() > plain.descent());
    QVERIFY(MathText(u"z_{1}"_qs, mathFont()).ascent() == plain.ascent());
  }

  void paintStaysWithinItsBox() {
    const MathText text(u"w_{21}^{(1)} = 1/3"_qs, mathFont(TextSize::Large));
    QImage image(static_cast<int>(text.width()) + 40, static_cast<int>(text.height()) + 40, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    text.paint(painter, QPointF(20, 20 + text.ascent()));
    painter.end();
    QRect inked;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x)
        if (qGray(image.pixel(x, y)) < 128) inked |= QRect(x, y, 1, 1);
    const QRectF box(20, 20, text.width(), text.height());
    QVERIFY(inked.width() > text.width() * 0.8);
    QVERIFY(box.adjusted(-3, -1, 3, 1).contains(QRectF(inked)));
  }

  void plainTextUsesUnicodesIndices() {
    QCOMPARE(plainMath(u"w_{21}^{(1)} = 0"_qs), u"w\u2082\u2081\u207D\u00B9\u207E = 0"_qs);
    QCOMPARE(plainMath(u"x^{2"_qs), u"x\u00B2"_qs);
  }

 private:
  test::FailOnWarnings m_warnings;
};

QTEST_MAIN(tst_math_text)
#include "tst_math_text.moc"
