#!/usr/bin/env python3
"""Writes small models of Neural Amp Modeler and RTNeural, with what they make of a stream, for tests/GenNet.Generator.Tests/StreamModels.

    /usr/bin/python3 scripts/interop/stream_models.py

The weights are drawn. The outputs are computed in float64 from the formulas of the formats, those of Neural Amp Modeler by NumPy and those
of RTNeural by PyTorch (Debian: python3-torch); no code of either project takes part. A second run writes the same bytes.
"""
import json
import os

import numpy as np
import torch

FOLDER = os.path.join(os.path.dirname(__file__), "../../tests/GenNet.Generator.Tests/StreamModels/models")
FRAMES = 150
ACTIVATIONS = {
    "Tanh": np.tanh,
    "Hardtanh": lambda x: np.clip(x, -1, 1),
    "ReLU": lambda x: np.maximum(x, 0),
    "Sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "SiLU": lambda x: x / (1 + np.exp(-x)),
    "Hardswish": lambda x: x * np.clip(x + 3, 0, 6) / 6,
    "Softsign": lambda x: x / (1 + np.abs(x)),
}


class Drawn:
    """Weights in the order in which they are asked for, rounded to float32 as trainers write them."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)
        self.taken = []

    def __call__(self, *shape, size=0.5):
        values = (self.random.standard_normal(shape) * size).astype(np.float32)
        self.taken += [float(value) for value in values.reshape(-1)]
        return values.astype(np.float64)


def activation(config):
    if isinstance(config, str):
        return ACTIVATIONS[config]
    if config["type"] == "LeakyHardtanh":
        low, high = config["min_val"], config["max_val"]
        below, above = config["min_slope"], config["max_slope"]
        return lambda x: np.clip(x, low, high) + below * np.minimum(x - low, 0) + above * np.maximum(x - high, 0)
    if "negative_slopes" in config:
        slopes = np.array(config["negative_slopes"])
        return lambda x: np.where(x > 0, x, x * slopes)
    slope = config.get("negative_slope")
    return ACTIVATIONS[config["type"]] if slope is None else lambda x: np.where(x > 0, x, x * slope)


def drawn_convolution(draw, inputs, channels, kernel=1, dilation=1, groups=1, bias=True):
    """A function from [frames x inputs] to [frames x channels], with zeros before the first frame."""
    inputs //= groups
    weights = draw(channels, inputs, kernel, size=0.7 / np.sqrt(inputs * kernel))
    offset = draw(channels, size=0.1) if bias else 0
    past = (kernel - 1) * dilation
    each = channels // groups

    def apply(x):
        padded = np.concatenate([np.zeros((past, x.shape[1])), x])
        outputs = np.zeros((len(x), channels))
        for frame in range(len(x)):
            for group in range(groups):
                own = slice(group * each, (group + 1) * each)
                for tap in range(kernel):
                    seen = padded[frame + tap * dilation, group * inputs:(group + 1) * inputs]
                    outputs[frame, own] += weights[own, :, tap] @ seen
        return outputs + offset

    return apply


def convolution(draw, x, *sizes, **more):
    return drawn_convolution(draw, x.shape[1], *sizes, **more)(x)


def drawn_film(draw, config, condition, units):
    """A function from x to x scale(condition) + shift(condition); x itself where there is none."""
    if not config or not config.get("active", True):
        return lambda x: x
    shifts = config.get("shift", True)
    both = drawn_convolution(draw, condition.shape[1], 2 * units if shifts else units, groups=config.get("groups", 1))(condition)
    return lambda x: x * both[:, :units] + (both[:, units:] if shifts else 0)


def lstm_layer(draw, x, units):
    weights, bias = draw(4 * units, x.shape[1] + units), draw(4 * units)
    h, c = draw(units), draw(units)
    outputs = []
    for frame in x:
        i, f, g, o = np.split(weights @ np.concatenate([frame, h]) + bias, 4)
        sigmoid = ACTIVATIONS["Sigmoid"]
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        outputs.append(h)
    return np.array(outputs)


def nam_lstm(seed, x, layers, units, version):
    draw = Drawn(seed)
    h = x
    for _ in range(layers):
        h = lstm_layer(draw, h, units)
    outputs = h @ draw(1, units).T + draw(1)
    config = {"input_size": 1, "hidden_size": units, "num_layers": layers}
    return model("LSTM", config, draw.taken, version), outputs


def each(value, count):
    return value if isinstance(value, list) else [value] * count


def wavenet(seed, x, config, condition=None, version="0.7.0"):
    draw = Drawn(seed)
    condition = x if condition is None else condition
    head, signal = 0, x
    for array in config["layers"]:
        count = len(array["dilations"])
        channels = array["channels"]
        units = array.get("bottleneck", channels)
        signal = convolution(draw, signal, channels, bias=False)
        kernels = each(array.get("kernel_sizes", array.get("kernel_size")), count)
        modes = each(array.get("gating_mode", "gated" if array.get("gated") else "none"), count)
        seconds = each(array.get("secondary_activation"), count)
        layer1x1, head1x1 = array.get("layer1x1", {"active": True, "groups": 1}), array.get("head1x1", {"active": False})
        for layer in range(count):
            sums = units if modes[layer] == "none" else 2 * units
            conv = drawn_convolution(draw, channels, sums, kernels[layer], array["dilations"][layer], array.get("groups_input", 1))
            mixin = drawn_convolution(draw, condition.shape[1], sums, groups=array.get("groups_input_mixin", 1), bias=False)
            residual = drawn_convolution(draw, units, channels, groups=layer1x1["groups"]) if layer1x1["active"] else None
            of_head = drawn_convolution(draw, units, head1x1["out_channels"], groups=head1x1["groups"]) if head1x1["active"] else None
            sizes = {"conv_pre": channels, "conv_post": sums, "input_mixin_pre": condition.shape[1], "input_mixin_post": sums,
                     "activation_pre": sums, "activation_post": units, "layer1x1_post": channels,
                     "head1x1_post": head1x1.get("out_channels")}
            film = {place: drawn_film(draw, array.get(f"{place}_film"), condition, size) for place, size in sizes.items()}
            z = film["conv_post"](conv(film["conv_pre"](signal)))
            z = film["activation_pre"](z + film["input_mixin_post"](mixin(film["input_mixin_pre"](condition))))
            first, x_of_z = activation(each(array["activation"], count)[layer]), z[:, :units]
            a = first(x_of_z)
            if modes[layer] != "none":
                gate = activation(seconds[layer] or "Sigmoid")(z[:, units:])
                a = a * gate if modes[layer] == "gated" else gate * a + (1 - gate) * x_of_z
            a = film["activation_post"](a)
            if residual:
                signal = signal + film["layer1x1_post"](residual(a))
            head = head + (film["head1x1_post"](of_head(a)) if of_head else a)
        own = array.get("head")
        if own:
            head = convolution(draw, head, own["out_channels"], own["kernel_size"], bias=own["bias"])
        else:
            head = convolution(draw, head, array["head_size"], bias=array["head_bias"])
    scale = np.float64(np.float32(config["head_scale"]))
    stack = config.get("head")
    if stack:
        head = head * scale
        for i, kernel in enumerate(stack["kernel_sizes"]):
            channels = stack["out_channels" if i == len(stack["kernel_sizes"]) - 1 else "channels"]
            head = convolution(draw, activation(stack["activation"])(head), channels, kernel)
        outputs = head
    else:
        outputs = head * scale
    return model("WaveNet", config, draw.taken + [float(scale)], version), outputs


def model(architecture, config, weights, version):
    return {"version": version, "metadata": {"loudness": -20.0}, "architecture": architecture, "config": config, "weights": weights,
            "sample_rate": 48000}


def a1(x):
    array = {"condition_size": 1, "activation": "Tanh"}
    return wavenet(11, x, {
        "layers": [
            {"input_size": 1, "head_size": 2, "channels": 4, "kernel_size": 3, "dilations": [1, 2, 4], "gated": False, "head_bias": False,
             **array},
            {"input_size": 4, "head_size": 1, "channels": 2, "kernel_size": 3, "dilations": [8, 1], "gated": True, "head_bias": True,
             **array},
        ],
        "head": None, "head_scale": 0.02,
    }, version="0.5.4")


def a2_array(channels):
    off = {"active": False, "shift": True, "groups": 1}
    count = 3
    return {
        "input_size": 1, "condition_size": 1, "head": {"out_channels": 1, "kernel_size": 16, "bias": True}, "channels": channels,
        "kernel_sizes": [6, 15, 6], "dilations": [1, 3, 7], "activation": [{"type": "LeakyReLU", "negative_slope": 0.01}] * count,
        "bottleneck": channels, "head1x1": {"active": False, "out_channels": 1, "groups": 1}, "layer1x1": {"active": True, "groups": 1},
        "groups_input": 1, "groups_input_mixin": 1, "gating_mode": ["none"] * count, "secondary_activation": [None] * count,
        "slimmable": None,
        **{f"{place}_film": off for place in ("conv_pre", "conv_post", "input_mixin_pre", "input_mixin_post", "activation_pre",
                                             "activation_post", "layer1x1_post", "head1x1_post")},
    }


def a2(x):
    """A container of two sizes, of which the last is the whole."""
    small, _ = wavenet(12, x, {"layers": [a2_array(1)], "head": None, "head_scale": 0.01})
    whole, outputs = wavenet(13, x, {"layers": [a2_array(3)], "head": None, "head_scale": 0.01})
    submodels = [{"max_value": 0.5, "model": small}, {"max_value": 1.0, "model": whole}]
    return model("SlimmableContainer", {"submodels": submodels}, [], "0.7.0"), outputs


def features(x):
    """All else that the configuration of A2 has and GenNet's layers express."""
    condition_model, condition = wavenet(14, x, {
        "layers": [{"input_size": 1, "condition_size": 1, "head_size": 2, "channels": 3, "kernel_size": 2, "dilations": [1, 3],
                    "activation": "Softsign", "gated": False, "head_bias": True}],
        "head_scale": 0.5})
    whole, outputs = wavenet(15, x, {
        "condition_dsp": condition_model, "in_channels": 1,
        "layers": [
            {"input_size": 1, "condition_size": 2, "channels": 6, "bottleneck": 4, "kernel_size": 3, "dilations": [1, 2, 5],
             "activation": ["Tanh", {"type": "PReLU", "negative_slopes": [0.25, 0.5, 0.0, 1.5]}, {"type": "Hardtanh"}],
             "gating_mode": ["gated", "none", "gated"],
             "secondary_activation": ["SiLU", None, {"type": "LeakyReLU", "negative_slope": 0.5}],
             "groups_input": 2, "groups_input_mixin": 2, "layer1x1": {"active": True, "groups": 2},
             "head1x1": {"active": True, "out_channels": 5, "groups": 1},
             "head": {"out_channels": 4, "kernel_size": 2, "bias": False}},
            {"input_size": 6, "condition_size": 2, "channels": 4, "kernel_sizes": [2, 1], "dilations": [3, 1],
             "activation": "Hardswish", "layer1x1": {"active": False, "groups": 1}, "head_size": 3, "head_bias": True},
        ],
        "head": {"channels": 4, "out_channels": 2, "kernel_sizes": [3, 2], "activation": "Sigmoid"}, "head_scale": 0.75,
    }, condition)
    return whole, outputs


