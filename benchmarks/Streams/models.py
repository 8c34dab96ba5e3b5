#!/usr/bin/env python3
"""Writes wavenet-a1.nam, Neural Amp Modeler's standard WaveNet of A1, with drawn weights.

    /usr/bin/python3 benchmarks/Streams/models.py
"""
import json
import os
import random

KERNEL, DILATIONS = 3, [2 ** i for i in range(10)]


def array(inputs, channels, outputs, has_bias):
    return {"input_size": inputs, "condition_size": 1, "head_size": outputs, "channels": channels, "kernel_size": KERNEL,
            "dilations": DILATIONS, "activation": "Tanh", "gated": False, "head_bias": has_bias}


def count(array):
    channels = array["channels"]
    layer = channels * (KERNEL * channels + 1) + channels + channels * (channels + 1)
    return (channels * array["input_size"] + len(DILATIONS) * layer
            + array["head_size"] * (channels + array["head_bias"]))


arrays = [array(1, 16, 8, False), array(16, 8, 1, True)]
draw = random.Random(1)
weights = [round(draw.gauss(0, 0.1), 3) for _ in range(sum(map(count, arrays)))]
model = {"version": "0.5.4", "architecture": "WaveNet", "config": {"layers": arrays, "head": None, "head_scale": 0.02},
         "weights": weights + [0.02], "sample_rate": 48000}
with open(os.path.join(os.path.dirname(__file__), "wavenet-a1.nam"), "w") as file:
    json.dump(model, file, separators=(",", ":"))
    file.write("\n")
