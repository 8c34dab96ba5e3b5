"""Whole networks: predictions, loss, both gradients and a short training run."""
import torch
import torch.nn.functional as F

from activations import elu, softplus
from common import generator, normal, one_hot, single, uniform
from losses import LOSSES

ROWS = 7
STEPS = 10

ACTIVATIONS = {
    "Identity": lambda z, a: z,
    "BinaryStep": lambda z, a: (z > 0).to(z.dtype),
    "Sigmoid": lambda z, a: torch.sigmoid(z),
    "Tanh": lambda z, a: torch.tanh(z),
    "ArcTan": lambda z, a: torch.atan(z),
    "ReLU": lambda z, a: F.relu(z),
    "PReLU": lambda z, a: torch.where(z > 0, z, a * z),
    "ELU": elu,
    "Softplus": lambda z, a: softplus(z),
    "Softmax": lambda z, a: torch.softmax(z, -1),
}


def dense(units, activation="Identity", alpha=None, bias=True):
    return {"kind": "Dense", "units": units, "activation": activation, "alpha": alpha, "bias": bias}


def layer_norm(epsilon=1e-5, affine=True):
    return {"kind": "LayerNorm", "epsilon": epsilon, "affine": affine}


def add(*reads):
    return {"kind": "Add", "reads": reads}


def concat(*reads):
    return {"kind": "Concat", "reads": reads}


def activate(activation, read, alpha=None):
    return {"kind": "Activate", "activation": activation, "alpha": alpha, "reads": [read]}


def read(layer, *source):
    """The same layer, reading what another writes: its number, counting an activation apart; the first column and the width."""
    return {**layer, "reads": [source]}


# The names are those of the classes in tests/GenNet.Tests/Networks/Nets.cs, which declare the same layers.
NETWORKS = [
    ("Tanh3x3x2x1", 3, [dense(3, "Tanh"), dense(2, "Tanh"), dense(1, "Sigmoid")], "BinaryCrossEntropy", "Mean"),
    ("Linear4x3", 4, [dense(3)], "MeanSquaredError", "Mean"),
    ("Softmax4x3", 4, [dense(3, "Softmax")], "CrossEntropy", "Mean"),
    ("SoftmaxInside5x4x4x3", 5, [dense(4, "Tanh"), dense(4, "Softmax"), dense(3, "Softmax")], "CrossEntropy", "Mean"),
    ("Single1x1", 1, [dense(1)], "MeanSquaredError", "Mean"),
    ("Rectified17x33x9", 17, [dense(33, "ReLU"), dense(9, "Softmax")], "CrossEntropy", "Mean"),
    ("Mixed6x5x5x5x4", 6, [dense(5, "PReLU", 0.25), dense(5, "ELU", 0.7), dense(5, "Softplus"), dense(4, "ArcTan")], "SquaredError", "Sum"),
    ("Logits5x6x3", 5, [dense(6, "Sigmoid"), dense(3)], "CrossEntropy", "Sum"),
    ("BinaryLogits4x5x2", 4, [dense(5, "PReLU", 0.1), dense(2)], "BinaryCrossEntropy", "Sum"),
    ("MultiLabel6x7x3", 6, [dense(7, "ELU", 1.0), dense(3, "Sigmoid")], "BinaryCrossEntropy", "Mean"),
    ("Step3x4x2", 3, [dense(4, "BinaryStep"), dense(2)], "MeanSquaredError", "Mean"),
    ("SoftmaxSquared4x3", 4, [dense(3, "Softmax")], "SquaredError", "Sum"),
    ("SigmoidSquared4x2", 4, [dense(2, "Sigmoid")], "MeanSquaredError", "Sum"),
    ("NoBias4x3x2", 4, [dense(3, "ReLU", bias=False), dense(2, "PReLU", 0.25, bias=False)], "MeanSquaredError", "Mean"),
    ("Normalized5x21x18x4", 5,
     [layer_norm(), dense(21, "Tanh"), layer_norm(1e-3), dense(18, "ReLU"), layer_norm(affine=False), dense(4, "Softmax")],
     "CrossEntropy", "Mean"),
    ("Residual12x16x4", 12,
     [dense(16, "ReLU"), dense(16, "ReLU"), dense(16), add((4, 0, 16), (1, 0, 16)),
      dense(16, "ReLU"), dense(16), add((8, 0, 16), (5, 0, 16)), dense(4, "Softmax")],
     "CrossEntropy", "Mean"),
    ("TwoInputs21And3x1", 24,
     [read(dense(40, "Tanh"), -1, 0, 21), concat((1, 0, 40), (-1, 21, 3)), dense(33, "ReLU"), dense(1)],
     "MeanSquaredError", "Mean"),
    ("Branches6x8x3", 6,
     [dense(8), activate("PReLU", (0, 0, 8), 0.25), activate("Softmax", (0, 0, 8)), add((2, 0, 8), (1, 0, 8)),
      concat((3, 0, 8), (2, 0, 8), (3, 0, 8)), dense(3)],
     "SquaredError", "Mean"),
]


