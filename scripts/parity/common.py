"""What every recording shares: where it goes, how numbers are drawn and how they are written."""
import json
import math
import pathlib

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)    # one order of summation

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "tests" / "GenNet.Tests" / "Parity" / "recorded"


def single(values):
    """Rounds to float32, so that a float32 network can start from exactly the recorded numbers."""
    return torch.as_tensor(values, dtype=torch.float64).float().double()


def generator(seed):
    return torch.Generator().manual_seed(seed)


def normal(seed, *shape):
    return single(torch.randn(*shape, generator=generator(seed)))


def uniform(seed, *shape):
    return single(torch.rand(*shape, generator=generator(seed)))


def one_hot(labels, classes):
    return torch.nn.functional.one_hot(torch.as_tensor(labels), classes).double()


def plain(value):
    """As JSON has it: shortest digits that read back to the same double (17 at most), infinities and NaN as strings."""
    if isinstance(value, torch.Tensor):
        return plain(value.detach().tolist())
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def write(name, cases):
    """An array with a case a line, so that a difference between two recordings is readable."""
    lines = ",\n".join(json.dumps(plain(case), separators=(",", ":"), allow_nan=False) for case in cases)
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.json"
    path.write_bytes(f"[\n{lines}\n]\n".encode("ascii"))
    print(f"{path.name}: {len(cases)} cases, {path.stat().st_size:,} bytes")
