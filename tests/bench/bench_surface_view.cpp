// What a frame of the loss surface's tab costs: a new surface of 51 x 51 points with a path of 126, at the size that
// the tab has in a window of 1440 x 900 and as large as it gets: bench_surface_view
#include <QApplication>
#include <QElapsedTimer>
#include <QPainter>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

#include "app/window_setup.h"
#include "tests/support/sample_surface.h"
#include "ui/theme/theme.h"
#include "ui/views/surface_map.h"
#include "ui/views/surface_relief.h"
#include "ui/views/surface_view.h"

namespace backscope {
namespace {

constexpr int kFrames = 200;
constexpr std::int64_t kPath = 126;

SurfacePicture pictureAt(int frame) {
  SurfacePicture picture = test::samplePicture();
  picture.path.clear();
  for (std::int64_t k = 0; k < kPath; ++k) {
    const double share = static_cast<double>(k) / static_cast<double>(kPath);
    const double alpha = -0.2 + 1.1 * share * share;
    const double off = 1.5 * (1 - share);
    picture.path.push_back({k, {{alpha, 1.6 * (1 - share), off}, test::twoValleys(alpha, 1) + 0.2 * off}});
  }
  picture.here.place.alpha += 1e-4 * frame;
  return picture;
}

double median(const std::function<void(int)>& work) {
  std::vector<double> times;
  for (int frame = 0; frame < kFrames; ++frame) {
    QElapsedTimer timer;
    timer.start();
    work(frame);
    times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  std::ranges::sort(times);
  return times[times.size() / 2];
}

void paint(QWidget& widget) {
  QImage image(widget.size(), QImage::Format_ARGB32_Premultiplied);
  widget.render(&image);
}

void measure(const QSize& size) {
  SurfaceView view;
  view.setPicture(pictureAt(0));
  view.resize(size);
  view.show();
  const double set = median([&](int frame) { view.setPicture(pictureAt(frame)); });
  const double map = median([&](int frame) {
    view.setPicture(pictureAt(frame));
    paint(view.map());
  });
  const double relief = median([&](int frame) {
    view.setPicture(pictureAt(frame));
    paint(view.relief());
  });
  const double all = median([&](int frame) {
    view.setPicture(pictureAt(frame));
    paint(view);
  });
  std::printf("%4d x %3d: %.2f ms a frame (median); the picture %.2f, the map %.2f, the relief %.2f\n", size.width(),
              size.height(), all, set, map - set, relief - set);
}

}  // namespace
}  // namespace backscope

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  backscope::setUpApplication();
  backscope::measure({700, 290});
  backscope::measure({1300, 560});
  return 0;
}
