"""A module with two inputs of categories beside one of numbers, written as it would be in PyTorch."""
import torch
import torch.nn.functional as F

from common import generator, normal, one_hot, single

ROWS = 9
STEPS = 10


class TwoInputs(torch.nn.Module):
    """TwoInputs of tests/GenNet.Tests/Networks/EmbeddingNets.cs; its parameters in the order in which it declares them."""

    def __init__(self):
        super().__init__()
        self.sky = torch.nn.Linear(3, 6)
        self.ware = torch.nn.Embedding(9, 5)
        self.week = torch.nn.Embedding(7, 4)
        self.hidden = torch.nn.Linear(20, 8)
        self.output = torch.nn.Linear(8, 3)
        with torch.no_grad():
            for number, parameter in enumerate(self.parameters()):
                parameter.copy_(normal(10 + number, *parameter.shape) * 0.5)

    def forward(self, weather, goods, day):
        joined = torch.cat([self.ware(goods).flatten(1), torch.tanh(self.sky(weather)), self.week(day).flatten(1)], 1)
        return self.output(F.relu(self.hidden(joined)))


def flat(tensors):
    return torch.cat([tensor.flatten() for tensor in tensors])


def train(optimizer, batch, y):
    network = TwoInputs()
    rule = optimizer(network.parameters())
    losses = []
    for _ in range(STEPS):
        rule.zero_grad()
        loss = F.cross_entropy(network(*batch), y)
        loss.backward()
        losses.append(loss.item())
        rule.step()
    return {"losses": losses, "parameters": flat(network.parameters())}


def record():
    network = TwoInputs()
    weather = normal(1, ROWS, 3).requires_grad_()
    goods = torch.randint(9, (ROWS, 2), generator=generator(2))
    day = torch.randint(7, (ROWS, 1), generator=generator(3))
    y = one_hot(torch.randint(3, (ROWS,), generator=generator(4)), 3)
    logits = network(weather, goods, day)
    loss = F.cross_entropy(logits, y)
    *gradient, by_weather = torch.autograd.grad(loss, [*network.parameters(), weather])
    batch = (weather.detach(), goods, day)
    return {"embeddings": [{
        "name": "TwoInputs", "inputs": torch.cat([single(weather.detach()), goods, day], 1), "targets": y,
        "parameters": flat(TwoInputs().parameters()), "predictions": torch.softmax(logits, 1), "value": loss,
        "gradient": flat(gradient), "weatherGradient": by_weather,
        "sgd": train(lambda p: torch.optim.SGD(p, lr=0.1), batch, y),
        "momentum": train(lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9), batch, y),
        "adagrad": train(lambda p: torch.optim.Adagrad(p, lr=0.05), batch, y),
        "adam": train(lambda p: torch.optim.Adam(p, lr=1e-2), batch, y),
    }]}