def films(x):
    """Feature-wise modulation in every place, gates that blend, and activations that no gate of GenNet's computes at once."""
    leaky = {"type": "LeakyHardtanh", "min_val": -0.5, "max_val": 0.75, "min_slope": 0.125, "max_slope": 0.0625}
    on, scale = {"active": True, "shift": True, "groups": 1}, {"active": True, "shift": False}
    grouped = {"active": True, "groups": 2}
    return wavenet(16, x, {
        "in_channels": 2,
        "layers": [
            {"input_size": 2, "condition_size": 2, "channels": 4, "bottleneck": 2, "kernel_size": 3, "dilations": [1, 2],
             "activation": ["Tanh", leaky], "gating_mode": "blended", "secondary_activation": ["Sigmoid", "Hardtanh"],
             "layer1x1": {"active": True, "groups": 1}, "head1x1": {"active": True, "out_channels": 3, "groups": 1}, "head_size": 3,
             "head_bias": True, "conv_pre_film": grouped, "conv_post_film": on, "input_mixin_pre_film": scale,
             "input_mixin_post_film": on, "activation_pre_film": grouped, "activation_post_film": scale, "layer1x1_post_film": on,
             "head1x1_post_film": on},
            {"input_size": 4, "condition_size": 2, "channels": 3, "kernel_size": 2, "dilations": [3, 1, 1],
             "activation": [leaky, {"type": "PReLU", "negative_slopes": [0.25, 0.5, 0.125]}, "ReLU"],
             "gating_mode": ["none", "gated", "gated"], "secondary_activation": [None, "Sigmoid", leaky], "head_size": 1,
             "head_bias": False, "activation_post_film": on},
        ],
        "head": None, "head_scale": 0.5,
    })


