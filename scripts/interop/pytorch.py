#!/usr/bin/env python3
"""Exchanges networks with PyTorch by safetensors files, for the tests of tests/GenNet.Tests/ModelFiles.

    /usr/bin/python3 scripts/interop/pytorch.py

Writes what PyTorch saves of its networks, in every precision, with its predictions; and loads what GenNet saved of the same networks
(*.gennet.safetensors, which the tests hold to what GenNet saves today) by load_state_dict, strictly, and records PyTorch's predictions
for them. Needs PyTorch 1.13 or newer (Debian: python3-torch).
"""
import json
import pathlib

import torch
from torch import nn

try:
    from safetensors.torch import load_file, save_file
except ImportError:
    from safetensors_files import load_file, save_file

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "tests" / "GenNet.Tests" / "TestData" / "safetensors"


class Square(nn.Module):
    def forward(self, z):
        return z * z


class Critic(nn.Module):
    """Attributes have the names that the declaration gives its layers; what has no parameters needs none."""

    inputs = 7

    def __init__(self):
        super().__init__()
        self.stem = nn.Linear(5, 8)
        self.bend = nn.PReLU(8)
        self.inner = nn.Linear(8, 8, bias=False)
        self.dropout = nn.Dropout(0.1)
        self.outer = nn.Linear(8, 8)
        self.norm = nn.LayerNorm(8)
        self.head = nn.Linear(10, 3)

    def forward(self, x):
        state, action = x[:, :5], x[:, 5:]
        start = self.bend(self.stem(state))
        block = self.outer(self.dropout(torch.tanh(self.inner(start)))) + start
        return self.head(torch.cat([self.norm(block), action], dim=1))


class Sequential(nn.Sequential):
    @property
    def inputs(self):
        return self[0].in_features


# The declarations of the same names in tests/GenNet.Tests/ModelFiles/InteropNets.cs.
NETWORKS = {
    # Modules:        0                1         2                 3                          4            5                6                7
    "Mixed": lambda: Sequential(nn.Linear(5, 7), nn.PReLU(7), nn.Dropout(0.25), nn.Linear(7, 6, bias=False), nn.ELU(0.5), nn.Linear(6, 4), nn.Linear(4, 3),
                                nn.Softmax(dim=1)),
    "Wide": lambda: Sequential(nn.Linear(9, 40), nn.ReLU(), nn.Linear(40, 18), nn.Dropout(0), nn.Linear(18, 11), nn.PReLU(11), nn.Linear(11, 3)),
    "Own": lambda: Sequential(nn.Linear(3, 6), Square(), nn.Linear(6, 2), nn.Sigmoid()),
    "Critic": Critic,
    "Normed": lambda: Sequential(nn.Linear(5, 8, bias=False), nn.BatchNorm1d(8), nn.Linear(8, 7), nn.Tanh(), nn.BatchNorm1d(7, eps=1e-3, momentum=0.3),
                                 nn.Dropout(0.25), nn.Linear(7, 3), nn.Softmax(dim=1)),
}


def predictions(network):
    """In double precision, of numbers that the network has in its own."""
    network = network.double().eval()
    inputs = torch.sin(torch.arange(4 * network.inputs, dtype=torch.float64)).float().double().reshape(4, -1)
    with torch.no_grad():
        return network(inputs).reshape(-1).tolist()


def main():
    torch.manual_seed(1)
    recorded = {}
    for name, create in NETWORKS.items():
        network = create()
        with torch.no_grad():
            for parameter in network.parameters():
                parameter.add_(torch.randn_like(parameter) / 4)  # slopes and biases that differ from unit to unit
            if name == "Normed":
                network(torch.randn(64, network[0].in_features))  # running statistics
        for precision, dtype in {"F32": torch.float32, "F64": torch.float64, "F16": torch.float16, "BF16": torch.bfloat16}.items():
            file = f"{name}.{precision}.pytorch.safetensors"
            save_file({key: value.to(dtype) if value.is_floating_point() else value for key, value in network.state_dict().items()}, FOLDER / file)
            same = create().double()
            same.load_state_dict({key: value.double() for key, value in load_file(FOLDER / file).items()})
            recorded[file] = predictions(same)
        for file in sorted(FOLDER.glob(f"{name}.*.gennet.safetensors")):
            loaded = create()
            tensors = load_file(file)
            loaded.to(next(iter(tensors.values())).dtype).load_state_dict(tensors, strict=True)
            recorded[file.name] = predictions(loaded)
    lines = ",\n".join(f'"{file}":{json.dumps(numbers)}' for file, numbers in recorded.items())
    (FOLDER / "predictions.json").write_text(f"{{\n{lines}\n}}\n")
    print(f"{len(recorded)} files")


if __name__ == "__main__":
    main()
