#!/usr/bin/env python3
"""Records what PyTorch computes in float64, for the parity tests of tests/GenNet.Tests/Parity.

    /usr/bin/python3 scripts/parity/record.py

Needs PyTorch 1.13 or newer (Debian: python3-torch). Seeded and single-threaded: a second run writes the same bytes.
"""
import activations
import batch_norm
import clipping
import embeddings
import lbfgs
import losses
import networks
import optimizers
import schedules
import sequences
from common import write


def main():
    for module in (activations, losses, optimizers, networks, embeddings, batch_norm, schedules, clipping, lbfgs, sequences):
        for name, cases in module.record().items():
            write(name, cases)


if __name__ == "__main__":
    main()
