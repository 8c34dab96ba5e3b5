#!/usr/bin/env python3
"""Records small ONNX models as other tools write them, and what they predict, for tests/GenNet.Generator.Tests/Onnx.

    /usr/bin/python3 scripts/onnx/models.py

- pytorch-*: written by torch.onnx.export of PyTorch 1.13 (Debian's python3-torch, with python3-onnx 1.12); outputs by PyTorch.
- keras-*: tf2onnx is no Debian package, so its graphs are built here after the form that it gives Keras models: MatMul and Add for a Dense,
  whose names come from the TensorFlow graph, activations as TensorFlow composes them; outputs by NumPy.
- sklearn-*: the same for skl2onnx (skl2onnx/operator_converters/multilayer_perceptron.py and scaler_op.py say the form); outputs by NumPy.

Beside the models, predictions.json has a line for each: inputs and outputs, row after row.
"""
import io
import json
import pathlib

import numpy as np
import onnx
import onnx.numpy_helper
import torch
from onnx import TensorProto, helper
from torch import nn

TARGET = pathlib.Path(__file__).resolve().parents[2] / "tests" / "GenNet.Generator.Tests" / "Onnx" / "models"
ROWS = 7
predictions = []


def record(name, model, inputs, outputs):
    onnx.checker.check_model(model)
    (TARGET / f"{name}.onnx").write_bytes(model.SerializeToString())
    predictions.append({
        "name": name,
        "inputs": np.asarray(inputs, dtype=np.float64).reshape(-1).tolist(),
        "outputs": np.asarray(outputs, dtype=np.float64).reshape(-1).tolist(),
    })


# --- PyTorch ---------------------------------------------------------------------------------------------------------------

def pytorch(name, module, *sample, dtype=torch.float32, batch=True, **options):
    module = module.to(dtype).eval()
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.add_(0.3 * torch.randn(parameter.shape, dtype=dtype))
    x = torch.randn(ROWS if batch else 1, *sample, dtype=dtype)
    file = io.BytesIO()
    axes = {"input": {0: "batch"}, "output": {0: "batch"}} if batch else None
    torch.onnx.export(
        module, x, file, input_names=["input"], output_names=["output"], dynamic_axes=axes, **{"opset_version": 17, **options})
    record(f"pytorch-{name}", onnx.load_from_string(file.getvalue()), x, module(x).detach())


class Images(nn.Module):
    """Images, normalised by channel statistics and flattened by a view, as many tutorials do."""

    def __init__(self, view):
        super().__init__()
        self.view = view
        self.hidden = nn.Linear(24, 8)
        self.norm = nn.BatchNorm1d(8)
        self.dropout = nn.Dropout(0.5)
        self.output = nn.Linear(8, 3, bias=False)
        self.register_buffer("deviation", torch.tensor([0.25, 0.5]).view(1, 2, 1, 1))

    def forward(self, x):
        x = (x - 0.4) / self.deviation
        x = self.view(x)
        return torch.log_softmax(self.output(self.dropout(torch.relu(self.norm(self.hidden(x))))), dim=1)


