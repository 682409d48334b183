#include "ui/views/relief_mesh.h"

#include <QTest>
#include <cmath>
#include <limits>

#include "tests/support/sample_surface.h"
#include "ui/theme/theme.h"

using namespace backscope;

namespace {

const QRectF kArea(0, 0, 400, 260);

std::vector<ReliefQuad> quadsOf(const SurfacePicture& picture, const ReliefTurn& turn, int every = 1) {
  return reliefQuads(sceneOf(picture, {}), ReliefProjection(kArea, turn), surfaceColors(Theme::instance().colors()),
                     every);
}

}  // namespace

class TestReliefMesh : public QObject {
  Q_OBJECT

 private slots:
  void theBoxStaysInItsArea() {
    for (double azimuth = -3; azimuth < 3.2; azimuth += 0.25)
      for (const double elevation : {0.12, 0.5, 1.4}) {
        const ReliefProjection projection(kArea, {azimuth, elevation});
        for (const double x : {-1.0, 1.0})
          for (const double y : {-1.0, 1.0})
            for (const double z : {0.0, 1.0})
              QVERIFY(kArea.adjusted(-0.5, -0.5, 0.5, 0.5).contains(projection.at(x, y, z)));
      }
  }

  void furtherPiecesComeFirst() {
    // Of a flat surface that lies at the floor, pieces that are further stand higher.
    SurfacePicture picture = test::samplePicture();
    picture.surface = test::surfaceOf([](double, double) { return 1.0; }, 6);
    for (double azimuth = -3; azimuth < 3.2; azimuth += 0.5) {
      const std::vector<ReliefQuad> quads = quadsOf(picture, {azimuth, 0.6});
      QCOMPARE(quads.size(), std::size_t{25});
      for (std::size_t k = 0; k < quads.size(); ++k) {
        // The first three corners are away from the eye, the last is the nearest.
        QVERIFY(quads[k].corners[1].y() < quads[k].corners[3].y());
        if (k % 5 > 0) QVERIFY(quads[k].corners[3].y() > quads[k - 1].corners[3].y() - 1e-9);
        if (k >= 5) QVERIFY(quads[k].corners[3].y() > quads[k - 5].corners[3].y() - 1e-9);
      }
    }
  }

  void whatIsNoNumberIsAHole() {
    SurfacePicture picture = test::samplePicture();
    picture.surface = test::surfaceOf(
        [](double a, double b) { return a == 0 && b == 0 ? std::numeric_limits<double>::infinity() : 1 + a * a; }, 5);
    QCOMPARE(quadsOf(picture, {}).size(), std::size_t{12});
  }

  void fewerAndLargerPiecesCoverTheSame() {
    const SurfacePicture picture = test::samplePicture();
    const std::vector<ReliefQuad> fine = quadsOf(picture, {});
    const std::vector<ReliefQuad> coarse = quadsOf(picture, {}, 2);
    QCOMPARE(fine.size(), std::size_t{2500});
    QCOMPARE(coarse.size(), std::size_t{625});
    QCOMPARE(coarse.front().corners[1], fine.front().corners[1]);
    QCOMPARE(coarse.back().corners[3], fine.back().corners[3]);
  }
};

QTEST_MAIN(TestReliefMesh)
#include "tst_relief_mesh.moc"
