"""Optimisers, twice: with a given sequence of gradients, and closing the loop through a small linear network."""
from functools import partial

import torch

from common import normal, single

STEPS = 12
PARAMETERS = normal(301, 7)
GRADIENTS = normal(302, STEPS, 7)
GRADIENTS[3, 2] = GRADIENTS[7, 5] = 0       # what becomes of a parameter whose gradient vanishes for a step
GRADIENTS[:, 6] = 0                         # ... and for ever
GRADIENTS[:, 4] *= single(1e-3)

INPUTS = normal(303, 5, 3)
TARGETS = normal(304, 5, 2)
WEIGHTS = normal(305, 8)                    # W [2 x 3], b [2]


class Lion(torch.optim.Optimizer):
    """Chen et al. 2023: a step of fixed size by the sign of an interpolation, weight decay decoupled."""

    def __init__(self, parameters, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(parameters, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.sub_(group["lr"] * torch.sign(beta1 * m + (1 - beta1) * p.grad))
                m.mul_(beta2).add_((1 - beta2) * p.grad)


# NAdam's other form, for single tensors, has a factor too many until PyTorch 2.0 (pull request 92699).
KINDS = {
    "Sgd": torch.optim.SGD, "Adam": torch.optim.Adam, "AdamW": torch.optim.AdamW, "RmsProp": torch.optim.RMSprop,
    "Adagrad": torch.optim.Adagrad, "Adadelta": torch.optim.Adadelta, "Adamax": torch.optim.Adamax,
    "NAdam": partial(torch.optim.NAdam, foreach=True), "RAdam": torch.optim.RAdam, "Rprop": torch.optim.Rprop, "Lion": Lion,
}

# GenNet's names of the arguments to PyTorch's.
ARGUMENTS = {
    "learningRate": "lr", "momentum": "momentum", "dampening": "dampening", "nesterov": "nesterov", "weightDecay": "weight_decay",
    "epsilon": "eps", "amsGrad": "amsgrad", "alpha": "alpha", "centered": "centered", "learningRateDecay": "lr_decay",
    "initialAccumulator": "initial_accumulator_value", "rho": "rho", "momentumDecay": "momentum_decay",
}

HALVED = [0.05] * 5 + [0.025] * 7

# kind, arguments, and the learning rate by step where it changes
CONFIGURATIONS = [
    ("Sgd", {"learningRate": 0.1}),
    ("Sgd", {"learningRate": 0.05, "momentum": 0.9}),
    ("Sgd", {"learningRate": 0.05, "momentum": 0.9, "dampening": 0.3}),
    ("Sgd", {"learningRate": 0.05, "momentum": 0.9, "nesterov": True}),
    ("Sgd", {"learningRate": 0.1, "weightDecay": 0.05}),
    ("Sgd", {"learningRate": 0.05, "momentum": 0.8, "dampening": 0.5, "weightDecay": 0.02}),
    ("Sgd", {"learningRate": 0.05, "momentum": 0.9, "nesterov": True, "weightDecay": 0.02}),
    ("Sgd", {"learningRate": 0.05, "momentum": 0.9}, HALVED),
    ("Adam", {}),
    ("Adam", {"learningRate": 0.05}),
    ("Adam", {"learningRate": 0.05, "beta1": 0.8, "beta2": 0.95}),
    ("Adam", {"learningRate": 0.05, "beta1": 0.0, "beta2": 0.9}),
    ("Adam", {"learningRate": 0.05, "epsilon": 0.01}),
    ("Adam", {"learningRate": 0.05, "weightDecay": 0.1}),
    ("Adam", {"learningRate": 0.05, "amsGrad": True}),
    ("Adam", {"learningRate": 0.05, "beta2": 0.7, "weightDecay": 0.1, "amsGrad": True}),
    ("Adam", {"learningRate": 0.05}, HALVED),
    ("AdamW", {"learningRate": 0.05}),
    ("AdamW", {"learningRate": 0.05, "weightDecay": 0.2, "amsGrad": True}),
    ("RmsProp", {}),
    ("RmsProp", {"learningRate": 0.02, "alpha": 0.9}),
    ("RmsProp", {"learningRate": 0.02, "momentum": 0.9}),
    ("RmsProp", {"learningRate": 0.02, "centered": True}),
    ("RmsProp", {"learningRate": 0.02, "momentum": 0.5, "centered": True, "weightDecay": 0.05}),
    ("Adagrad", {}),
    ("Adagrad", {"learningRate": 0.1, "learningRateDecay": 0.1}),
    ("Adagrad", {"learningRate": 0.1, "initialAccumulator": 0.5, "weightDecay": 0.05}),
    ("Adadelta", {}),
    ("Adadelta", {"learningRate": 0.5, "rho": 0.8, "epsilon": 1e-4, "weightDecay": 0.05}),
    ("Adamax", {}),
    ("Adamax", {"learningRate": 0.05, "beta1": 0.8, "beta2": 0.9, "weightDecay": 0.05}),
    ("NAdam", {}),
    ("NAdam", {"learningRate": 0.05, "momentumDecay": 0.01, "weightDecay": 0.05}),
    ("RAdam", {}),
    ("RAdam", {"learningRate": 0.05, "beta2": 0.9, "weightDecay": 0.05}),
    ("Rprop", {}),
    ("Rprop", {"learningRate": 0.05, "etaMinus": 0.4, "etaPlus": 1.3, "stepMinimum": 0.001, "stepMaximum": 0.1}),
    ("Lion", {}),
    ("Lion", {"learningRate": 0.01, "beta1": 0.8, "beta2": 0.9, "weightDecay": 0.1}),
    ("Lion", {"learningRate": 0.05}, HALVED),
]


PAIRS = {"betas": ("beta1", "beta2"), "etas": ("etaMinus", "etaPlus"), "step_sizes": ("stepMinimum", "stepMaximum")}


def create(kind, arguments, parameters):
    given = {ARGUMENTS[name]: value for name, value in arguments.items() if name in ARGUMENTS}
    optimizer = KINDS[kind]([parameters], **given)
    group = optimizer.param_groups[0]
    for pair, names in PAIRS.items():
        if pair in group:
            group[pair] = tuple(arguments.get(name, default) for name, default in zip(names, group[pair]))
    return optimizer


def run(kind, arguments, rates, start, differentiate):
    """Takes the steps; differentiate(parameters, step) gives the loss (or None) and the gradient."""
    parameters = start.clone().requires_grad_()
    optimizer = create(kind, arguments, parameters)
    after, losses = [], []
    for step in range(STEPS):
        if rates:
            optimizer.param_groups[0]["lr"] = rates[step]
        loss, parameters.grad = differentiate(parameters, step)
        losses.append(loss)
        optimizer.step()
        after.append(parameters.detach().clone())
    return torch.stack(after), losses


def linear(parameters, step):
    weights = parameters.detach().clone().requires_grad_()
    outputs = INPUTS @ weights[:6].reshape(2, 3).T + weights[6:]
    loss = ((outputs - TARGETS) ** 2).mean()
    gradient, = torch.autograd.grad(loss, weights)
    return loss.item(), gradient


def case(kind, arguments, rates=None):
    given, _ = run(kind, arguments, rates, PARAMETERS, lambda parameters, step: (None, GRADIENTS[step].clone()))
    closed, losses = run(kind, arguments, rates, WEIGHTS, linear)
    return {
        "kind": kind, "arguments": arguments, "learningRates": rates,
        "given": {"parameters": given}, "closed": {"parameters": closed, "losses": losses},
    }


def record():
    return {
        "optimizer-data": [{
            "given": {"parameters": PARAMETERS, "gradients": GRADIENTS},
            "closed": {"parameters": WEIGHTS, "inputs": INPUTS, "targets": TARGETS},
        }],
        "optimizers": [case(*configuration) for configuration in CONFIGURATIONS],
    }
