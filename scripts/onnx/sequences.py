#!/usr/bin/env python3
"""Records small ONNX models of windows as PyTorch 1.13 writes them, for tests/GenNet.Generator.Tests/Onnx.

    /usr/bin/python3 scripts/onnx/sequences.py

Debian's python3-torch with python3-onnx 1.12; outputs by PyTorch. Beside the models, predictions.json has a line for each: inputs and
outputs, row after row and each row frame after frame, whatever order the model has them in; and the frames of a window where the model
takes any number.
"""
import io
import json
import pathlib
import warnings

import onnx
import torch
from torch import nn
from torch.nn import functional as F

TARGET = pathlib.Path(__file__).resolve().parents[2] / "tests" / "GenNet.Generator.Tests" / "Onnx" / "sequences"
ROWS, STEPS = 3, 6
records = []
warnings.filterwarnings("ignore")  # A batch of any size with recurrent layers: theirs is as the first state has it.


class Recurrent(nn.Module):
    """A GRU or an LSTM with a head on each frame, on the last one, on the state behind it or on their mean."""

    def __init__(self, cell, head, **options):
        super().__init__()
        self.cell, self.linear = cell(3, 5, **options), nn.Linear(5, 2)
        self.head, self.time = head, 1 if options.get("batch_first") else 0

    def forward(self, x, *states):
        y, state = self.cell(x, states if len(states) > 1 else states[0]) if states else self.cell(x)
        if self.head == "frames":
            return self.linear(y)
        if self.head == "states":
            return (self.linear(y), *(state if isinstance(state, tuple) else (state,)))
        if self.head == "last":
            return self.linear(y.select(self.time, -1))
        if self.head == "mean":
            return self.linear(y.mean(self.time))
        return self.linear((state[0] if isinstance(state, tuple) else state)[-1])


class Causal(nn.Module):
    """A convolution over channels behind a padding of zeros before the frames, with a normalisation, and grouped ones."""

    def __init__(self, padding):
        super().__init__()
        self.padding = padding
        self.first = nn.Conv1d(3, 4, 3, dilation=2, padding=4 if padding == "chomp" else 0)
        self.norm = nn.BatchNorm1d(4)
        self.second = nn.Conv1d(4, 6, 2, groups=2, bias=False)
        self.linear = nn.Linear(6, 2)

    def forward(self, x):
        x = x.transpose(1, 2) if self.padding == "frames" else x
        x = self.first(x)[:, :, :-4] if self.padding == "chomp" else self.first(F.pad(x, (4, 0)))
        x = torch.relu(self.norm(x))
        x = torch.tanh(self.second(F.pad(x, (1, 0))))
        return F.adaptive_avg_pool1d(x, 1).flatten(1) if self.padding == "mean" else self.linear(x.transpose(1, 2))


class Residual(nn.Module):
    """Layers that act on each frame, with a shortcut around a causal convolution, and a mean over time."""

    def __init__(self):
        super().__init__()
        self.first, self.last = nn.Linear(3, 4), nn.Linear(4, 2)
        self.conv, self.norm, self.slopes = nn.Conv1d(4, 4, 2), nn.LayerNorm(4), nn.PReLU(4)

    def forward(self, x):
        x = torch.relu(self.first(x))
        y = self.conv(F.pad(self.norm(x).transpose(1, 2), (1, 0)))
        x = x + self.slopes(y).transpose(1, 2)
        return torch.softmax(self.last(x), dim=-1)


class Audio(nn.Module):
    """Samples of sound [batch x time], with the dimension of channels put in and taken away."""

    def __init__(self):
        super().__init__()
        self.first, self.last = nn.Conv1d(1, 4, 3), nn.Conv1d(4, 1, 1)

    def forward(self, x):
        return self.last(torch.tanh(self.first(F.pad(x.unsqueeze(1), (2, 0))))).squeeze(1)


class Heads(nn.Module):
    """A tag and two numbers for each frame, the tag in the order of a convolution's channels."""

    def __init__(self):
        super().__init__()
        self.cell, self.tag, self.place = nn.GRU(3, 5, batch_first=True), nn.Conv1d(5, 4, 1), nn.Linear(5, 2)

    def forward(self, x):
        y, _ = self.cell(x)
        return torch.softmax(self.tag(y.transpose(1, 2)), dim=1), self.place(y)


