"""Rewrites src/test/resources/golden: what PyTorch, OpenCV and a plain One-Euro filter answer.

Nothing of kp-native is called. Inputs are formulas, which the tests repeat; see the README there.
"""

import collections
import json
import math
import pathlib
import sys

import cv2
import numpy
import torch
from torch import nn

GOLDEN = pathlib.Path(__file__).parents[1] / "resources" / "golden"


def write(name, made_with, **values):
    lines = [json.dumps("made_with") + ": " + json.dumps(made_with)]
    lines += [json.dumps(k) + ": " + json.dumps(v) for k, v in values.items()]
    (GOLDEN / name).write_text("{\n" + ",\n".join(lines) + "\n}\n")


def floats(tensor):
    return [float("%.9g" % v) for v in tensor.detach().flatten().tolist()]


class Residual(nn.Module):
    """A stem, a block with a shortcut of its own, one without, an average, a linear layer."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 5, 3, stride=2, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(5)
        self.conv2 = nn.Conv2d(5, 6, 3, stride=2, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(6)
        self.conv3 = nn.Conv2d(6, 6, 3, padding=1, bias=True)
        self.down = nn.Conv2d(5, 6, 1, stride=2, bias=False)
        self.conv4 = nn.Conv2d(6, 6, 3, padding=1, groups=2, bias=False)
        self.bn4 = nn.BatchNorm2d(6)
        self.fc = nn.Linear(6, 4)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        x = nn.functional.max_pool2d(x, 3, stride=2, padding=1)
        y = self.conv3(torch.relu(self.bn2(self.conv2(x))))
        x = torch.relu(y + self.down(x))
        x = torch.relu(self.bn4(self.conv4(x)) + x)
        return self.fc(x.mean((2, 3)))


def network():
    torch.manual_seed(17)
    model = Residual()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, 0, 0.3)
    with torch.no_grad():  # running statistics that are not those of a new layer
        for i in range(20):
            model.train()(torch.randn(8, 3, 24, 20))
    model.eval()
    count = 2 * 3 * 24 * 20
    x = (torch.arange(count) * 37 % 101 / 101 - 0.5).reshape(2, 3, 24, 20)
    state = model.state_dict()
    torch.save(state, GOLDEN / "residual.pth")
    torch.save(state, GOLDEN / "residual-legacy.pth", _use_new_zipfile_serialization=False)
    with torch.no_grad():
        answer = model(x)
    write(
        "residual.json",
        "PyTorch " + torch.__version__,
        input="[2, 3, 24, 20], x[i] = (37 i mod 101) / 101 - 0.5",
        shapes={k: list(v.shape) for k, v in state.items()},
        sums={k: float(v.double().sum()) for k, v in state.items()},
        output=floats(answer),
    )


def maps():
    k, h, w = 3, 7, 5
    i = torch.arange(2 * k * h * w)
    logits = (torch.sin(i * 0.7) * 3 + torch.cos(i * 0.21) * 2).reshape(2, k, h, w).double()
    share = torch.softmax(logits.flatten(2), 2).reshape(logits.shape)
    x = (torch.arange(w) + 0.5) / w
    y = (torch.arange(h) + 0.5) / h
    mx, my = (share * x).sum((2, 3)), (share * y[:, None]).sum((2, 3))
    vx = (share * (x - mx[..., None, None]) ** 2).sum((2, 3))
    vy = (share * (y[:, None] - my[..., None, None]) ** 2).sum((2, 3))
    write(
        "maps.json",
        "PyTorch " + torch.__version__,
        logits="[2, 3, 7, 5], 3 sin(0.7 i) + 2 cos(0.21 i)",
        expectation=floats(torch.stack((mx, my), 2)),
        deviation=floats(((vx + vy) / 2).sqrt()),
    )


def warps():
    h, w, out = 19, 23, (11, 9)
    y, x = numpy.mgrid[0:h, 0:w]
    picture = ((x * 37 + y * 91 + x * y * 7) % 256).astype(numpy.uint8)
    cases = {}
    affine = numpy.array([[1.1, -0.35, -4.25], [0.4, 1.2, -7.5]])
    homography = numpy.array([[1.15, 0.2, -6.0], [-0.1, 1.3, -4.0], [0.004, -0.003, 1.0]])
    for name, border in (
        ("constant", cv2.BORDER_CONSTANT),
        ("replicate", cv2.BORDER_REPLICATE),
        ("reflect", cv2.BORDER_REFLECT_101),
    ):
        cases["affine " + name] = cv2.warpAffine(picture, affine, out, borderMode=border)
        cases["homography " + name] = cv2.warpPerspective(
            picture, homography, out, borderMode=border
        )
    even = picture[:18, :20]
    cases["area"] = cv2.resize(even, (5, 6), interpolation=cv2.INTER_AREA)
    write(
        "warps.json",
        "OpenCV " + cv2.__version__,
        picture="19 rows, 23 columns, (37 x + 91 y + 7 x y) mod 256; area: its first 18 and 20",
        affine=affine.flatten().tolist(),
        homography=homography.flatten().tolist(),
        **{name: values.flatten().tolist() for name, values in cases.items()},
    )


def one_euro():
    """The algorithm of the paper's page 3, for one coordinate, as its authors wrote it."""
    min_cutoff, beta, d_cutoff = 1.2, 0.7, 1.0

    def alpha(rate, cutoff):
        tau = 1.0 / (2 * math.pi * cutoff)
        te = 1.0 / rate
        return 1.0 / (1.0 + tau / te)

    def low_pass(a, value, last):
        return a * value + (1 - a) * last

    times = [i / 25 + (0.007 if i % 3 == 1 else 0) for i in range(30)]
    values = [3 * math.sin(1.7 * t) + 0.2 * math.cos(41 * i) for i, t in enumerate(times)]
    filtered, last_time, last_raw, x, dx = [], None, None, None, 0.0
    for t, value in zip(times, values):
        if last_time is None:
            x = value
        else:
            rate = 1.0 / (t - last_time)
            dx = low_pass(alpha(rate, d_cutoff), (value - last_raw) * rate, dx)
            x = low_pass(alpha(rate, min_cutoff + beta * abs(dx)), value, x)
        last_time, last_raw = t, value
        filtered.append(x)
    write(
        "one-euro.json",
        "Python %d.%d" % sys.version_info[:2],
        min_cutoff=min_cutoff,
        beta=beta,
        seconds=times,
        values=values,
        filtered=filtered,
    )


if __name__ == "__main__":
    torch.set_num_threads(1)
    network()
    maps()
    warps()
    one_euro()
