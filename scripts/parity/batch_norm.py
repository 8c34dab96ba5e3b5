"""Networks with batch normalisation: by the statistics of batches of several sizes, and by the running ones that training leaves."""
import torch
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


# Name, modules, inputs and outputs, sizes of the batch.
CASES = [
    ("RecordedBatchNorm", alone, 3, 2, [2, 3, 32, 300]),
    ("DeepBatchNorm5x18x18x18x18x3", deep, 5, 3, [7, 32, 300]),
]


def cost(network, x, y):
    return ((network(x) - y) ** 2).mean(1).mean()


def parameters_of(network):
    return torch.cat([parameter.detach().reshape(-1) for parameter in network.parameters()])


def buffers_of(network):
    return torch.cat([buffer.reshape(-1) for name, buffer in network.named_buffers() if "running" in name])


def case(name, modules, inputs, outputs, size):
    seed = 90_000 + size
    network = modules()
    with torch.no_grad():
        scales = {module.weight for module in network if isinstance(module, nn.BatchNorm1d)}
        for number, parameter in enumerate(network.parameters()):
            parameter.copy_(single(parameter.mul(0) + (1 if parameter in scales else 0) + 0.5 * normal(seed + number, *parameter.shape)))
    start = parameters_of(network)
    x, y = normal(seed + 100, size, inputs).requires_grad_(), normal(seed + 101, size, outputs)

    # Both without a trace in the running statistics.
    same = modules()
    same.load_state_dict(network.state_dict())
    predicted = same(x)
    predicted.retain_grad()
    value = ((predicted - y) ** 2).mean(1).mean()
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
        "name": name, "batch": size, "parameters": start, "inputs": data, "targets": y,
        "value": value, "gradient": gradient, "outputGradients": predicted.grad, "inputGradients": x.grad,
        "losses": losses, "trained": parameters_of(network), "buffers": buffers_of(network), "predictions": network(data),
    }


def record():
    return {"batch-norm": [case(*network, size) for *network, sizes in CASES for size in sizes]}
