"""Learning rates by epoch or step of PyTorch's schedulers; entry 0 is what the first step uses."""
import warnings

import torch
from torch.optim import lr_scheduler as s

from common import normal

RATE = 0.1
LENGTH = 40


def optimizer():
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE, momentum=0.9)


def warm_cosine(o, warmUp, length, minimum):
    first = s.LinearLR(o, start_factor=1 / warmUp, end_factor=1.0, total_iters=warmUp - 1)
    return s.SequentialLR(o, [first, s.CosineAnnealingLR(o, T_max=length - warmUp, eta_min=minimum)], milestones=[warmUp])


def one_cycle(o, maximum, length, rise, startDivisor, endDivisor, annealing):
    return s.OneCycleLR(
        o, maximum, total_steps=length, pct_start=rise, div_factor=startDivisor, final_div_factor=endDivisor, anneal_strategy=annealing)


SCHEDULES = [
    ("Constant", {}, lambda o: s.LambdaLR(o, lambda step: 1.0)),
    ("Step", {"stepSize": 7, "factor": 0.5}, lambda o, stepSize, factor: s.StepLR(o, stepSize, factor)),
    ("MultiStep", {"milestones": [5, 6, 20], "factor": 0.1}, lambda o, milestones, factor: s.MultiStepLR(o, milestones, factor)),
    ("Exponential", {"factor": 0.9}, lambda o, factor: s.ExponentialLR(o, factor)),
    ("Cosine", {"length": 25, "minimum": 0.001}, lambda o, length, minimum: s.CosineAnnealingLR(o, length, minimum)),
    ("CosineRestarts", {"period": 10, "periodFactor": 1, "minimum": 0.0},
        lambda o, period, periodFactor, minimum: s.CosineAnnealingWarmRestarts(o, period, periodFactor, minimum)),
    ("CosineRestarts", {"period": 5, "periodFactor": 2, "minimum": 0.001},
        lambda o, period, periodFactor, minimum: s.CosineAnnealingWarmRestarts(o, period, periodFactor, minimum)),
    ("WarmCosine", {"warmUp": 8, "length": LENGTH, "minimum": 0.001}, warm_cosine),
    ("OneCycle", {"maximum": 0.5, "length": LENGTH, "rise": 0.3, "startDivisor": 25.0, "endDivisor": 1e4, "annealing": "cos"}, one_cycle),
    ("OneCycle", {"maximum": 0.5, "length": LENGTH, "rise": 0.5, "startDivisor": 10.0, "endDivisor": 100.0, "annealing": "linear"},
        one_cycle),
]

PLATEAUS = [
    {"factor": 0.5, "patience": 2, "threshold": 1e-2, "cooldown": 0, "minimum": 0.0},
    {"factor": 0.1, "patience": 0, "threshold": 1e-4, "cooldown": 3, "minimum": 1e-3},
]

# Falls, then stands still, then falls again: a loss worth a plateau.
METRICS = torch.cat([torch.linspace(1, 0.4, 10), 0.4 + 0.01 * normal(601, 15).abs(), torch.linspace(0.35, 0.3, 15)]).tolist()


def sequence(name, arguments, create):
    o = optimizer()
    schedule = create(o, **arguments)
    rates = []
    for _ in range(LENGTH):
        rates.append(o.param_groups[0]["lr"])
        o.step()
        if len(rates) < LENGTH:
            schedule.step()
    return {"name": name, "learningRate": RATE, "arguments": arguments, "rates": rates}


def plateau(arguments):
    o = optimizer()
    schedule = s.ReduceLROnPlateau(
        o, factor=arguments["factor"], patience=arguments["patience"], threshold=arguments["threshold"], cooldown=arguments["cooldown"],
        min_lr=arguments["minimum"])
    rates = []
    for metric in METRICS:
        rates.append(o.param_groups[0]["lr"])
        schedule.step(metric)
    return {"name": "ReduceOnPlateau", "learningRate": RATE, "arguments": arguments, "metrics": METRICS, "rates": rates}


def record():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")     # SequentialLR of 1.13 warns about its own use of step(epoch)
        return {"schedules": [sequence(*schedule) for schedule in SCHEDULES] + [plateau(arguments) for arguments in PLATEAUS]}
