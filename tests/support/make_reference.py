#!/usr/bin/env python3
"""Writes the reference numbers of tests/data/elementary_reference.txt and tests/data/activation_reference.txt.

Run from the root of the project, with mpmath installed (Debian: python3-mpmath):

    python3 tests/support/make_reference.py

Every number is computed with 60 digits from the function's definition. A value v is written as the double nearest to it and the
rest, (v - double) in units of the double's last place, so that errors far below one unit can be measured.
"""

import math
import random

from mpmath import mp, mpf

mp.dps = 60
LEAST = math.ldexp(1.0, -1074)


def unit(x):
    """The distance from |x| to the next larger double."""
    if x == 0 or abs(x) < math.ldexp(1.0, -1022):
        return LEAST
    return math.ldexp(1.0, math.frexp(x)[1] - 53)


def nearest(v):
    """v as a double: Python rounds integers exactly, also to subnormal numbers."""
    if mp.isinf(v):
        return float(v)
    shift = 1200
    scaled = v * mpf(2) ** shift
    numerator = int(mp.nint(scaled))
    try:
        return numerator / (1 << shift)
    except OverflowError:
        return math.inf if v > 0 else -math.inf


def written(v):
    double = nearest(v)
    rest = mpf(0) if math.isinf(double) else (v - mpf(double)) / mpf(unit(double))
    return f"{double.hex()} {mp.nstr(rest, 6)}"


def logistic(x):
    return 1 / (1 + mp.exp(-x)) if x >= 0 else mp.exp(x) / (1 + mp.exp(x))


def logistic_slope(x):
    t = mp.exp(-abs(x))
    return t / (1 + t) ** 2


def tanh_slope(x):
    t = mp.exp(-2 * abs(x))
    return 4 * t / (1 + t) ** 2


def cdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def density(x):
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def quantile(p):
    return mp.findroot(lambda x: mp.log(cdf(x) / p), mpf(start_of_quantile(float(p))))


def start_of_quantile(p):
    low, high = -40.0, 9.0
    for _ in range(60):
        middle = (low + high) / 2
        if cdf(mpf(middle)) < mpf(p):
            low = middle
        else:
            high = middle
    return low


def spread(rng, low, high, count):
    return [rng.uniform(low, high) for _ in range(count)]


def decades(rng, least, most, count, signed=True):
    """Numbers whose logarithms are uniform."""
    numbers = [math.exp(rng.uniform(math.log(least), math.log(most))) for _ in range(count)]
    return [x if not signed or rng.random() < 0.5 else -x for x in numbers]


def tiny():
    return [LEAST, -LEAST, 3e-320, -1e-310, math.ldexp(1.0, -1022), 1e-300, -1e-20]


def elementary_points(rng):
    near_turns = [k * math.pi / 2 for k in (1, 2, 3, 11, 355, 1024, 103993, 667543)]
    huge = [2.0**20, 2.0**20 + 0.5, 1e7, -3e9, 1e22, 5.3e200, 1.7976931348623157e308, -2.0**1023]
    worst = [6381956970095103 * 2.0**797]  # the double that comes closest to a multiple of pi/2 (Muller, Elementary Functions)
    angles = spread(rng, -10, 10, 150) + decades(rng, 1e-9, 1e6, 100) + decades(rng, 2.0**20, 1e300, 60) + near_turns + huge + worst + tiny()
    quarter = mp.log(2) / 4
    steps = [float(quarter * k) for k in range(-12, 13)]
    around = spread(rng, -1, 1, 150) + decades(rng, 1e-18, 1, 60) + steps + tiny()
    return {
        "exp": (mp.exp, around + spread(rng, -746, 709.7, 150) + [709.782712893384, -745.13, -708.4, -740.0, -745.2, -760.0]),
        "expm1": (mp.expm1, around + spread(rng, -50, 709.7, 120) + [709.782712893384, -37.0, -40.0, -1000.0]),
        "tanh": (mp.tanh, around + spread(rng, -20, 20, 120) + [19.06, 19.07, -30.0, 354.0, 1e300]),
        "tanhSlope": (tanh_slope, around + spread(rng, -20, 20, 100) + spread(rng, -346, 346, 60)),
        "logistic": (logistic, around + spread(rng, -40, 40, 100) + spread(rng, -745, 0, 80) + [-744.9, -720.0, 1e300, -710.0]),
        "logisticSlope": (logistic_slope, around + spread(rng, -40, 40, 100) + spread(rng, -745, 745, 80)),
        "log": (mp.log, spread(rng, 0.4, 2.2, 150) + decades(rng, 1e-320, 1.7e308, 120, signed=False) + [LEAST, 1.0, 3e-310]),
        "log1p": (mp.log1p, spread(rng, -0.999, 1.5, 150) + decades(rng, 1e-300, 1, 60) + decades(rng, 1, 1e308, 60, signed=False) + tiny()),
        "sin": (mp.sin, angles),
        "cos": (mp.cos, angles),
        "normalCdf": (cdf, spread(rng, -3, 3, 120) + spread(rng, -38.4, 9, 150) + tiny() + [-38.0, -38.45]),
        "normalDensity": (density, spread(rng, -3, 3, 120) + spread(rng, -38.5, 38.5, 150) + tiny()),
        "normalQuantile": (quantile, spread(rng, 0, 1, 120) + decades(rng, 1e-300, 0.5, 80, signed=False) + [0.075, 0.925, 0.25, 0.75]),
    }


def positive_part(a):
    return a if a > 0 else mpf(0)


def step(a):
    return mpf(1) if a > 0 else mpf(0)


ACTIVATIONS = {
    "identity": (lambda a: a, lambda a: mpf(1)),
    "tanh": (mp.tanh, lambda a: 1 / mp.cosh(a) ** 2),
    "sigmoid": (lambda a: 1 / (1 + mp.exp(-a)), lambda a: 1 / (2 * mp.cosh(a / 2)) ** 2),
    "relu": (positive_part, step),
    "leaky-relu": (lambda a: a if a > 0 else a * mpf(0.01), lambda a: mpf(1) if a > 0 else mpf(0.01)),
    "softplus": (lambda a: mp.log1p(mp.exp(a)), lambda a: 1 / (1 + mp.exp(-a))),
    "elu": (lambda a: a if a > 0 else mp.expm1(a), lambda a: mpf(1) if a > 0 else mp.exp(a)),
    "silu": (lambda a: a / (1 + mp.exp(-a)), lambda a: (1 + mp.exp(-a) * (1 + a)) / (1 + mp.exp(-a)) ** 2),
    "gelu": (lambda a: a * cdf(a), lambda a: cdf(a) + a * density(a)),
    "sine": (mp.sin, mp.cos),
}


def write(path, lines):
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Written by tests/support/make_reference.py\n")
        out.writelines(line + "\n" for line in lines)


def main():
    rng = random.Random(20)
    lines = []
    for name, (function, points) in elementary_points(rng).items():
        lines += [f"{name} {x.hex()} {written(function(mpf(x)))}" for x in points]
    write("tests/data/elementary_reference.txt", lines)
    points = [0.0] + spread(rng, -4, 4, 50) + spread(rng, -30, 30, 30) + [-37.5, -36.0, 36.0, 37.5, 1e-9, -1e-9, 1e-3, 300.0]
    lines = []
    for name, (h, slope) in ACTIVATIONS.items():
        with mp.workdps(400):
            lines += [f"{name} {a.hex()} {written(h(mpf(a)))} {written(slope(mpf(a)))}" for a in points]
    write("tests/data/activation_reference.txt", lines)


if __name__ == "__main__":
    main()