def record_pytorch():
    torch.manual_seed(1)
    activations = {
        "sigmoid": nn.Sigmoid(), "logsigmoid": nn.LogSigmoid(), "tanh": nn.Tanh(), "tanhshrink": nn.Tanhshrink(), "relu": nn.ReLU(),
        "relu6": nn.ReLU6(), "leakyrelu": nn.LeakyReLU(0.1), "prelu": nn.PReLU(), "prelu-units": nn.PReLU(6), "elu": nn.ELU(0.7),
        "selu": nn.SELU(), "celu": nn.CELU(0.6), "gelu": nn.GELU(), "gelu-tanh": nn.GELU(approximate="tanh"), "silu": nn.SiLU(),
        "mish": nn.Mish(), "softplus": nn.Softplus(), "softplus-beta": nn.Softplus(beta=2), "softsign": nn.Softsign(),
        "hardsigmoid": nn.Hardsigmoid(), "hardtanh": nn.Hardtanh(-0.4, 0.7), "hardswish": nn.Hardswish(), "softmax": nn.Softmax(dim=-1),
        "logsoftmax": nn.LogSoftmax(dim=1),
    }
    for name, activation in activations.items():
        pytorch(name, nn.Sequential(nn.Linear(4, 6), activation, nn.Linear(6, 2)), 4)
    pytorch("hardswish-opset11", nn.Sequential(nn.Linear(4, 6), nn.Hardswish(), nn.Linear(6, 2)), 4, opset_version=11)
    pytorch("softmax-opset9", nn.Sequential(nn.Linear(4, 6), nn.Softmax(dim=1), nn.Linear(6, 2)), 4, opset_version=9)
    pytorch("clip-opset9", nn.Sequential(nn.Linear(4, 6), nn.ReLU6(), nn.Linear(6, 2)), 4, opset_version=9)
    pytorch("double", nn.Sequential(nn.Linear(4, 6), nn.LeakyReLU(0.1), nn.Linear(6, 2), nn.Softmax(dim=1)), 4, dtype=torch.float64)
    pytorch("one-row", nn.Sequential(nn.Flatten(), nn.Linear(6, 3), nn.Tanh(), nn.Linear(3, 2)), 2, 3, batch=False)
    pytorch("no-folding", nn.Sequential(nn.Linear(4, 6, bias=False), nn.ReLU(), nn.Linear(6, 2)), 4, do_constant_folding=False)
    pytorch("images-flatten", Images(lambda x: torch.flatten(x, 1)), 2, 3, 4)
    pytorch("images-reshape", Images(lambda x: x.view(-1, 24)), 2, 3, 4)
    pytorch("images-view", Images(lambda x: x.view(x.size(0), -1)), 2, 3, 4)


class Residual(nn.Module):
    """A residual MLP as they are written since transformers: a normalisation before each branch, and one in the end."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(5, 6)
        self.norms = nn.ModuleList([nn.LayerNorm(6), nn.BatchNorm1d(6)])
        self.up = nn.ModuleList([nn.Linear(6, 8) for _ in range(2)])
        self.down = nn.ModuleList([nn.Linear(8, 6) for _ in range(2)])
        self.last = nn.LayerNorm(6)
        self.output = nn.Linear(6, 2)

    def forward(self, x):
        x = self.first(x)
        for norm, up, down in zip(self.norms, self.up, self.down):
            x = x + down(torch.nn.functional.gelu(up(norm(x))))
        return self.output(self.last(x))


class Store(nn.Module):
    """Two inputs: categories, each column with its table, and features."""

    def __init__(self):
        super().__init__()
        self.days, self.goods = nn.Embedding(7, 3), nn.Embedding(4, 2)
        self.layers = nn.Sequential(nn.Linear(8, 6), nn.ReLU(), nn.Linear(6, 2))

    def forward(self, categories, features):
        parts = [self.days(categories[:, 0]), self.goods(categories[:, 1]), features]
        return self.layers(torch.cat(parts, dim=1))


class ActorCritic(nn.Module):
    """Two heads on one body."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 6), nn.Tanh())
        self.policy, self.value = nn.Linear(6, 3), nn.Linear(6, 1)

    def forward(self, x):
        x = self.body(x)
        return torch.softmax(self.policy(x), dim=-1), self.value(x)


def record_graph(name, module, inputs, outputs):
    """A module of several inputs, or outputs, which stand side by side in the rows."""
    module.eval()
    for norm in (part for part in module.modules() if isinstance(part, nn.BatchNorm1d)):
        norm.running_mean.uniform_(-1, 1)
        norm.running_var.uniform_(0.5, 2)
    file = io.BytesIO()
    names = [*inputs, *outputs]
    torch.onnx.export(
        module, tuple(inputs.values()), file, input_names=list(inputs), output_names=outputs, opset_version=17,
        dynamic_axes={name: {0: "batch"} for name in names})
    results = module(*inputs.values())
    results = results if isinstance(results, tuple) else (results,)
    rows = [torch.cat([part.double() for part in parts], dim=1).detach() for parts in (inputs.values(), results)]
    record(f"pytorch-{name}", onnx.load_from_string(file.getvalue()), *rows)