def drawn_module(seed, module, size=0.4):
    random = np.random.default_rng(seed)
    for parameter in module.parameters():
        parameter.data = torch.tensor((random.standard_normal(tuple(parameter.shape)) * size).astype(np.float32)).double()
    return module


def lists(tensor):
    return tensor.detach().numpy().tolist()


def swapped(tensor):
    """The gates r, z, n of PyTorch as Keras has them, z, r, h, and back."""
    r, z, n = tensor.chunk(3)
    return torch.cat([z, r, n])


def keras(inputs, layers):
    return {"in_shape": [None, None, inputs], "layers": layers}


def entry(kind, units, weights, activation="", **more):
    return {"type": kind, "activation": activation, "shape": [None, None, units], **more, "weights": weights}


def conv_entry(module, activation=""):
    return entry(
        "conv1d", module.out_channels, [lists(module.weight.permute(2, 1, 0)), lists(module.bias)], activation,
        kernel_size=[module.kernel_size[0]], dilation=[module.dilation[0]], groups=module.groups)


def causal(module, x):
    past = (module.kernel_size[0] - 1) * module.dilation[0]
    return module(torch.nn.functional.pad(x.T, (past, 0))[None])[0].T


def keras_layers(x):
    first = drawn_module(21, torch.nn.Linear(2, 4))
    conv = drawn_module(22, torch.nn.Conv1d(4, 6, 3, dilation=2))
    grouped = drawn_module(23, torch.nn.Conv1d(6, 4, 2, groups=2))
    last = drawn_module(24, torch.nn.Linear(4, 3))
    random = np.random.default_rng(25)
    draw = lambda *shape: torch.tensor(random.standard_normal(shape).astype(np.float32)).double()
    gamma, beta, mean, variance, slopes = draw(6), draw(6), draw(6), draw(6).abs() + 0.5, draw(6)
    narrow = draw(4).abs() + 0.1
    y = torch.tanh(first(x))
    y = torch.relu(causal(conv, y))
    y = (y - mean) / torch.sqrt(variance + 1e-3) * gamma + beta
    y = torch.where(y > 0, y, y * slopes)
    y = causal(grouped, y)
    y = torch.where(y > 0, y, y * 0.25)
    y = y / torch.sqrt(narrow + 1e-4)
    y = torch.nn.functional.elu(last(y))
    return keras(2, [
        entry("dense", 4, [lists(first.weight.T), lists(first.bias)], "tanh"),
        conv_entry(conv, "relu"),
        entry("batchnorm", 6, [lists(gamma), lists(beta), lists(mean), lists(variance)], epsilon=1e-3),
        entry("prelu", 6, [[lists(slopes)]]),
        conv_entry(grouped),
        entry("prelu", 4, [[[0.25]]]),
        entry("batchnorm", 4, [[0.0] * 4, lists(narrow)], epsilon=1e-4),
        entry("time-distributed-dense", 3, [lists(last.weight.T), lists(last.bias)], "elu"),
        entry("activation", 3, [], "softmax"),
    ]), torch.softmax(y, -1)


