"""Layers over windows of frames: outputs, and the gradients by parameters and inputs of a cost whose derivatives by the outputs are drawn."""
import torch
import torch.nn.functional as F

from common import normal

STEPS = [1, 2, 7, 64]
BATCHES = [1, 3, 32]
INPUTS = 4
CATEGORIES = 7


def drawn(seed, *shape):
    """Numbers of few digits."""
    return (normal(seed, *shape) * 16).round() / 16


def brief(tensor):
    """Nine digits, which is more than the tests of a float32 network can tell."""
    return [float(f"{value:.9g}") for value in tensor.reshape(-1).tolist()]


def convolution(channels, kernel, dilation=1, groups=1):
    module = torch.nn.Conv1d(INPUTS, channels, kernel, dilation=dilation, groups=groups)
    past = (kernel - 1) * dilation
    return module, lambda x: module(F.pad(x.transpose(1, 2), (past, 0))).transpose(1, 2)


def gated(channels, kernel):
    module, sums = convolution(2 * channels, kernel)

    def forward(x):
        signal, gate = sums(x).chunk(2, dim=-1)
        return torch.tanh(signal) * torch.sigmoid(gate)
    return module, forward


def recurrent(kind, units):
    module = kind(INPUTS, units, batch_first=True)
    return module, lambda x: module(x)[0]


def after(kind, units, reduce):
    module, sequence = recurrent(kind, units)
    return module, lambda x: reduce(sequence(x))


class Table(torch.nn.Module):
    """Categories in each frame, whose vectors stand side by side."""

    def __init__(self, units):
        super().__init__()
        self.table = torch.nn.Embedding(CATEGORIES, 3)
        self.gru = torch.nn.GRU(3 * INPUTS, units, batch_first=True)

    def forward(self, x):
        return self.gru(self.table(x.long()).flatten(2))[0]


def table(units):
    module = Table(units)
    return module, module


class Heads(torch.nn.Module):
    """A class and two numbers for each frame, side by side."""

    def __init__(self):
        super().__init__()
        self.gru = torch.nn.GRU(INPUTS, 5, batch_first=True)
        self.tag = torch.nn.Linear(5, 3)
        self.place = torch.nn.Linear(5, 2)

    def forward(self, x):
        states = self.gru(x)[0]
        return torch.cat([self.tag(states).softmax(-1), self.place(states)], -1)

    def loss(self, x, targets):
        states = self.gru(x)[0]
        of_tags = F.cross_entropy(self.tag(states).flatten(0, 1), targets[..., :3].argmax(-1).flatten(), label_smoothing=0.1)
        return of_tags + 0.5 * F.mse_loss(self.place(states), targets[..., 3:])


def heads():
    module = Heads()
    return module, module


# The names are those of the classes in tests/GenNet.Tests/Parity/SequenceNets.cs, but for the number of frames behind them.
LAYERS = {
    "Conv": lambda: convolution(5, 3),
    "Dilated": lambda: convolution(17, 2, dilation=5),
    "Grouped": lambda: convolution(6, 3, dilation=2, groups=2),
    "Gru": lambda: recurrent(torch.nn.GRU, 5),
    "GruWide": lambda: recurrent(torch.nn.GRU, 18),
    "Lstm": lambda: recurrent(torch.nn.LSTM, 5),
    "LstmWide": lambda: recurrent(torch.nn.LSTM, 18),
    "GruLast": lambda: after(torch.nn.GRU, 3, lambda h: h[:, -1]),
    "LstmMean": lambda: after(torch.nn.LSTM, 3, lambda h: h.mean(1)),
    "Gate": lambda: gated(5, 2),
    "Codes": lambda: table(5),
    "Heads": heads,
}


# Of these, whose frames have many numbers or need no more cases, no more frames than a window of 64 has.
WIDE = {"Dilated", "GruWide", "LstmWide", "Codes", "Heads"}


def case(seed, name, layer, steps, batch):
    module, forward = layer()
    parameters = list(module.parameters())
    for number, parameter in enumerate(parameters):
        parameter.data = drawn(seed + number, *parameter.shape) * 0.5
    x = drawn(seed + 20, batch, steps, INPUTS)
    if isinstance(module, Table):
        x = (x.abs() * 16) % CATEGORIES
    x.requires_grad_()
    outputs = forward(x)
    derivatives = drawn(seed + 21, *outputs.shape)
    *gradients, by_inputs = torch.autograd.grad(outputs, [*parameters, x], derivatives, allow_unused=True)
    by_inputs = torch.zeros_like(x) if by_inputs is None else by_inputs
    flat = lambda tensors: torch.cat([tensor.reshape(-1) for tensor in tensors])
    return {
        "name": f"{name}{steps}", "batch": batch, "parameters": flat(parameters), "inputs": x, "outputGradients": derivatives,
        "outputs": brief(outputs), "gradient": brief(flat(gradients)), "inputGradient": brief(by_inputs),
        **(cost(seed + 22, module, parameters, x) if isinstance(module, Heads) else {}),
    }


def cost(seed, module, parameters, x):
    """The loss of a module that has one, and its gradients."""
    tags = F.one_hot((drawn(seed, *x.shape[:2]).abs() * 16).long() % 3, 3)
    targets = torch.cat([tags, drawn(seed + 1, *x.shape[:2], 2)], -1)
    loss = module.loss(x, targets)
    *gradients, by_inputs = torch.autograd.grad(loss, [*parameters, x])
    return {
        "targets": targets, "loss": loss, "lossGradient": brief(torch.cat([gradient.reshape(-1) for gradient in gradients])),
        "lossInputGradient": brief(by_inputs),
    }


def record():
    return {"sequences": [
        case(100_000 + 1000 * number + 10 * steps + batch, name, layer, steps, batch)
        for number, (name, layer) in enumerate(LAYERS.items())
        for steps in STEPS
        for batch in BATCHES
        if steps * batch <= (64 if name in WIDE else 224)
    ]}