def record_graphs():
    torch.manual_seed(2)
    record_graph("residual", Residual(), {"input": torch.randn(ROWS, 5)}, ["output"])
    categories = torch.stack([torch.randint(7, (ROWS,)), torch.randint(4, (ROWS,))], dim=1)
    record_graph("store", Store(), {"categories": categories, "features": torch.randn(ROWS, 3)}, ["sold"])
    record_graph("actor-critic", ActorCritic(), {"state": torch.randn(ROWS, 4)}, ["policy", "value"])


# --- Graphs by hand --------------------------------------------------------------------------------------------------------

def tensor(name, array, dtype=np.float32):
    return onnx.numpy_helper.from_array(np.asarray(array, dtype=dtype), name)


def model(nodes, initializers, inputs, outputs, producer, opset=15, domains=()):
    graph = helper.make_graph(nodes, producer, inputs, outputs, initializers)
    return helper.make_model(
        graph, producer_name=producer, ir_version=8,
        opset_imports=[helper.make_opsetid("", opset), *(helper.make_opsetid(domain, 1) for domain in domains)])


def value(name, *shape, dtype=TensorProto.FLOAT):
    return helper.make_tensor_value_info(name, dtype, shape)


class Keras:
    """A Sequential as tf2onnx writes it."""

    def __init__(self, seed, *sample):
        self.random = np.random.default_rng(seed)
        self.nodes, self.initializers = [], []
        self.sample, self.width, self.last, self.layers = sample, sample[-1], "input_1", 0

    def constant(self, name, array, dtype=np.float32):
        self.initializers.append(tensor(name, array, dtype))
        return name

    def node(self, operator, *inputs, name=None, **attributes):
        path = name or f"StatefulPartitionedCall/sequential/{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [f"{path}:0"], name=path, **attributes))
        return f"{path}:0"

    def dense(self, units, bias=True):
        layer = f"StatefulPartitionedCall/sequential/dense{f'_{self.layers}' if self.layers else ''}"
        self.layers += 1
        w = self.random.normal(size=(self.width, units)) / np.sqrt(self.width)
        b = self.random.normal(size=units)
        self.last = self.node("MatMul", self.last, self.constant(f"{layer}/MatMul/ReadVariableOp:0", w), name=f"{layer}/MatMul")
        if bias:
            self.last = self.node("Add", self.last, self.constant(f"{layer}/BiasAdd/ReadVariableOp:0", b), name=f"{layer}/BiasAdd")
        self.width = units
        return w.astype(np.float32).astype(np.float64), b.astype(np.float32).astype(np.float64)

    def record(self, name, predict):
        self.nodes[-1].output[0] = "dense_out"
        x = self.random.normal(size=(ROWS, *self.sample)).astype(np.float32)
        graph = model(self.nodes, self.initializers, [value("input_1", "unk__0", *self.sample)], [value("dense_out", "unk__1", self.width)], "tf2onnx")
        record(f"keras-{name}", graph, x, predict(x.astype(np.float64)))