def keras_gru(x):
    gru, dense = drawn_module(31, torch.nn.GRU(2, 5)), drawn_module(32, torch.nn.Linear(5, 1))
    far = torch.tensor([100.0, -50.0], dtype=torch.float64)
    deviation = torch.tensor([4.0, 0.25], dtype=torch.float64)
    y = x * torch.sqrt(deviation) / torch.sqrt(deviation + 1e-3)
    shift = entry("batchnorm", 2, [lists(torch.sqrt(deviation)), lists(far), [0.0, 0.0], [0.999, 0.999]], epsilon=1e-3)
    return keras(2, [
        shift,
        entry("batchnorm", 2, [lists(far), lists(deviation)], epsilon=1e-3),
        entry("gru", 5, [
            lists(swapped(gru.weight_ih_l0).T), lists(swapped(gru.weight_hh_l0).T),
            [lists(swapped(gru.bias_ih_l0)), lists(swapped(gru.bias_hh_l0))]], "tanh"),
        entry("dense", 1, [lists(dense.weight.T), lists(dense.bias)], "sigmoid"),
    ]), torch.sigmoid(dense(gru(y)[0]))


def keras_lstm(x):
    lstm, dense = drawn_module(41, torch.nn.LSTM(2, 4)), drawn_module(42, torch.nn.Linear(4, 1))
    bias = lstm.bias_ih_l0 + lstm.bias_hh_l0
    return keras(2, [
        entry("lstm", 4, [lists(lstm.weight_ih_l0.T), lists(lstm.weight_hh_l0.T), lists(bias)], "tanh"),
        entry("dense", 1, [lists(dense.weight.T), lists(dense.bias)]),
    ]), dense(lstm(x)[0])


