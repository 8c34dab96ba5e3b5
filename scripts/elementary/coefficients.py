"""
The polynomials of GenNet.Numerics.Elementary: prints each one as the C# statements of its Horner form.

    python3 coefficients.py [name ...]

Weights make each error the relative error of the function that the polynomial serves.
"""

import sys

from mpmath import mp, mpf, atan, atanh, cos, erf, erfc, exp, expm1, log, log1p, sin, sqrt, tanh

from minimax import fit, round_to

# |r| <= ln 2 / 2, widened by what rounding x log2(e) can move the integer part.
REDUCED = log(2) / 2 * mpf("1.002")

# r^2 for |r| <= pi/4, widened likewise.
QUARTER = (mp.pi / 4 * mpf("1.002")) ** 2

ERFC_CENTRE = mpf(51) / 32

# s^2 for s = f / (2 + f) up to f = 1/2.
QUOTIENT = mpf("0.0401")


def normal_tail(a):
    """(a + 4) e^(a^2 / 2) (1 - Phi(a)), with Phi the distribution function of the standard normal distribution."""
    return (a + 4) * exp(a * a / 2) * erfc(a / sqrt(2)) / 2


# name: (variable, function, weight, {lanes: (interval, degree)}); the variable is the C# name of the argument.
POLYNOMIALS = {
    # expm1(r) = r + r^2 q(r)
    "exp": ("r", lambda r: (expm1(r) - r) / r**2, lambda r: abs(r**2 / expm1(r)),
            {"float": ((-REDUCED, REDUCED), 4), "double": ((-REDUCED, REDUCED), 10)}),
    # log(1 + f) = f + f^2 (-1/2 + f p(f))
    "log": ("f", lambda f: (log1p(f) - f + f**2 / 2) / f**3, lambda f: abs(f**3 / log1p(f)),
            {"float": ((-mpf(1) / 4, mpf(1) / 2), 7), "double": ((-mpf(1) / 4, mpf(1) / 2), 18)}),
    # tanh(x) = x + x y p(y), y = x^2
    "tanh": ("y", lambda y: (tanh(sqrt(y)) / sqrt(y) - 1) / y, lambda y: y * sqrt(y) / tanh(sqrt(y)),
             {"float": ((0, mpf("0.75") ** 2), 5), "double": ((0, mpf("0.75") ** 2), 12)}),
    # x - tanh(x) = x y p(y), y = x^2
    "tanhshrink": ("y", lambda y: (1 - tanh(sqrt(y)) / sqrt(y)) / y, lambda y: y / (1 - tanh(sqrt(y)) / sqrt(y)),
                   {"float": ((mpf("1e-9"), mpf("0.75") ** 2), 5), "double": ((mpf("1e-9"), mpf("0.75") ** 2), 12)}),
    # atan(z) = z + z y p(y), y = z^2
    "atan": ("y", lambda y: (atan(sqrt(y)) / sqrt(y) - 1) / y, lambda y: y * sqrt(y) / atan(sqrt(y)),
             {"float": ((0, 1), 8), "double": ((0, 1), 19)}),
    # erf(x) = x + x p(y), y = x^2
    "erf": ("y", lambda y: erf(sqrt(y)) / sqrt(y) - 1, lambda y: sqrt(y) / erf(sqrt(y)),
            {"float": ((0, 1), 6), "double": ((0, 1), 12)}),
    # erf(a) = 1 - exp(-p(v)), v = a - 51/32, where p(0) happens to be within 2^-26 of a float and 2^-52 of a double
    "erfc": ("v", lambda v: -log(erfc(v + ERFC_CENTRE)), lambda v: erfc(v + ERFC_CENTRE) / erf(v + ERFC_CENTRE),
             {"float": ((1 - ERFC_CENTRE, 4 - ERFC_CENTRE), 6), "double": ((1 - ERFC_CENTRE, 6 - ERFC_CENTRE), 18)}),
    # 1 - Phi(a) = e^(-a^2 / 2) p(t) / (a + 4), t = (a - 4) / (a + 4), up to where it is smaller than every number
    "normal": ("t", lambda t: normal_tail(4 * (1 + t) / (1 - t)), lambda t: 1 / normal_tail(4 * (1 + t) / (1 - t)),
               {"float": ((-1, mpf(11) / 19), 9), "double": ((-1, mpf(35) / 43), 22)}),
    # sin(r) = r + r y p(y), y = r^2
    "sin": ("y", lambda y: (sin(sqrt(y)) / sqrt(y) - 1) / y, lambda y: y * sqrt(y) / sin(sqrt(y)),
            {"float": ((mpf("1e-9"), QUARTER), 2), "double": ((mpf("1e-9"), QUARTER), 5)}),
    # cos(r) = 1 - y / 2 + y^2 p(y), y = r^2
    "cos": ("y", lambda y: (cos(sqrt(y)) - 1 + y / 2) / y**2, lambda y: y**2 / cos(sqrt(y)),
            {"float": ((mpf("1e-9"), QUARTER), 2), "double": ((mpf("1e-9"), QUARTER), 5)}),
    # log((1 + s) / (1 - s)) = 2 s + s w (2/3 + w p(w)), w = s^2
    "pow": ("w", lambda w: (2 * atanh(sqrt(w)) / sqrt(w) - 2 - 2 * w / 3) / w**2, lambda w: w**2 * sqrt(w) / (2 * atanh(sqrt(w))),
            {"float": ((mpf("1e-9"), QUOTIENT), 3), "double": ((mpf("1e-9"), QUOTIENT), 8)}),
}

# name: (value, {lanes: bits of the high part}). The high part of ln 2 times any exponent is exact; the others fill a number.
SPLITS = {
    "ln 2": (log(2), {"float": 15, "double": 40}),
    "ln 2, once": (log(2), {"float": 24, "double": 53}),
    "pi/2": (mp.pi / 2, {"float": 24, "double": 53}),
    "2/3": (mpf(2) / 3, {"float": 24, "double": 53}),
}


def literal(value):
    return repr(float(value))


def main(names):
    for name, (variable, function, weight, lanes) in POLYNOMIALS.items():
        if names and name not in names:
            continue
        for lane, (interval, degree) in lanes.items():
            coefficients, error = fit(function, weight, interval, degree, lane == "double")
            print(f"{name} ({lane}), degree {degree}, relative error 2^{float(log(error, 2)):.1f}")
            print(f"    V p = V.Create({literal(coefficients[-1])});")
            for c in reversed(coefficients[:-1]):
                print(f"    p = V.MultiplyAdd(p, {variable}, V.Create({literal(c)}));")
            print(flush=True)

    for name, (value, lanes) in SPLITS.items():
        if names and name not in names:
            continue
        for lane, bits in lanes.items():
            unit = mpf(2) ** (mp.floor(log(value, 2)) + 1 - bits)
            high = mp.nint(value / unit) * unit
            print(f"{name} ({lane}) = {literal(high)} + {literal(round_to(value - high, lane == 'double'))}")


main(sys.argv[1:])
