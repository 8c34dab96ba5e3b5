#!/usr/bin/env python3
"""Records ONNX's own operator tests for tests/GenNet.Tests/Parity/OnnxTests.cs, so that running them needs neither ONNX nor protobuf.

    /usr/bin/python3 scripts/onnx/record.py

Source: the node tests of ONNX 1.12 (https://github.com/onnx/onnx, onnx/backend/test/data/node; Copyright ONNX Project Contributors,
licence Apache-2.0, see src/Onnx/LICENSE), as Debian's libonnx-testdata installs them; read with Debian's python3-onnx. The numbers are
copied as they are. Debian's copyright file names the Expat licence that ONNX had before: the project was relicensed in 2020 and 2021
(onnx/onnx#2781, onnx/steering-committee#43), and the files of 1.12 themselves, the tests' sources among them, say
"SPDX-License-Identifier: Apache-2.0".

Every test of the operators below is recorded, a line each. The `_expanded` ones are not: they have the data of the test without the
suffix, for another graph. Of tests with more than LARGEST numbers the shapes alone are recorded.
"""
import json
import pathlib

import onnx
from onnx import numpy_helper

SOURCE = pathlib.Path("/usr/share/libonnx-testdata/data/node")
TARGET = pathlib.Path(__file__).resolve().parents[2] / "tests" / "GenNet.Tests" / "Parity" / "recorded" / "onnx.json"
LARGEST = 2000
OPERATORS = {
    "Identity", "Sigmoid", "Tanh", "Atan", "Relu", "LeakyRelu", "PRelu", "ThresholdedRelu", "Elu", "Selu", "Celu", "Softplus", "Softsign",
    "HardSigmoid", "HardSwish", "Exp", "Softmax", "LogSoftmax", "Gemm", "MatMul", "SoftmaxCrossEntropyLoss", "NegativeLogLikelihoodLoss",
    "Adam", "Adagrad", "Momentum",
}


def tensor(path):
    proto = onnx.TensorProto()
    proto.ParseFromString(path.read_bytes())
    return numpy_helper.to_array(proto)


def plain(array, with_values):
    # The shortest digits that read back to the same number of its own type.
    values = [float(str(value)) if array.dtype.kind == "f" else int(value) for value in array.flat] if with_values else None
    return {"shape": list(array.shape), "values": values}


def attribute(a):
    value = onnx.helper.get_attribute_value(a)
    return value.decode() if isinstance(value, bytes) else value


def case(folder):
    nodes = onnx.load(folder / "model.onnx").graph.node
    if len(nodes) != 1 or nodes[0].op_type not in OPERATORS or folder.name.endswith("_expanded"):
        return None
    data = folder / "test_data_set_0"
    count = {kind: len(list(data.glob(f"{kind}_*.pb"))) for kind in ("input", "output")}
    try:
        tensors = {kind: [tensor(data / f"{kind}_{i}.pb") for i in range(n)] for kind, n in count.items()}
    except Exception:   # a sequence or an optional value
        return None
    size = sum(array.size for arrays in tensors.values() for array in arrays)
    return {
        "name": folder.name.removeprefix("test_"),
        "operator": nodes[0].op_type,
        "attributes": {a.name: attribute(a) for a in nodes[0].attribute},
        "inputs": [plain(array, size <= LARGEST) for array in tensors["input"]],
        "outputs": [plain(array, size <= LARGEST) for array in tensors["output"]],
    }


def main():
    cases = [case for case in map(case, sorted(SOURCE.iterdir())) if case]
    lines = ",\n".join(json.dumps(case, separators=(",", ":"), allow_nan=False) for case in cases)
    TARGET.write_bytes(f"[\n{lines}\n]\n".encode("ascii"))
    print(f"{TARGET.name}: {len(cases)} cases, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