def erf(x):
    return torch.erf(torch.tensor(x)).numpy()


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def record_keras():
    # Normalization, Flatten, Dense with relu, Dense with softmax; Dropout leaves nothing behind.
    k = Keras(2, 3, 4)
    mean, deviation = k.random.normal(size=(1, 1, 4)).astype(np.float32), k.random.uniform(0.5, 2, size=(1, 1, 4)).astype(np.float32)
    k.last = k.node("Sub", k.last, k.constant("mean", mean))
    k.last = k.node("Div", k.last, k.constant("Maximum", deviation))
    k.last = k.node("Reshape", k.last, k.constant("const_fold_opt__7", [-1, 12], np.int64))
    k.width = 12
    w1, b1 = k.dense(6)
    k.last = k.node("Relu", k.last)
    w2, b2 = k.dense(3)
    k.last = k.node("Softmax", k.last, axis=-1)
    k.record("mnist", lambda x: softmax(np.maximum(((x - mean) / deviation).reshape(-1, 12) @ w1 + b1, 0) @ w2 + b2))

    # Rescaling, then activations that TensorFlow composes: swish, gelu, hard_sigmoid of Keras 3, PReLU.
    k = Keras(3, 5)
    k.last = k.node("Mul", k.last, k.constant("rescale/scale", np.float32(1 / 255)))
    k.last = k.node("Add", k.last, k.constant("rescale/offset", np.float32(-0.5)))
    w1, b1 = k.dense(6)
    k.last = k.node("Mul", k.last, k.node("Sigmoid", k.last))
    w2, b2 = k.dense(6)
    erfs = k.node("Erf", k.node("Div", k.last, k.constant("Gelu/Cast_1/x", np.float32(np.sqrt(2)))))
    half = k.node("Mul", k.constant("Gelu/mul/x", np.float32(0.5)), k.last)
    k.last = k.node("Mul", half, k.node("Add", k.constant("Gelu/add/x", np.float32(1)), erfs))
    w3, b3 = k.dense(6)
    shifted = k.node("Add", k.last, k.constant("add/y", np.float32(3)))
    k.last = k.node("Mul", k.node("Min", k.node("Relu", shifted), k.constant("six", np.float32(6))), k.constant("sixth", np.float32(1 / 6)))
    w4, b4 = k.dense(4)
    alpha = k.random.normal(size=4).astype(np.float32)
    negative = k.node("Relu", k.node("Neg", k.last))
    k.last = k.node("Add", k.node("Relu", k.last), k.node("Mul", k.constant("p_re_lu/Neg:0", -alpha), negative))
    w5, b5 = k.dense(1)
    scale = np.float32(1 / 255)

    def composed(x):
        z = (x * scale - 0.5) @ w1 + b1
        z = (z * sigmoid(z)) @ w2 + b2
        z = (0.5 * z * (1 + erf(z / np.sqrt(2)))) @ w3 + b3
        z = (np.clip(z + 3, 0, 6) / 6) @ w4 + b4
        return np.where(z > 0, z, alpha * z) @ w5 + b5

    k.record("composed", composed)

    # gelu(approximate=True), where the cube is a power; mish; BatchNormalization after a Dense, folded to Mul and Add.
    k = Keras(4, 5)
    w1, b1 = k.dense(6, bias=False)
    gamma, beta = k.random.uniform(0.5, 2, size=6).astype(np.float32), k.random.normal(size=6).astype(np.float32)
    k.last = k.node("Mul", k.last, k.constant("batchnorm/mul", gamma))
    k.last = k.node("Add", k.last, k.constant("batchnorm/sub", beta))
    cube = k.node("Mul", k.constant("coeff", np.float32(0.044715)), k.node("Pow", k.last, k.constant("Pow/y", np.float32(3))))
    inner = k.node("Mul", k.constant("root", np.float32(np.sqrt(2 / np.pi))), k.node("Add", k.last, cube))
    outer = k.node("Add", k.constant("one", np.float32(1)), k.node("Tanh", inner))
    k.last = k.node("Mul", k.node("Mul", k.constant("half", np.float32(0.5)), k.last), outer)
    w2, b2 = k.dense(3)
    k.last = k.node("Mul", k.last, k.node("Tanh", k.node("Softplus", k.last)))

    def approximate(x):
        z = (x @ w1) * gamma + beta
        z = (0.5 * z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z ** 3)))) @ w2 + b2
        return z * np.tanh(np.log1p(np.exp(z)))

    k.record("approximate", approximate)