def state_dict(x):
    modules = torch.nn.ModuleDict({"lstm": torch.nn.LSTM(2, 6), "lstm2": torch.nn.LSTM(6, 3, num_layers=2), "dense": torch.nn.Linear(3, 2)})
    drawn_module(51, modules)
    y = modules["lstm2"](modules["lstm"](x)[0])[0]
    return {name: lists(tensor) for name, tensor in modules.state_dict().items()}, modules["dense"](y)


def guitarml(x):
    modules = torch.nn.ModuleDict({"rec": torch.nn.GRU(1, 4), "lin": torch.nn.Linear(4, 1)})
    drawn_module(61, modules)
    data = {"model": "SimpleRNN", "input_size": 1, "skip": 1, "output_size": 1, "unit_type": "GRU", "num_layers": 1, "hidden_size": 4}
    tensors = {name: lists(tensor) for name, tensor in modules.state_dict().items()}
    return {"model_data": data, "state_dict": tensors}, modules["lin"](modules["rec"](x)[0]) + x


def write(name, content, inputs, outputs):
    with open(os.path.join(FOLDER, name), "w") as file:
        json.dump(content, file, separators=(",", ":"))
        file.write("\n")
    brief = lambda values: [float(f"{value:.9g}") for value in np.asarray(values).reshape(-1)]
    with open(os.path.join(FOLDER, name + ".recorded"), "w") as file:
        json.dump({"inputs": brief(inputs), "outputs": brief(outputs)}, file, separators=(",", ":"))
        file.write("\n")


def main():
    os.makedirs(FOLDER, exist_ok=True)
    random = np.random.default_rng(1)
    draw = lambda inputs: (random.standard_normal((FRAMES, inputs)) * 0.5).astype(np.float32).astype(np.float64)
    mono, pair = draw(1), draw(2)
    for name, make in {
        "lstm.nam": lambda x: nam_lstm(2, x, 1, 3, "0.5.0"), "lstm-deep.nam": lambda x: nam_lstm(3, x, 2, 17, "0.6.1"),
        "wavenet-a1.nam": a1, "wavenet-a2.nam": a2, "wavenet-features.nam": features,
    }.items():
        content, outputs = make(mono)
        write(name, content, mono, outputs)
    content, outputs = films(pair)
    write("wavenet-films.nam", content, pair, outputs)
    with torch.no_grad():
        for name, make, x in (("keras-layers.json", keras_layers, pair), ("keras-gru.json", keras_gru, pair),
                              ("keras-lstm.json", keras_lstm, pair), ("state-dict.json", state_dict, pair),
                              ("guitarml.json", guitarml, mono)):
            content, outputs = make(torch.tensor(x))
            write(name, content, x, outputs.numpy())


if __name__ == "__main__":
    main()
