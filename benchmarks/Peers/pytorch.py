"""Times PyTorch: says its version, then takes one work a line, as JSON, and answers with the seconds a sample."""

import json
import os
import sys
import time

try:
    import torch
except ImportError:
    sys.exit()

BUDGET = 1.0  # seconds for a work, as benchmarks/Shared/Stopclock.cs has it


def best(run):
    """The least seconds of a call, of many rounds within the budget."""
    run()
    begin = time.perf_counter()
    run()
    calls = max(1, int(1e-3 / (time.perf_counter() - begin)))
    least, start = float("inf"), time.perf_counter()
    while time.perf_counter() - start < BUDGET:
        begin = time.perf_counter()
        for _ in range(calls):
            run()
        least = min(least, (time.perf_counter() - begin) / calls)
    return least


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
    """The library that multiplies matrices: Debian's alternatives decide whether it is a fast one."""
    files = (line.split()[-1] for line in open("/proc/self/maps") if "blas" in line)
    return next(("/".join(os.path.realpath(file).split("/")[-2:]) for file in sorted(files) if "openblas" in file or "libblas" in file), "own kernels")


torch.set_num_threads(1)
print(torch.__version__.split("+")[0], "with", blas(), flush=True)
for line in sys.stdin:
    work = json.loads(line)
    print(best(prepare(work)) / work["rows"], flush=True)
