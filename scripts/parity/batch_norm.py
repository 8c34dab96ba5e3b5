"""Networks with batch normalisation: by the statistics of batches of several sizes, and by the running ones that training leaves."""
import torch
from torch import nn

from common import normal, single

STEPS = 5
SIZES = [2, 3, 32, 300]


# The network RecordedBatchNorm of tests/GenNet.Tests/Networks/BatchNormNets.cs.
def modules():
    return nn.Sequential(
        nn.BatchNorm1d(3), nn.Linear(3, 6), nn.Tanh(), nn.BatchNorm1d(6, eps=1e-3, momentum=0.3), nn.Linear(6, 2), nn.BatchNorm1d(2))


def cost(network, x, y):
    return ((network(x) - y) ** 2).mean(1).mean()


def parameters_of(network):
    return torch.cat([parameter.detach().reshape(-1) for parameter in network.parameters()])


def buffers_of(network):
    return torch.cat([buffer.reshape(-1) for name, buffer in network.named_buffers() if "running" in name])


def case(size):
    seed = 90_000 + size
    network = modules()
    with torch.no_grad():
        for number, parameter in enumerate(network.parameters()):
            parameter.copy_(single(parameter.mul(0) + (1 if number in (0, 4, 8) else 0) + 0.5 * normal(seed + number, *parameter.shape)))
    start = parameters_of(network)
    x, y = normal(seed + 100, size, 3).requires_grad_(), normal(seed + 101, size, 2)

    # Both without a trace in the running statistics.
    same = modules()
    same.load_state_dict(network.state_dict())
    outputs = same(x)
    outputs.retain_grad()
    value = ((outputs - y) ** 2).mean(1).mean()
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
        "name": "RecordedBatchNorm", "batch": size, "parameters": start, "inputs": data, "targets": y,
        "value": value, "gradient": gradient, "outputGradients": outputs.grad, "inputGradients": x.grad,
        "losses": losses, "trained": parameters_of(network), "buffers": buffers_of(network), "predictions": network(data),
    }


def record():
    return {"batch-norm": [case(size) for size in SIZES]}
