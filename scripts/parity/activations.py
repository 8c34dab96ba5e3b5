"""Activations: values and derivatives, and for those over the whole layer the Jacobian and products with it."""
import torch
import torch.nn.functional as F

from common import normal, single

_ENDS = [1e4, 100, 30, 20, 10, 6, 3.5, 3, 2, 1.5, 1, 0.5, 0.1, 1e-3, 1e-8, 1e-30]
X = torch.sort(torch.cat([single(_ENDS), -single(_ENDS), single([0, 0.25, 0.7, 1.2, 4.75, -0.35, -0.9, -2.25, -5.5])])).values


def softplus(x):
    """log(1 + exp(x)) at every x; with the default threshold of 20 digits are lost above that."""
    return F.softplus(x, threshold=40)


def elu(x, alpha, width=1.0):
    """PyTorch 1.13 subtracts 1 from exp(x), which leaves nothing of a small x."""
    return F.relu(x) + alpha * torch.expm1(x.clamp(max=0) / width)


def gelu(x):
    """1 + erf(x) cancels far below zero; erfc(-x) is the same number."""
    return x / 2 * torch.erfc(-x / 2 ** 0.5)


def gelu_tanh(x):
    """(1 + tanh(u)) / 2 cancels as well; sigmoid(2 u) does not."""
    return x * torch.sigmoid(2 * (2 / torch.pi) ** 0.5 * (x + 0.044715 * x ** 3))


def tanh_shrink(x):
    """x - tanh(x) cancels around zero; there its series."""
    series = x ** 3 / 3 - 2 * x ** 5 / 15 + 17 * x ** 7 / 315 - 62 * x ** 9 / 2835
    return torch.where(x.abs() < 0.02, series, F.tanhshrink(x))


def hard_sigmoid(x):
    """PyTorch 1.13 differentiates by a 1/6 that has been rounded to float32."""
    return F.relu6(x + 3) / 6


SELU_ALPHA, SELU_SCALE = 1.6732632423543772848170429916717, 1.0507009873554804934193349852946

# name, alpha, function
ELEMENTWISE = [
    ("Identity", None, lambda x, a: x * 1),
    ("BinaryStep", None, lambda x, a: (x > 0).to(x.dtype) + 0 * x),
    ("Sigmoid", None, lambda x, a: torch.sigmoid(x)),
    ("LogSigmoid", None, lambda x, a: F.logsigmoid(x)),
    ("Tanh", None, lambda x, a: torch.tanh(x)),
    ("TanhShrink", None, lambda x, a: tanh_shrink(x)),
    ("ArcTan", None, lambda x, a: torch.atan(x)),
    ("ReLU", None, lambda x, a: F.relu(x)),
    ("ReLU6", None, lambda x, a: F.relu6(x)),
    ("LeakyReLU", 0.01, F.leaky_relu),
    ("LeakyReLU", 0.2, F.leaky_relu),
    ("PReLU", 0.25, lambda x, a: torch.where(x > 0, x, a * x)),
    ("PReLU", -0.5, lambda x, a: torch.where(x > 0, x, a * x)),
    ("ELU", 1.0, elu),
    ("ELU", 0.5, elu),
    ("SELU", None, lambda x, a: SELU_SCALE * elu(x, SELU_ALPHA)),
    ("CELU", 1.0, lambda x, a: elu(x, a, width=a)),
    ("CELU", 0.5, lambda x, a: elu(x, a, width=a)),
    ("GELU", None, lambda x, a: gelu(x)),
    ("GELUTanh", None, lambda x, a: gelu_tanh(x)),
    ("SiLU", None, lambda x, a: F.silu(x)),
    ("Mish", None, lambda x, a: F.mish(x)),
    ("Softplus", None, lambda x, a: softplus(x)),
    ("Softsign", None, lambda x, a: F.softsign(x)),
    ("HardSigmoid", None, lambda x, a: hard_sigmoid(x)),
    ("HardTanh", None, lambda x, a: F.hardtanh(x)),
    ("HardSwish", None, lambda x, a: F.hardswish(x)),
    ("Exponential", None, lambda x, a: torch.exp(x)),
]

# PyTorch's own function, where another expression of it is recorded because it keeps more digits.
TORCHS = {
    "TanhShrink": lambda x, a: F.tanhshrink(x),
    "PReLU": lambda x, a: F.prelu(x, torch.tensor([a])),
    "ELU": F.elu,
    "SELU": lambda x, a: F.selu(x),
    "CELU": F.celu,
    "GELU": lambda x, a: F.gelu(x),
    "GELUTanh": lambda x, a: F.gelu(x, approximate="tanh"),
    "Softplus": lambda x, a: F.softplus(x),
}

# The left derivative at the kinks where PyTorch's is another one.
LEFT = {"ReLU6": {6.0: 1.0}, "HardSigmoid": {3.0: 1 / 6}, "HardTanh": {1.0: 1.0}, "HardSwish": {-3.0: 0.0, 3.0: 1.5}}

LAYERWISE = [("Softmax", torch.softmax), ("LogSoftmax", torch.log_softmax)]

VECTORS = [
    single([0, 0, 0, 0, 0]),
    single([0.5, -1.25, 2, 0.1, -0.3]),
    single([1000, 1001, 1002, 999.5, 998]),
    single([-1e4, 1e4, 0, 30, -30]),
    single([1e-8, -1e-8, 1e-30, 0, -1e-30]),
    single([88, -88, 20, -100, 87.5]),
    normal(101, 5),
    normal(102, 5) * 4,
]


def differentiate(function, alpha):
    x = X.clone().requires_grad_()
    value = function(x, alpha)
    return value.detach(), torch.autograd.grad(value.sum(), x)[0]


def elementwise(name, alpha, function):
    value, derivative = differentiate(function, alpha)
    if name in TORCHS:
        for ours, torchs in zip((value, derivative), differentiate(TORCHS[name], alpha)):
            torch.testing.assert_close(ours, torchs, rtol=1e-8, atol=1e-13)
    differing = []
    for kink, left in LEFT.get(name, {}).items():
        at = (X == kink).nonzero().item()
        assert derivative[at] != left, f"{name}: PyTorch agrees at {kink}; drop the exception"
        differing.append({"x": kink, "torch": derivative[at].item()})
        derivative[at] = left
    case = {"name": name, "alpha": alpha, "x": X, "value": value, "derivative": derivative}
    if differing:
        case["note"] = {"leftDerivativeInsteadOfTorchs": differing}
    if name == "PReLU":
        a = torch.full_like(X, alpha).requires_grad_()
        case["derivativeByAlpha"], = torch.autograd.grad(function(X, a).sum(), a)
    return case


def layerwise(name, function, z):
    call = lambda v: function(v, -1)
    jacobian = torch.autograd.functional.jacobian(call, z)
    v = normal(103, 3, z.numel())
    products = [torch.autograd.functional.vjp(call, z, row)[1] for row in v]
    return {"name": name, "z": z, "value": call(z), "jacobian": jacobian, "cotangents": v, "products": torch.stack(products)}


def record():
    return {
        "activations": [elementwise(*case) for case in ELEMENTWISE],
        "layer-activations": [layerwise(name, function, z) for name, function in LAYERWISE for z in VECTORS],
    }
