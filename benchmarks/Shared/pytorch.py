"""Times PyTorch: says its version and its BLAS, then takes a work a line, as JSON, and numbers of calls, whose seconds it answers."""

import ctypes
import json
import os
import sys
import time

try:
    import torch
except ImportError:
    sys.exit()


def seconds(run, calls):
    begin = time.perf_counter()
    for _ in range(calls):
        run()
    return time.perf_counter() - begin


class Block(torch.nn.Module):
    """Two layers, the second one without an activation, and what they read added to what they write."""

    def __init__(self, units):
        super().__init__()
        self.inner = torch.nn.Sequential(torch.nn.Linear(units, units), torch.nn.ReLU(), torch.nn.Linear(units, units))

    def forward(self, x):
        return x + self.inner(x)


def residual(widths, blocks):
    stem = torch.nn.Linear(widths[0], widths[1])
    return torch.nn.Sequential(
        stem, torch.nn.ReLU(), *(Block(widths[1]) for _ in range(blocks)), torch.nn.Linear(widths[1], widths[-1]))


class Recurrent(torch.nn.Module):
    """A recurrent layer over [windows x frames x inputs], and a linear one of its outputs where there is a third width."""

    def __init__(self, kind, widths):
        super().__init__()
        self.recurrent = getattr(torch.nn, kind)(widths[0], widths[1], batch_first=True)
        self.head = torch.nn.Linear(widths[1], widths[2]) if len(widths) > 2 else torch.nn.Identity()

    def forward(self, x):
        return self.head(self.recurrent(x)[0])


def chain(widths, hidden, dtype):
    layers = []
    for inputs, units in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(inputs, units, dtype=dtype), getattr(torch.nn, hidden)()]
    return torch.nn.Sequential(*layers[:-1])


def network(work, dtype):
    if "blocks" in work:
        return residual(work["widths"], work["blocks"])
    return Recurrent(work["recurrent"], work["widths"]) if "recurrent" in work else chain(work["widths"], work["hidden"], dtype)


def prepare(work):
    widths, rows = work["widths"], work["rows"]
    dtype = torch.float64 if work["doubles"] else torch.float32
    model = network(work, dtype)
    shape = [rows, work["steps"]] if "steps" in work else [rows]
    x = torch.rand(*shape, widths[0], dtype=dtype)

    if work["activity"] == "Predict":
        output = torch.nn.Sequential(model, torch.nn.Softmax(dim=1)) if work["classifier"] else model
        output = torch.jit.freeze(torch.jit.trace(output.eval(), x))

        def predict():
            with torch.inference_mode():
                output(x)

        return predict

    if work["classifier"]:
        y, loss = torch.arange(rows) % widths[-1], torch.nn.CrossEntropyLoss()
    else:
        y, mean = torch.rand(*shape, widths[-1], dtype=dtype), torch.nn.MSELoss()
        loss = lambda a, y: widths[-1] * mean(a, y)
    optimizer = getattr(torch.optim, work["optimizer"].replace("Sgd", "SGD"))(model.parameters(), lr=1e-6) if work["optimizer"] else None

    def train(x, y):
        model.zero_grad(set_to_none=True)
        loss(model(x), y).backward()
        if optimizer:
            optimizer.step()

    def epoch():
        for batch in torch.randperm(rows).split(work["batch"]):
            train(x[batch], y[batch])

    return epoch if work["activity"] == "Fit" else lambda: train(x, y)


def blas():
    """The library that multiplies matrices, which Debian's alternatives decide, and the processor that it chose its kernels for."""
    files = sorted({line.split()[-1] for line in open("/proc/self/maps") if "blas" in line.rsplit("/", 1)[-1]})
    if not files:
        return "own kernels"
    path = os.path.realpath(files[0])
    name = "/".join(path.split("/")[-2:])
    try:
        core = ctypes.CDLL(path).openblas_get_corename
    except AttributeError:
        return name
    core.restype = ctypes.c_char_p
    return f"{name} for {core().decode()}"


torch.set_num_threads(1)
torch.rand(2, 2) @ torch.rand(2, 2)
print(torch.__version__.split("+")[0])
print(blas(), flush=True)
for line in sys.stdin:
    message = json.loads(line)
    if isinstance(message, dict):
        run = prepare(message)
    else:
        print(seconds(run, message), flush=True)
