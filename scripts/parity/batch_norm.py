"""Networks with batch normalisation: by the statistics of batches of several sizes, and by the running ones that training leaves."""
import torch
import torch.nn.functional as F
from torch import nn

from common import normal, single

STEPS = 5


# The networks of tests/GenNet.Tests/Networks/BatchNormNets.cs under their names.
def alone():
    return nn.Sequential(
        nn.BatchNorm1d(3), nn.Linear(3, 6), nn.Tanh(), nn.BatchNorm1d(6, eps=1e-3, momentum=0.3), nn.Linear(6, 2), nn.BatchNorm1d(2))


def deep():
    """Five layers as in vision and tabular networks: linear without bias, batch normalisation, rectifier."""
    blocks = [[nn.Linear(inputs, 18, bias=False), nn.BatchNorm1d(18), nn.ReLU()] for inputs in (5, 18, 18, 18)]
    return nn.Sequential(*(module for block in blocks for module in block), nn.Linear(18, 3))


class Windows(nn.Module):
    """Of all frames [batch x channels x frames]: the inputs, behind a causal convolution, and behind what remembers all frames."""

    def __init__(self):
        super().__init__()
        self.inputs, self.conv, self.hidden = nn.BatchNorm1d(3), nn.Conv1d(3, 4, 2, bias=False), nn.BatchNorm1d(4, eps=1e-3, momentum=0.3)
        self.gru, self.outputs, self.linear = nn.GRU(4, 3, batch_first=True), nn.BatchNorm1d(3), nn.Linear(3, 2)

    def forward(self, x):
        x = self.inputs(x.transpose(1, 2))
        x = torch.tanh(self.hidden(self.conv(F.pad(x, (1, 0)))))
        x = self.outputs(self.gru(x.transpose(1, 2))[0].transpose(1, 2))
        return self.linear(x.transpose(1, 2))


# Name, modules, inputs and outputs of a sample or of each frame, shapes of the batch.
CASES = [
    ("RecordedBatchNorm", alone, 3, 2, [(2,), (3,), (32,), (300,)]),
    ("DeepBatchNorm5x18x18x18x18x3", deep, 5, 3, [(7,), (32,), (300,)]),
    *[
        (f"BatchNormedWindows{steps}", Windows, 3, 2, [(batch, steps) for batch in (1, 3, 32) if 1 < batch * steps <= 224])
        for steps in (1, 2, 7, 64)
    ],
]


def cost(network, x, y):
    return ((network(x) - y) ** 2).flatten(1).mean(1).mean()


def parameters_of(network):
    return torch.cat([parameter.detach().reshape(-1) for parameter in network.parameters()])


def buffers_of(network):
    return torch.cat([buffer.reshape(-1) for name, buffer in network.named_buffers() if "running" in name])


def case(name, modules, inputs, outputs, shape):
    seed = 90_000 + sum(shape)
    network = modules()
    with torch.no_grad():
        scales = {module.weight for module in network.modules() if isinstance(module, nn.BatchNorm1d)}
        for number, parameter in enumerate(network.parameters()):
            parameter.copy_(single(parameter.mul(0) + (1 if parameter in scales else 0) + 0.5 * normal(seed + number, *parameter.shape)))
    start = parameters_of(network)
    x, y = normal(seed + 100, *shape, inputs).requires_grad_(), normal(seed + 101, *shape, outputs)

    # Both without a trace in the running statistics.
    same = modules()
    same.load_state_dict(network.state_dict())
    predicted = same(x)
    predicted.retain_grad()
    value = ((predicted - y) ** 2).flatten(1).mean(1).mean()
    value.backward()
    gradient = torch.cat([parameter.grad.reshape(-1) for parameter in same.parameters()])

    step, data, losses = torch.optim.SGD(network.parameters(), lr=0.05, momentum=0.9), x.detach(), []
    for _ in range(STEPS):
        step.zero_grad()
        loss = cost(network, data, y)
        loss.backward()
        losses.append(loss.item())
        step.step()
    network.eval()
    return {
        "name": name, "batch": shape[0], "parameters": start, "inputs": data, "targets": y,
        "value": value, "gradient": gradient, "outputGradients": predicted.grad, "inputGradients": x.grad,
        "losses": losses, "trained": parameters_of(network), "buffers": buffers_of(network), "predictions": network(data),
    }


def record():
    return {"batch-norm": [case(*network, shape) for *network, shapes in CASES for shape in shapes]}