def sklearn(name, seed, sizes, output, scaler=None, zipmap=True, regressor=False):
    """A Pipeline of a scaler and a MLPClassifier or MLPRegressor, as skl2onnx writes it."""
    random = np.random.default_rng(seed)
    nodes, initializers, last, dtype = [], [], "X", np.float32

    def add(operator, inputs, result, **attributes):
        nodes.append(helper.make_node(operator, inputs, [result], name=f"{operator}_{len(nodes)}", **attributes))
        return result

    offset, scale = random.normal(size=sizes[0]), random.uniform(0.5, 2, size=sizes[0])
    if scaler == "Scaler":
        last = add("Scaler", [last], "variable", domain="ai.onnx.ml", offset=offset.tolist(), scale=scale.tolist())
        offset, scale = offset.astype(np.float32), scale.astype(np.float32)
    elif scaler == "div_cast":
        last = add("Cast", [last], "cast", to=TensorProto.DOUBLE)
        initializers.extend([tensor("Su_Subcst", offset, np.float64), tensor("Di_Divcst", 1 / scale, np.float64)])
        last = add("Div", [add("Sub", [last, "Su_Subcst"], "Su_C0"), "Di_Divcst"], "Di_C0")
        last = add("Cast", [last], "variable", to=TensorProto.FLOAT)
    weights = []
    last = add("Cast", [last], "cast_input", to=TensorProto.FLOAT)
    for i, (n, m) in enumerate(zip(sizes, sizes[1:])):
        w, b = (random.normal(size=(n, m)) / np.sqrt(n)).astype(dtype), random.normal(size=(1, m)).astype(dtype)
        weights.append((w.astype(np.float64), b.astype(np.float64)))
        initializers.extend([tensor(f"coefficient{i}", w), tensor(f"intercepts{i}", b)])
        last = add("Add", [add("MatMul", [last, f"coefficient{i}"], f"mul_result{i}"), f"intercepts{i}"], f"add_result{i}")
        last = add("Tanh" if i + 2 < len(sizes) else output, [last], f"next_activations{i}")

    def predict(x):
        a = (x - offset) * scale if scaler else x
        for i, (w, b) in enumerate(weights):
            z = a @ w + b
            a = np.tanh(z) if i + 1 < len(weights) else {"Softmax": softmax, "Sigmoid": sigmoid, "Identity": lambda z: z}[output](z)
        return np.hstack([1 - a, a]) if output == "Sigmoid" else a

    classes = max(2, sizes[-1])
    if regressor:
        initializers.append(tensor("shape_tensor", [-1, 1], np.int64))
        add("Reshape", [last, "shape_tensor"], "variable_out")
        outputs = [value("variable_out", None, sizes[-1])]
    else:
        probabilities = "probabilities"
        if output == "Sigmoid":
            initializers.append(tensor("unity", np.float32(1)))
            add("Concat", [add("Sub", ["unity", last], "negative_class_proba"), last], probabilities, axis=1)
        else:
            add("Identity", [last], probabilities)
        initializers.extend([tensor("classes", range(classes), np.int32), tensor("shape_tensor", [-1], np.int64)])
        label = add("ArgMax", [probabilities], "argmax_output", axis=1)
        label = add("ArrayFeatureExtractor", ["classes", label], "array_feature_extractor_result", domain="ai.onnx.ml")
        add("Cast", [add("Reshape", [label, "shape_tensor"], "reshaped_result")], "output_label", to=TensorProto.INT64)
        outputs = [value("output_label", None, dtype=TensorProto.INT64)]
        if zipmap:
            add("ZipMap", [probabilities], "output_probability", domain="ai.onnx.ml", classlabels_int64s=list(range(classes)))
            maps = onnx.ValueInfoProto(name="output_probability")
            kind = maps.type.sequence_type.elem_type.map_type
            kind.key_type, kind.value_type.tensor_type.elem_type = TensorProto.INT64, TensorProto.FLOAT
            outputs.append(maps)
        else:
            outputs.append(value(probabilities, None, classes))
    x = random.normal(size=(ROWS, sizes[0])).astype(np.float32)
    graph = model(nodes, initializers, [value("X", None, sizes[0])], outputs, "skl2onnx", domains=["ai.onnx.ml"])
    record(f"sklearn-{name}", graph, x, predict(x.astype(np.float64)))


def record_sklearn():
    sklearn("classifier", 5, (4, 8, 3), "Softmax", scaler="Scaler")
    sklearn("classifier-nozipmap", 6, (4, 8, 5, 3), "Softmax", zipmap=False)
    sklearn("binary", 7, (4, 8, 1), "Sigmoid", scaler="div_cast")
    sklearn("regressor", 8, (4, 8, 1), "Identity", scaler="Scaler", regressor=True)


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.onnx"):
        old.unlink()
    record_pytorch()
    record_graphs()
    record_keras()
    record_sklearn()
    lines = ",\n".join(json.dumps(case, separators=(",", ":"), allow_nan=False) for case in predictions)
    (TARGET / "predictions.json").write_bytes(f"[\n{lines}\n]\n".encode("ascii"))
    print(f"{len(predictions)} models, {sum(path.stat().st_size for path in TARGET.iterdir()):,} bytes")


if __name__ == "__main__":
    main()
