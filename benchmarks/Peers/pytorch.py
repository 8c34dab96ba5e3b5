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


def prepare(work):
    widths, rows = work["widths"], work["rows"]
    dtype = torch.float64 if work["doubles"] else torch.float32
    layers = []
    for inputs, units in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(inputs, units, dtype=dtype), getattr(torch.nn, work["hidden"])()]
    model = torch.nn.Sequential(*layers[:-1])
    x = torch.rand(rows, widths[0], dtype=dtype)

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
        y, mean = torch.rand(rows, widths[-1], dtype=dtype), torch.nn.MSELoss()
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
