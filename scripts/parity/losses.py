"""Losses: from the pre-activations z of the output layer through its activation, and the gradient by z."""
import torch
import torch.nn.functional as F

from activations import softplus
from common import normal, one_hot, single, uniform


def cross_entropy(z, y):
    return -(y * torch.log_softmax(z, -1)).sum(-1)


def binary_cross_entropy(z, y):
    """-(y log s(z) + (1 - y) log(1 - s(z))), by softplus so that it is finite at every z."""
    return (y * softplus(-z) + (1 - y) * softplus(z)).mean(-1)


def kullback_leibler(z, y):
    return (torch.xlogy(y, y) - y * torch.log_softmax(z, -1)).sum(-1)


# name: per-sample losses by z and targets, and the output activations whose z that is
LOSSES = {
    "MeanSquaredError": (lambda z, y: ((z - y) ** 2).mean(-1), ["Identity"]),
    "SquaredError": (lambda z, y: ((z - y) ** 2).sum(-1), ["Identity"]),
    "MeanAbsoluteError": (lambda z, y: (z - y).abs().mean(-1), ["Identity"]),
    "Huber": (lambda z, y: F.huber_loss(z, y, reduction="none", delta=1.0).mean(-1), ["Identity"]),
    "CrossEntropy": (cross_entropy, ["Softmax", "Identity"]),
    "BinaryCrossEntropy": (binary_cross_entropy, ["Sigmoid", "Identity"]),
    "NegativeLogLikelihood": (cross_entropy, ["LogSoftmax"]),
    "KullbackLeibler": (kullback_leibler, ["Softmax", "LogSoftmax"]),
    "Hinge": (lambda z, y: (1 - y * z).clamp(min=0).mean(-1), ["Identity"]),
    "LogCosh": (lambda z, y: (softplus(2 * (z - y)) - (z - y) - torch.log(torch.tensor(2.0))).mean(-1), ["Identity"]),
    "PoissonNegativeLogLikelihood": (lambda z, y: F.poisson_nll_loss(z, y, reduction="none").mean(-1), ["Identity"]),
}

OUTPUTS = {
    "Identity": lambda z: z,
    "Sigmoid": torch.sigmoid,
    "Softmax": lambda z: torch.softmax(z, -1),
    "LogSoftmax": lambda z: torch.log_softmax(z, -1),
}


def batches(name):
    """What the loss is tried on: a name, z and targets; each has four units."""
    z = normal(201, 6, 4) * 2
    huge = single([[1e4, -1e4, 0, 30], [-1e4, -1e4, -1e4, 1e4], [100, 101, 99, -100], [0, 0, 0, 0], [1e-30, -1e-30, 1e-8, -1e-8]])
    labels = one_hot([3, 0, 2, 1, 1, 0], 4)
    if name in ("CrossEntropy", "KullbackLeibler", "NegativeLogLikelihood"):
        weights = uniform(202, 6, 4)
        yield "one-hot", z, labels
        yield "soft", z, single(weights / weights.sum(-1, keepdim=True))
        yield "extreme", huge, labels[:5]
        if name == "CrossEntropy":
            yield "unnormalised", z, weights
    elif name == "BinaryCrossEntropy":
        yield "binary", z, (normal(203, 6, 4) > 0).double()
        yield "soft", z, uniform(204, 6, 4)
        yield "extreme", huge, (normal(205, 5, 4) > 0).double()
    elif name == "Hinge":
        yield "signs", z, (normal(206, 6, 4) > 0).double() * 2 - 1
    elif name == "PoissonNegativeLogLikelihood":
        yield "counts", z, torch.floor(uniform(207, 6, 4) * 5)
    else:
        yield "ordinary", z, normal(208, 6, 4)
        yield "large", single(z * 100), single(normal(209, 6, 4) * 50)


def case(name, per_sample, output, batch, z, targets, reduction):
    z = z.clone().requires_grad_()
    losses = per_sample(z, targets)
    loss = losses.mean() if reduction == "Mean" else losses.sum()
    gradient, = torch.autograd.grad(loss, z)
    return {
        "name": name, "output": output, "batch": batch, "reduction": reduction, "z": z, "a": OUTPUTS[output](z), "targets": targets,
        "perSample": losses, "loss": loss, "gradient": gradient,
    }


def record():
    return {"losses": [
        case(name, per_sample, output, batch, z, targets, reduction)
        for name, (per_sample, outputs) in LOSSES.items()
        for output in outputs
        for batch, z, targets in batches(name)
        for reduction in ("Mean", "Sum")
    ]}
