"""Training steps of a network in PyTorch as its defaults have it: the peer of StepBenchmark.

Takes the folder that StepBenchmark writes. Says "ready"; then reads a number of steps a line, takes
them, and prints milliseconds a step by the wall's clock and by the process's, and each loss.
"""

import json
import struct
import sys
import time

import numpy as np
import torch


def read_weights(file):
    """Tensors by name, from a safetensors file of float32."""
    with open(file, "rb") as f:
        data = f.read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            values = np.frombuffer(data[8 + size + begin : 8 + size + end], dtype="<f4")
            tensors[name] = torch.from_numpy(values.reshape(entry["shape"]).copy())
    return tensors


def build(network, weights):
    layers = torch.nn.Sequential()
    for layer in network["layers"]:
        name, kind = layer["name"], layer["kind"]
        if kind in ("conv", "linear"):
            w, b = weights[name + ".weight"], weights[name + ".bias"]
            if kind == "conv":
                module = torch.nn.Conv2d(
                    w.shape[1], w.shape[0], tuple(w.shape[2:]), layer["stride"], layer["padding"]
                )
            else:
                module = torch.nn.Linear(w.shape[1], w.shape[0])
            with torch.no_grad():
                module.weight.copy_(w)
                module.bias.copy_(b)
        elif kind == "relu":
            module = torch.nn.ReLU()
        elif kind == "pool":
            module = torch.nn.MaxPool2d(layer["kernel"], layer["stride"])
        else:
            module = torch.nn.Flatten()
        layers.add_module(name, module)
    return layers


def read_batches(file, network):
    values = torch.from_numpy(np.fromfile(file, dtype="<f4"))
    n = network["batch"]
    pictures = n * int(np.prod(network["input"]))
    targets = n * network["outputs"]
    batches = []
    for chunk in values.split(pictures + targets):
        x, y = chunk.split([pictures, targets])
        batches.append((x.reshape(n, *network["input"]).clone(), y.reshape(n, -1).clone()))
    return batches


def main(folder):
    torch.set_num_threads(1)
    with open(folder + "/network.json", encoding="utf-8") as f:
        network = json.load(f)
    model = build(network, read_weights(folder + "/weights.safetensors"))
    batches = read_batches(folder + "/batches.bin", network)
    optimizer = torch.optim.Adam(model.parameters(), lr=network["lr"])
    number = 0
    print("ready", flush=True)
    for line in sys.stdin:
        steps = int(line)
        losses = []
        cpu, wall = time.thread_time(), time.perf_counter()
        for _ in range(steps):
            x, y = batches[number % len(batches)]
            number += 1
            for group in optimizer.param_groups:
                group["lr"] = network["lr"] * min(1, number / network["warm_up"])
            optimizer.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        wall, cpu = time.perf_counter() - wall, time.thread_time() - cpu
        numbers = [1e3 * wall / steps, 1e3 * cpu / steps]
        print(*("%.3f" % n for n in numbers), *("%.9g" % loss for loss in losses), flush=True)


main(sys.argv[1])
