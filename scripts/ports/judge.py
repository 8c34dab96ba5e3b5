#!/usr/bin/env python3
"""Judges the kernels' inner loops for processors that are not at hand.

The JIT lists each loop, that for arm64 under qemu (run scripts/arm64/run.sh first), and llvm-mca counts the cycles of a turn, as if
all data were in the first cache. Prints cycles a multiply-add, of vectors as wide as the registers, and the limit of the ports. Needs
Debian's llvm-19: older versions take the Neoverses for a Cortex-A57.
"""
import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
ARM = ROOT / "artifacts/arm64"

# The processors, with the multiply-adds that they can start in a cycle.
PROCESSORS = {"znver3": 2, "skylake": 2, "neoverse-n1": 2, "neoverse-v1": 4, "apple-m1": 3}

# The program's paths: the command, the switch of the runtime, llvm's triple, the processors that have it.
ON_X64 = ["dotnet", ARM / "x64/GenNet.Paths.dll"]
ON_ARM64 = [ARM / "root/usr/bin/qemu-aarch64-static", "-L", ARM / "root", ARM / "program/GenNet.Paths"]
PATHS = {
    "256 bits, x64": (ON_X64, {"DOTNET_EnableAVX512": "0"}, "x86_64", ["znver3", "skylake"]),
    "128 bits, arm64": (
        ON_ARM64, {"DOTNET_EnableWriteXorExecute": "0", "DOTNET_GCHeapHardLimit": "0x40000000"}, "aarch64",
        ["neoverse-n1", "neoverse-v1", "apple-m1"]),
}

# The loops: the methods that have one, of which the loop with the most multiply-adds counts, as the hottest.
NETWORK = r"Paths_Wide33x150x10\.Layer1"
LOOPS = {
    "a tile, forward": rf"RegisterTile:Run\[.*ForwardOperands.*{NETWORK}",
    "a tile, weight gradient": rf"RegisterTile:Run\[.*WeightGradientOperands.*{NETWORK}",
    "a single row": rf"RowTile:Run\[.*{NETWORK}",
    "a straight line, forward": r"Unrolled7x9x6x3\.Network:Layer1Forward_0",
}

MULTIPLY_ADD = re.compile(r"^\s*(vfn?madd\w+p[sd]|fml[as])\s", re.M)
STACK = re.compile(r"\[(rsp|rbp|fp|sp)\b")


def listing(command, switches):
    """What the JIT writes about the loops' methods while the program trains."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        switches = switches | {
            "DOTNET_JitStdOutFile": file.name,
            "DOTNET_JitDisasm": "*RegisterTile:Run *RowTile:Run *.Network:Layer1Forward_0*",
        }
        subprocess.run([*command, "train"], env=os.environ | switches, stdout=subprocess.DEVNULL, check=True)
        return re.split(r"^; Assembly listing for method ", pathlib.Path(file.name).read_text(), flags=re.M)[1:]


def innermost(method):
    """The lines of each loop that has no other inside; of a straight line all of it."""
    lines = method.split("\n")
    labels = {label[1]: i for i, line in enumerate(lines) if (label := re.match(r"(G_M\w+):", line))}
    jumps = [(labels.get(jump[1], i), i) for i, line in enumerate(lines) if (jump := re.match(r"\s+[a-z].*\b(G_M\w+_IG\d+)$", line))]
    loops = [(start, end) for start, end in jumps if start < end]
    inner = [a for a in loops if not any(a != b and a[0] <= b[0] and b[1] <= a[1] for b in loops)]
    return ["\n".join(lines[start:end + 1]) for start, end in inner] or [method]


def instructions(code):
    """The code as llvm-mca reads it: jumps, whose targets do not matter, go to one label; calls are left out."""
    kept = [re.sub(r"\s*;.*", "", line) for line in code.split("\n") if re.match(r"\s+[a-z]", line)]
    kept = [re.sub(r"(SHORT )?G_M\w+_IG\d+", "1f", line) for line in kept if not re.match(r"\s+(call|blr?|ret)\s*", line)]
    return "\n".join(kept) + "\n1:\n"


def cycles(code, triple, processor):
    """The cycles of a turn."""
    syntax = ".intel_syntax noprefix\n" if triple == "x86_64" else ""
    report = subprocess.run(
        ["llvm-mca-19", f"-mtriple={triple}", f"-mcpu={processor}", "-iterations=200", "-"],
        input=syntax + instructions(code), capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Total Cycles: +(\d+)", report)[1]) / 200


def main():
    print("| loop | path | multiply-adds | on the stack | " + " | ".join(PROCESSORS) + " |")
    print("|---|---|--:|--:|" + "--:|" * len(PROCESSORS))
    print("| the ports' limit | | | | " + " | ".join(f"{1 / limit:.2f}" for limit in PROCESSORS.values()) + " |")
    for path, (command, switches, triple, processors) in PATHS.items():
        methods = listing(command, switches)
        for name, pattern in LOOPS.items():
            codes = [code for method in methods if re.search(pattern, method.split("\n", 1)[0]) for code in innermost(method)]
            code = max(codes, key=lambda code: len(MULTIPLY_ADD.findall(code)))
            count = len(MULTIPLY_ADD.findall(code))
            figures = [f"{cycles(code, triple, p) / count:.2f}" if p in processors else "" for p in PROCESSORS]
            print(f"| {name} | {path} | {count} | {len(STACK.findall(code))} | " + " | ".join(figures) + " |")


main()
