#include "app/commands/usage.h"

#include <QCoreApplication>

namespace backscope {

namespace {

constexpr const char* kUsage = QT_TRANSLATE_NOOP("usage", R"(Backscope: see back-propagation happen.

  backscope [FILE]
      Opens the window.

  backscope trace FILE --example K [--format text|json|csv|latex]
      Prints the whole forward and backward pass of one example; K counts from 0.
      In text (the default) and csv, units and layers are counted from 1 as in w_ji; layer 0
      is the input. json and csv have all digits; latex is the worked solution, step by step,
      of a network with up to 1000 weights and biases.

  backscope worksheet FILE --example K --output SHEET.(pdf|tex|txt) [--answers]
      Writes the same example as a worksheet with gaps to fill; with --answers its answer key.
      It is a batch by itself, and the network has up to 1000 weights and biases.

  backscope train FILE --iterations N | --epochs N [--save OUT] [--log OUT.csv] [--json]
      Trains N more and prints what was reached. --save keeps the run so that it goes on
      with the same bits, --log writes a line for each epoch, --json prints one object.
      Ctrl+C ends the training at once and still saves and reports; the exit code is 1.

  backscope sweep FILE --vary KEY=VALUES [--vary …] --iterations N [--target LOSS]
                  [--jobs J] [--shard I/N] --output OUT.csv
      Trains a run from its start for every combination of values, on J threads (default: all
      cores), and writes a line for each. KEY is any key of a session file, such as
      initialization.scale or network.layers[0].units, or network.depth, the number of hidden
      layers, each a copy of the first. VALUES are 0.1,1,10 or 1..20 or lin:0:1:11 or
      log:1e-3:1e2:20. Started again, it goes on where it was. --shard 1/N … N/N are its
      parts, to be run anywhere. A run has needed the iterations until the mean loss of an
      epoch was at most LOSS, by default a tenth of the best constant answer's.

  backscope sweep --merge PART.csv … --output OUT.csv
      Joins the parts of one sweep; the exit code is 1 while cells are missing.

  backscope starts FILE --count N --iterations M [--jobs J] [--shard I/N] --output OUT.csv
      Trains the session from N other starts (10 to 10000), with its seed and those after it,
      M updates each, writes a line for each and says how many solved it, were stuck or
      diverged. Goes on where it was, has shards and is merged like a sweep.

  backscope curvature FILE [--json]
      Prints the gradient's norm, the eigenvalues of the Hessian of the training loss and
      what they say of the place: a critical point or not, a minimum, a saddle, or neither
      can be told, and why eigenvalues are zero. Of more than 1000 weights and biases those
      at the ends, from which a saddle can be told, a minimum not.

  backscope surface FILE --plane PLANE [--iterations N | --epochs N] [--size N]
                    [--window LOW:HIGH[,LOW:HIGH]] [--log] [--theme light|dark] [--scale S]
                    --output OUT.(csv|png|svg|pdf)
      Measures the training loss over a plane through the weights, after N updates or epochs
      (default 0), at N x N points (2 to 1001, default 51), and draws it as a map and a
      relief with the path of the run, or writes every point with all digits. PLANE is
        weights:NAME,NAME  two weights or biases: w2.1.3 is w_13 of layer 2, b2.1 its b_1
        random[:SEED]      two random directions, in each unit as long as its weights
        step               down the gradient and along the last step
        path               the two main components of the run's path
        curvature          the least and the largest curvature
        points             the run's start (0, 0), its end (1, 0) and the place halfway
      --window is the part of it that is seen, first of alpha, then of beta; by default what
      fits the run. --log draws log L.

  backscope render FILE --view window|network|boundary|activations|deltas|loss|depth|surface|starts|spectrum
                   --output OUT.(png|svg|pdf|csv) [--epochs N] [--size WxH]
                   [--theme light|dark] [--scale S]
      Draws a figure, after N epochs of training. W and H are pixels, from 16 to 10000;
      a png has S times as many, S from 0.25 to 8. Defaults: 0 epochs, light, scale 1, and
      1440x900 for the window, 800x500 the network, 480x520 the boundary, 960x520 the surface,
      800x400 the others.
      Of a session that compares runs every one is drawn, each as large.
      depth is the scale of depth: how much of the output's delta reaches layer 1 at the
      start, for every activation and 1 to 16 hidden layers; it takes no --epochs,
      and can be a csv of its numbers. surface is that of the command above over the first
      two weights, of the first run alone; it can be a csv, too.
      starts is how N starts end, trained as `backscope starts` does it, M updates each: it
      alone takes --count N --iterations M, and no --epochs.
      spectrum shows the eigenvalues of the Hessian and what they say of the place; it too
      can be a csv.

  backscope lessons
      Lists the built-in sessions.

  backscope --help, backscope --version

FILE is a session file (.backscope) or the name of a lesson. Only the window needs a display.
Of a session that compares runs, all commands but render take the first.
Exit codes: 0 done; 1 the work failed (diverged, could not write); 2 the command or the file is wrong.
)");

}  // namespace

QString usageText() { return QCoreApplication::translate("usage", kUsage); }

QString versionText() { return QStringLiteral("backscope " BACKSCOPE_VERSION "\n"); }

}  // namespace backscope
