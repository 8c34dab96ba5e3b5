"""Weighted minimax polynomials by the Remez exchange on a fine grid, in multiple precision."""

import struct

from mpmath import mp, mpf, matrix, lu_solve, cos, pi

mp.dps = 60


def round_to(value, double):
    """The float or double nearest to value, as an exact mpf."""
    nearest = float(value)
    if not double:
        nearest = struct.unpack("f", struct.pack("f", nearest))[0]
    return mpf(nearest)


def grid(low, high, points):
    """Chebyshev points of the first kind: dense where the error of a minimax polynomial oscillates fastest."""
    return [(low + high) / 2 - (high - low) / 2 * cos(pi * (2 * i + 1) / (2 * points)) for i in range(points)]


def horner(coefficients, x):
    value = mpf(0)
    for c in reversed(coefficients):
        value = value * x + c
    return value


def remez(xs, targets, weights, powers):
    """
    The c that minimise max |w (sum c_k x^k - target)| over the grid, k in powers, and that maximum.
    Each step makes the error equal and alternating at len(powers) + 1 reference points, then moves the references
    to the extrema of the error between its changes of sign.
    """
    n = len(powers)
    rows = [[x ** k for k in powers] for x in xs]
    references = [round(i * (len(xs) - 1) / n) for i in range(n + 1)]
    for _ in range(60):
        system, right = matrix(n + 1, n + 1), matrix(n + 1, 1)
        for i, j in enumerate(references):
            for k in range(n):
                system[i, k] = rows[j][k]
            system[i, n] = (-1) ** i / weights[j]
            right[i] = targets[j]
        solution = lu_solve(system, right)
        c, level = [solution[k] for k in range(n)], abs(solution[n])
        errors = [w * (sum(a * b for a, b in zip(row, c)) - t) for row, t, w in zip(rows, targets, weights)]

        extrema = [0]
        for j in range(1, len(errors)):
            if (errors[j] > 0) != (errors[extrema[-1]] > 0):
                extrema.append(j)
            elif abs(errors[j]) > abs(errors[extrema[-1]]):
                extrema[-1] = j
        while len(extrema) > n + 1:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        if len(extrema) <= n:
            raise ArithmeticError("the error does not alternate")
        largest = max(abs(e) for e in errors)
        references = extrema
        if largest <= level * mpf("1.001"):
            break
    return c, largest


def fit(function, weight, interval, degree, double):
    """
    Coefficients c_0..c_degree, each a float or a double, that approximate function on the interval, and their maximum
    weighted error. They are rounded one after the other, lowest power first, and the rest is fitted again to what
    rounding left, unless 0 is inside the interval: without a constant the powers are no Chebyshev system there.
    """
    low, high = (mpf(end) for end in interval)
    xs = grid(low, high, 40 * (degree + 2))
    targets, weights = [function(x) for x in xs], [weight(x) for x in xs]
    c, _ = remez(xs, targets, weights, range(degree + 1))
    if low < 0 < high:
        rounded = [round_to(value, double) for value in c]
    else:
        rounded = [round_to(c[0], double)]
        for k in range(1, degree + 1):
            left = [t - horner(rounded, x) for x, t in zip(xs, targets)]
            c, _ = remez(xs, left, weights, range(k, degree + 1))
            rounded.append(round_to(c[0], double))
    error = max(abs(w * (horner(rounded, x) - t)) for x, t, w in zip(xs, targets, weights))
    return rounded, error
