"""L-BFGS, several iterations a step, on least squares and on Rosenbrock's function."""
import torch

from common import normal, single

INPUTS = normal(801, 9, 3)
TARGETS = normal(802, 9, 2)
WEIGHTS = normal(803, 8)                    # W [2 x 3], b [2]
STEPS = 3


def linear(p):
    return ((INPUTS @ p[:6].reshape(2, 3).T + p[6:] - TARGETS) ** 2).mean()


def rosenbrock(p):
    return (100 * (p[1:] - p[:-1] ** 2) ** 2 + (1 - p[:-1]) ** 2).sum()


PROBLEMS = {"Linear": (linear, WEIGHTS), "Rosenbrock": (rosenbrock, single([-1.25, 1.0, 0.5, -0.75]))}

# GenNet's names of the arguments to PyTorch's.
ARGUMENTS = {
    "learningRate": "lr", "maxIterations": "max_iter", "maxEvaluations": "max_eval", "toleranceGradient": "tolerance_grad",
    "toleranceChange": "tolerance_change", "historySize": "history_size", "lineSearch": "line_search_fn",
}

CONFIGURATIONS = [
    ("Linear", {}),
    ("Linear", {"learningRate": 0.5, "maxIterations": 4, "historySize": 2}),
    ("Linear", {"lineSearch": "StrongWolfe", "maxIterations": 3}),
    ("Linear", {"lineSearch": "StrongWolfe"}),
    ("Rosenbrock", {"learningRate": 0.002, "maxIterations": 5}),
    ("Rosenbrock", {"lineSearch": "StrongWolfe", "maxIterations": 4}),
    ("Rosenbrock", {"lineSearch": "StrongWolfe", "maxIterations": 6, "historySize": 3}),
    ("Rosenbrock", {"lineSearch": "StrongWolfe", "learningRate": 20.0, "maxIterations": 4}),     # narrows brackets
    ("Rosenbrock", {"lineSearch": "StrongWolfe", "learningRate": 0.01, "maxIterations": 4}),     # walks outwards
    ("Rosenbrock", {"lineSearch": "StrongWolfe", "maxIterations": 100, "maxEvaluations": 7}),
    ("Rosenbrock", {"lineSearch": "StrongWolfe", "maxIterations": 8, "toleranceChange": 1e-3}),
]


def case(problem, arguments):
    function, start = PROBLEMS[problem]
    parameters = start.clone().requires_grad_()
    given = {ARGUMENTS[name]: "strong_wolfe" if name == "lineSearch" else value for name, value in arguments.items()}
    optimizer = torch.optim.LBFGS([parameters], **given)
    evaluations = 0

    def closure():
        nonlocal evaluations
        evaluations += 1
        optimizer.zero_grad()
        loss = function(parameters)
        loss.backward()
        return loss

    steps = []
    for _ in range(STEPS):
        loss = optimizer.step(closure).item()
        steps.append({"loss": loss, "parameters": parameters.detach().clone(), "evaluations": evaluations})
    return {"name": problem, "arguments": arguments, "start": start, "steps": steps}


def record():
    return {
        "lbfgs-data": [{"inputs": INPUTS, "targets": TARGETS}],
        "lbfgs": [case(*configuration) for configuration in CONFIGURATIONS],
    }