def forward(parameters, x, layers):
    """Reads the parameters in canonical order; gives the last layer's z and a."""
    at = 0

    def take(count):
        nonlocal at
        at += count
        return parameters[at - count:at]

    values = []
    a = x
    for layer in layers:
        reads = [x[:, first:first + width] if number < 0 else values[number] for number, first, width in layer.get("reads", [])] or [a]
        if layer["kind"] == "Add":
            z = a = reads[0] + reads[1]
        elif layer["kind"] == "Concat":
            z = a = torch.cat(reads, -1)
        elif layer["kind"] == "Activate":
            z = reads[0]
            a = ACTIVATIONS[layer["activation"]](z, take(z.shape[-1]) if layer["activation"] == "PReLU" else layer["alpha"])
        elif layer["kind"] == "LayerNorm":
            n = reads[0].shape[-1]
            gamma, beta = (take(n), take(n)) if layer["affine"] else (None, None)
            z = a = F.layer_norm(reads[0], (n,), gamma, beta, layer["epsilon"])
        else:
            n = layer["units"]
            z = reads[0] @ take(n * reads[0].shape[-1]).reshape(n, -1).T
            if layer["bias"]:
                z = z + take(n)
            alpha = take(n) if layer["activation"] == "PReLU" else layer["alpha"]
            a = ACTIVATIONS[layer["activation"]](z, alpha)
            if layer["activation"] != "Identity":
                values.append(z)
        values.append(a)
    assert at == parameters.numel()
    return z, a


def cost(parameters, x, y, layers, loss, reduction):
    z, a = forward(parameters, x, layers)
    fused = loss in ("CrossEntropy", "BinaryCrossEntropy")
    losses = LOSSES[loss][0](z if fused else a, y)
    return losses.mean() if reduction == "Mean" else losses.sum()


def targets(seed, loss, outputs):
    if loss == "CrossEntropy":
        return one_hot(torch.randint(outputs, (ROWS,), generator=generator(seed)), outputs)
    if loss == "BinaryCrossEntropy":
        return (uniform(seed, ROWS, outputs) > 0.5).double()
    return normal(seed, ROWS, outputs)


def train(start, optimizer, differentiable):
    parameters = start.clone().requires_grad_()
    step = optimizer(parameters)
    losses = []
    for _ in range(STEPS):
        step.zero_grad()
        loss = differentiable(parameters)
        loss.backward()
        losses.append(loss.item())
        step.step()
    return {"losses": losses, "parameters": parameters}


def start(seed, inputs, layers):
    """He-like weights, small biases, alphas around their initial value."""
    parts = []
    for number, layer in enumerate(layers):
        inputs = sum(width for _, _, width in layer["reads"]) if "reads" in layer else inputs
        if layer["kind"] == "Add":
            inputs //= 2
        elif layer["kind"] == "Concat":
            pass
        elif layer["kind"] == "Activate":
            if layer["activation"] == "PReLU":
                parts.append(layer["alpha"] + normal(seed + 10 * number + 2, inputs) * 0.1)
        elif layer["kind"] == "LayerNorm":
            if layer["affine"]:
                parts.append(1 + normal(seed + 10 * number, inputs) * 0.1)
                parts.append(normal(seed + 10 * number + 1, inputs) * 0.1)
        else:
            n = layer["units"]
            parts.append(normal(seed + 10 * number, n * inputs) * (1.5 / inputs) ** 0.5)
            if layer["bias"]:
                parts.append(normal(seed + 10 * number + 1, n) * 0.1)
            if layer["activation"] == "PReLU":
                parts.append(layer["alpha"] + normal(seed + 10 * number + 2, n) * 0.1)
            inputs = n
    return single(torch.cat(parts))


def case(number, name, inputs, layers, loss, reduction):
    seed = 1000 * (number + 1)
    parameters = start(seed, inputs, layers).requires_grad_()
    x = normal(seed + 101, ROWS, inputs).requires_grad_()
    y = targets(seed + 102, loss, layers[-1]["units"])
    value = cost(parameters, x, y, layers, loss, reduction)
    gradient, by_inputs = torch.autograd.grad(value, (parameters, x), allow_unused=True)
    if by_inputs is None:       # a step passes nothing on
        by_inputs = torch.zeros_like(x)
    data = x.detach()
    again = lambda p: cost(p, data, y, layers, loss, reduction)
    begin = parameters.detach()
    return {
        "name": name, "inputSize": inputs, "layers": layers, "loss": loss, "reduction": reduction,
        "parameters": begin, "inputs": data, "targets": y, "predictions": forward(begin, data, layers)[1],
        "value": value, "gradient": gradient, "inputGradient": by_inputs,
        "sgd": train(begin, lambda p: torch.optim.SGD([p], lr=0.05, momentum=0.9), again),
        "adam": train(begin, lambda p: torch.optim.Adam([p], lr=1e-2), again),
    }


def record():
    return {"networks": [case(number, *network) for number, network in enumerate(NETWORKS)]}