def record(name, module, order="btf", any_length=False, states=0, rows=ROWS, outputs=("btf",), **options):
    """
    Exports a module whose input and outputs, besides states, have their dimensions in an order; a number of rows where the batch is fixed.
    """
    torch.manual_seed(len(records))
    module.eval()
    for norm in (part for part in module.modules() if isinstance(part, nn.BatchNorm1d)):
        norm.running_mean.uniform_(-1, 1)
        norm.running_var.uniform_(0.5, 2)
    x = torch.randn(rows, STEPS, 1 if order == "bt" else 3)
    given = x.squeeze(2) if order == "bt" else arranged(x, order)
    first = [torch.zeros(1, rows, 5)] * states
    results = module(given, *first)
    results = results if isinstance(results, tuple) else (results,)
    y = torch.cat([arranged(y.detach(), axes, back=True) if y.dim() == 3 else y.detach() for y, axes in zip(results, outputs)], -1)
    own = ["output", *(f"output{i}" for i in range(1, len(outputs)))]
    names = ["input", *(f"h{i}" for i in range(states))], [*own, *(f"next{i}" for i in range(states))]
    axes = {name: {1: "batch"} for name in names[0][1:] + names[1][len(outputs):]}
    axes["input"] = {order.index("b"): "batch"} if rows == ROWS else {}
    if any_length:
        axes["input"][order.index("t")] = "time"
    file = io.BytesIO()
    torch.onnx.export(
        module, (given, *first), file, input_names=names[0], output_names=names[1], dynamic_axes=axes, **{"opset_version": 17, **options})
    (TARGET / f"pytorch-{name}.onnx").write_bytes(file.getvalue())
    onnx.checker.check_model(onnx.load_from_string(file.getvalue()))
    records.append({
        "name": f"pytorch-{name}", "steps": STEPS if any_length else 0,
        "inputs": x.double().reshape(-1).tolist(), "outputs": y.double().reshape(-1).tolist(),
    })


def arranged(x, order, back=False):
    places = ["btf".index(axis) for axis in order]
    return x.permute([places.index(i) for i in range(3)] if back else places)


if __name__ == "__main__":
    torch.manual_seed(0)
    record("gru", Recurrent(nn.GRU, "frames", batch_first=True))
    record("gru-last", Recurrent(nn.GRU, "last", batch_first=True), any_length=True)
    record("gru-time-first", Recurrent(nn.GRU, "frames"), order="tbf", outputs=("tbf",))
    record("gru-one-row", Recurrent(nn.GRU, "hidden"), order="tbf", rows=1)
    record("gru-states", Recurrent(nn.GRU, "states", batch_first=True), states=1, any_length=True)
    record("gru-no-bias", Recurrent(nn.GRU, "hidden", batch_first=True, bias=False))
    record("gru-opset9", Recurrent(nn.GRU, "mean", batch_first=True), opset_version=9)
    record("lstm", Recurrent(nn.LSTM, "frames", batch_first=True))
    record("lstm-hidden", Recurrent(nn.LSTM, "hidden", batch_first=True))
    record("lstm-mean", Recurrent(nn.LSTM, "mean", batch_first=True, num_layers=2), any_length=True)
    record("lstm-states", Recurrent(nn.LSTM, "states"), states=2, order="tbf", outputs=("tbf",))
    record("lstm-last", Recurrent(nn.LSTM, "last"), order="tbf")
    record("conv", Causal("channels"), order="bft")
    record("conv-any-length", Causal("channels"), order="bft", any_length=True)
    record("conv-frames", Causal("frames"))
    record("conv-chomp", Causal("chomp"), order="bft", any_length=True)
    record("conv-mean", Causal("mean"), order="bft")
    record("conv-no-folding", Causal("frames"), do_constant_folding=False)
    record("conv-opset9", Causal("channels"), order="bft", opset_version=9)
    record("conv-residual", Residual())
    record("conv-audio", Audio(), order="bt", any_length=True)
    record("gru-no-folding", Recurrent(nn.GRU, "frames", batch_first=True), do_constant_folding=False)
    record("lstm-no-folding", Recurrent(nn.LSTM, "last", num_layers=2), order="tbf", any_length=True, do_constant_folding=False)
    record("gru-heads", Heads(), outputs=("bft", "btf"), any_length=True)
    (TARGET / "predictions.json").write_text("[\n" + ",\n".join(json.dumps(line) for line in records) + "\n]\n")
