"""Writes tests/data/softmax_reference.json: loss, slope and delta of softmax layers, many of them saturated, to 40 digits.

Run from the project's root:  python3 tests/support/make_softmax_reference.py   (needs mpmath: Debian's python3-mpmath)

As in make_network_reference.py, nothing here knows a derivative: each is a difference quotient, here at 160 digits, because what is left
of a saturated unit has 30 zeros. Beside each delta stands `delta_size`, what its terms add up to without their signs: a delta can be no
closer than a few roundings of that. Every number that goes in is a multiple of 1/256 (a target of 1/64).
"""
import json
import random
from mpmath import mp, mpf

mp.dps = 160
STEP = mpf(10) ** -50


def softmax(a):
    powers = [mp.exp(v) for v in a]
    return [p / sum(powers) for p in powers]


def loss_of(loss, y, a):
    yhat = softmax(a)
    if loss == "square":
        return sum((t - v) ** 2 for t, v in zip(y, yhat)) / 2
    return -sum(t * mp.log(v) for t, v in zip(y, yhat))


def along(f, a, k):
    up, down = list(a), list(a)
    up[k] += STEP
    down[k] -= STEP
    return (f(up) - f(down)) / (2 * STEP)


def delta_size(loss, y, a, k):
    yhat = softmax(a)
    others = [m for m in range(len(a)) if m != k]
    if loss == "square":
        e = [abs(v - t) for t, v in zip(y, yhat)]
        return yhat[k] * sum(yhat[m] * (e[k] + e[m]) for m in others)
    return yhat[k] * sum(y[m] for m in others) + y[k] * sum(yhat[m] for m in others)


def case(loss, a, y):
    units = range(len(a))
    return {"loss": loss, "a": [float(v) for v in a], "y": [float(v) for v in y],
            "loss_value": float(loss_of(loss, y, a)),
            "slope": [float(along(lambda b, k=k: softmax(b)[k], a, k)) for k in units],
            "delta": [float(along(lambda b: loss_of(loss, y, b), a, k)) for k in units],
            "delta_size": [float(delta_size(loss, y, a, k)) for k in units]}


def targets(units, soft, rng):
    if not soft:
        chosen = rng.randrange(units)
        return [mpf(int(k == chosen)) for k in range(units)]
    cuts = sorted(rng.randint(0, 64) for _ in range(units - 1))
    return [mpf(high - low) / 64 for low, high in zip([0] + cuts, cuts + [64])]


def main():
    rng = random.Random(20260102)
    cases = [case("square", [mpf(40), mpf(0)], [mpf(0), mpf(1)]), case("square", [mpf(20), mpf(0)], [mpf(0), mpf(1)]),
             case("square", [mpf(30), mpf(0)], [mpf(1), mpf(0)]), case("cross-entropy", [mpf(30), mpf(0)], [mpf(1), mpf(0)])]
    for n in range(60):
        units = 2 + n % 7
        spread = (1, 10, 40)[n % 3] * 256
        a = [mpf(rng.randint(-spread, spread)) / 256 for _ in range(units)]
        cases.append(case(("square", "cross-entropy")[n // 3 % 2], a, targets(units, n % 5 == 0, rng)))
    with open("tests/data/softmax_reference.json", "w") as file:
        json.dump(cases, file, indent=0)


main()
