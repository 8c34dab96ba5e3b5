"""
Reference values of the elementary functions in double precision, for tests/GenNet.Tests/Numerics/elementary-double.txt.

    python3 table.py [points per function [seed]] > elementary-double.txt

A line holds the function's name, the bits of x, of y where the function has two arguments, the bits of a double next to
the exact result, and what is left to the exact result in thousandths of a unit in the last place. Results beyond the
largest double are left out.
"""

import math
import random
import struct
import sys

from mpmath import mp, mpf, atan, cos, erf, exp, expm1, log, log1p, power, sin, tanh

mp.prec = 250

LARGEST, SMALLEST = sys.float_info.max, 2.0 ** -1074

# Of all doubles the one that is nearest to a multiple of pi/2, of its size.
NEAREST_QUARTER_TURN = 6381956970095103.0 * 2.0 ** 797


def logarithmic(low, high):
    """A positive number whose logarithm is uniform."""
    return lambda rng: 2.0 ** rng.uniform(low, high)


def uniform(low, high):
    return lambda rng: rng.uniform(low, high)


def signed(sample):
    return lambda rng: sample(rng) * rng.choice((-1, 1))


def positive(rng):
    """A positive number with uniform bits."""
    return struct.unpack("<d", struct.pack("<Q", rng.randrange(0x7FF0000000000000)))[0]


def near_quarter_turns(rng):
    """A double next to a multiple of pi/2 up to 2^40 of them, where almost all of the angle is taken off."""
    return float(rng.randrange(1, 2 ** rng.randrange(1, 41)) * mp.pi / 2)


def power_near(rng, x):
    """x, not 1, and a y for which the logarithm of x^y is uniform over those of all doubles."""
    return x, float(uniform(-744, 709)(rng) / log(mpf(x)))


def sigmoid(x):
    return 1 / (1 + exp(-x))


def softplus(x):
    return log1p(exp(x))


# name: (function, samples of x, special x); the samples take turns.
FUNCTIONS = {
    "exp": (exp, [uniform(-745.2, 709.8), uniform(-2, 2), signed(logarithmic(-60, 0)), uniform(-746, -708)], [0.0, 1.0]),
    "expm1": (expm1, [uniform(-40, 709.8), uniform(-2, 2), signed(logarithmic(-1074, 0)), uniform(-1, 1)], [1.0]),
    "log": (log, [positive, uniform(0.5, 2), lambda rng: 1 + signed(logarithmic(-50, -1))(rng), logarithmic(-1074, -1020)],
            [1.0, SMALLEST, LARGEST]),
    "log1p": (log1p, [logarithmic(-1074, 1023), uniform(-0.99, 2), signed(logarithmic(-60, -1)), uniform(-1, 1)], [LARGEST]),
    "tanh": (tanh, [uniform(-20, 20), uniform(-1, 1), signed(logarithmic(-1074, 0)), uniform(0.5, 2)], [1.0]),
    "sigmoid": (sigmoid, [uniform(-745, 40), uniform(-5, 5), signed(logarithmic(-60, 0)), uniform(-746, -700)], [0.0]),
    "softplus": (softplus, [uniform(-745, 40), uniform(-5, 5), signed(logarithmic(-60, 0)), uniform(-746, -700)], [0.0, LARGEST]),
    "erf": (erf, [uniform(-6, 6), uniform(-1, 1), signed(logarithmic(-1074, 0)), uniform(0.9, 3)], [1.0]),
    "atan": (atan, [uniform(-10, 10), uniform(-2, 2), signed(logarithmic(-1074, 0)), signed(logarithmic(0, 1000))],
             [1.0, LARGEST]),
    "sin": (sin, [uniform(-10, 10), near_quarter_turns, signed(logarithmic(-1074, 0)), signed(logarithmic(0, 1024))],
            [1.0, LARGEST, NEAREST_QUARTER_TURN]),
    "cos": (cos, [uniform(-10, 10), near_quarter_turns, signed(logarithmic(-30, 0)), signed(logarithmic(0, 1024))],
            [0.0, 1.0, LARGEST, NEAREST_QUARTER_TURN]),
}

# name: (function, samples of (x, y)).
FUNCTIONS_OF_TWO = {
    "pow": (power, [lambda rng: power_near(rng, positive(rng)), lambda rng: power_near(rng, uniform(0.5, 2)(rng)),
                    lambda rng: power_near(rng, 1 + signed(logarithmic(-52, -1))(rng)),
                    lambda rng: (positive(rng), signed(logarithmic(-70, 1))(rng)),
                    lambda rng: (uniform(0, 100)(rng), float(rng.randrange(-8, 9)) / 2)]),
}


def line(name, arguments, exact):
    nearest = float(exact)
    if abs(nearest) > LARGEST:
        return None
    rest = round(1000 * (exact - mpf(nearest)) / mpf(math.ulp(nearest)))
    return f"{name} {' '.join(struct.pack('>d', x).hex() for x in (*arguments, nearest))} {rest}"


def main(points=600, seed=1):
    rng = random.Random(seed)
    for name, (function, samples, specials) in FUNCTIONS.items():
        for x in specials + [samples[i % len(samples)](rng) for i in range(points)]:
            text = line(name, (x,), function(mpf(x)))
            if text:
                print(text)
    for name, (function, samples) in FUNCTIONS_OF_TWO.items():
        for i in range(points):
            x, y = samples[i % len(samples)](rng)
            text = line(name, (x, y), function(mpf(x), mpf(y)))
            if text:
                print(text)


main(*(int(a) for a in sys.argv[1:]))
