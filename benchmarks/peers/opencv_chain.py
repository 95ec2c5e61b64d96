#!/usr/bin/python3
"""The work of one augmented sample as OpenCV calls in Python, in images a second on one thread.

    opencv_chain.py DIR [LINE ...] [--gray] [--processes 1] [--seconds 3] [--sheet FILE.png] [--passes]

Lines: `floor`, one imdecode and one warpPerspective, everything else made ahead; `chain`, a call
a step, each geometric step resampled on its own, as augmentation libraries do; `composed`, all
steps in one warpPerspective and one tone matrix. The lines that are named run in turn.
"""

import argparse
import math
import multiprocessing
import random
import time
from collections import namedtuple

import cv2
import numpy as np

import faces
from faces import CORNER, DEGREES, DEVIATION, HUE, MEAN, SCALE, SHIFT, SIZE, TONE

BATCH = 32
BORDER = cv2.BORDER_CONSTANT  # black, as in LoaderBenchmark and in PIL
GAIN, OFFSET = np.float32(1 / (255 * DEVIATION)), np.float32(MEAN / DEVIATION)
CORNERS = np.array([[0, 0], [SIZE, 0], [SIZE, SIZE], [0, SIZE]], np.float32) - np.float32(0.5)
CENTER = (SIZE - 1) / 2
LEVELS = np.arange(256, dtype=np.float32)

Draw = namedtuple("Draw", "flip degrees scale dx dy corners brightness contrast saturation hue")


def drawn(chance):
    """All random numbers of one sample."""
    around = chance.uniform
    return Draw(
        chance.random() < 0.5,
        around(-DEGREES, DEGREES),
        around(*SCALE),
        around(-SHIFT, SHIFT) * SIZE,
        around(-SHIFT, SHIFT) * SIZE,
        [around(-CORNER, CORNER) * SIZE for _ in range(8)],
        around(1 - TONE, 1 + TONE),
        around(1 - TONE, 1 + TONE),
        around(1 - TONE, 1 + TONE),
        around(-HUE, HUE),
    )


def affine(draw):
    """Turn and scale about the centre, and shift: 2x3, from the input to the changed input."""
    matrix = cv2.getRotationMatrix2D((CENTER, CENTER), -draw.degrees, draw.scale)
    matrix[0, 2] += draw.dx
    matrix[1, 2] += draw.dy
    return matrix


def perspective(draw):
    """The moved corners: 3x3, from the input to the changed input."""
    moved = CORNERS + np.array(draw.corners, np.float32).reshape(4, 2)
    return cv2.getPerspectiveTransform(CORNERS, moved)


def squared(matrix):
    """A 2x3 matrix as 3x3."""
    return np.vstack([matrix, (0, 0, 1)])


def whole(face, draw):
    """All geometric steps: 3x3, from the photograph to the changed input."""
    s = SIZE / face.side
    crop = np.array(
        [
            [s, 0, (0.5 - face.left) * s - 0.5],
            [0, s, (0.5 - face.top) * s - 0.5],
            [0, 0, 1],
        ]
    )
    if draw.flip:
        crop[0] = -crop[0]
        crop[0, 2] += SIZE - 1
    return perspective(draw) @ squared(affine(draw)) @ crop


class Chain:
    """A call a step."""

    def __init__(self, chance):
        self.chance = chance

    def sample(self, face, gray, out):
        """Fills `[C, H, W]` floats; returns the points."""
        picture = cv2.imread(face.path, cv2.IMREAD_GRAYSCALE if gray else cv2.IMREAD_COLOR)
        draw = drawn(self.chance)
        picture = cv2.resize(crop(picture, face), (SIZE, SIZE), interpolation=cv2.INTER_LINEAR)
        points = faces.cropped(face)
        if draw.flip:
            picture = cv2.flip(picture, 1)
            points = faces.mirrored(points)
        turn = affine(draw)
        picture = cv2.warpAffine(picture, turn, (SIZE, SIZE), borderMode=BORDER)
        points = faces.mapped(squared(turn), points)
        tilt = perspective(draw)
        picture = cv2.warpPerspective(picture, tilt, (SIZE, SIZE), borderMode=BORDER)
        points = faces.mapped(tilt, points)
        write(self.gray(picture, draw) if gray else self.color(picture, draw), out)
        return points

    @staticmethod
    def gray(picture, draw):
        """Brightness and contrast, by table."""
        return cv2.LUT(picture, levels(draw, cv2.mean(picture)[0]))

    @staticmethod
    def color(picture, draw):
        """Brightness and contrast by table, saturation and hue in HSV; RGB."""
        mean = cv2.mean(picture)
        luma = 0.114 * mean[0] + 0.587 * mean[1] + 0.299 * mean[2]
        picture = cv2.LUT(picture, levels(draw, luma))
        picture = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV)
        hue = (LEVELS + draw.hue * 180) % 180
        tables = np.stack([hue, np.clip(LEVELS * draw.saturation, 0, 255), LEVELS], 1)
        picture = cv2.LUT(picture, tables.astype(np.uint8).reshape(1, 256, 3))
        return cv2.cvtColor(picture, cv2.COLOR_HSV2RGB)


class Composed:
    """All geometry in one matrix, all tones in another; nothing is allocated for a picture."""

    def __init__(self, chance):
        self.chance = chance
        self.warped = np.empty((SIZE, SIZE, 3), np.uint8)
        self.toned = np.empty((SIZE, SIZE, 3), np.uint8)
        self.warped_gray = np.empty((SIZE, SIZE), np.uint8)

    def sample(self, face, gray, out):
        """Fills `[C, H, W]` floats; returns the points."""
        return self.render(self.decode(face, gray), face, drawn(self.chance), gray, out)

    @staticmethod
    def decode(face, gray):
        """The picture, 8 bits a channel."""
        return cv2.imread(face.path, cv2.IMREAD_GRAYSCALE if gray else cv2.IMREAD_COLOR)

    def render(self, picture, face, draw, gray, out):
        """All that follows decoding."""
        warped = self.warped_gray if gray else self.warped
        points = self.warp(picture, face, draw, warped)
        write(self.tone(warped, draw), out)
        return points

    @staticmethod
    def warp(picture, face, draw, warped):
        """The only resampling; returns the points."""
        matrix = whole(face, draw)
        cv2.warpPerspective(picture, matrix, (SIZE, SIZE), dst=warped, borderMode=BORDER)
        points = faces.mapped(matrix, face.points)
        return points[faces.MIRROR] if draw.flip else points

    def tone(self, warped, draw):
        """Brightness, contrast, and, of a color picture, saturation and hue; RGB."""
        if warped.ndim == 2:
            return cv2.LUT(warped, levels(draw, cv2.mean(warped)[0]))
        return cv2.transform(warped, tones(draw, cv2.mean(warped)), dst=self.toned)


class Floor:
    """What no sample can do without: one imdecode, one warpPerspective."""

    def __init__(self, every_face, chance):
        self.warped = np.empty((SIZE, SIZE, 3), np.uint8)
        self.warped_gray = np.empty((SIZE, SIZE), np.uint8)
        self.made = {}
        for face in every_face:
            self.made[face.path] = (
                np.fromfile(face.path, np.uint8),
                np.linalg.inv(whole(face, drawn(chance))),
            )

    def sample(self, face, gray, _):
        """Decodes and warps; neither points nor floats."""
        data, matrix = self.made[face.path]
        picture = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE if gray else cv2.IMREAD_COLOR)
        cv2.warpPerspective(
            picture,
            matrix,
            (SIZE, SIZE),
            dst=self.warped_gray if gray else self.warped,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=BORDER,
        )


def crop(picture, face):
    """The box, as a view where it lies inside the picture."""
    rows, columns = picture.shape[:2]
    left, top, side = face.left, face.top, face.side
    outside = (
        max(-top, 0),
        max(top + side - rows, 0),
        max(-left, 0),
        max(left + side - columns, 0),
    )
    inside = picture[max(top, 0) : top + side, max(left, 0) : left + side]
    return cv2.copyMakeBorder(inside, *outside, BORDER) if any(outside) else inside


def levels(draw, mean):
    """The table of brightness and contrast about a mean."""
    gain = draw.brightness * draw.contrast
    offset = draw.brightness * (1 - draw.contrast) * mean
    return np.clip(LEVELS * gain + (offset + 0.5), 0, 255).astype(np.uint8)


TO_YIQ = np.array(
    [
        [0.299, 0.587, 0.114],
        [0.595716, -0.274453, -0.321263],
        [0.211456, -0.522591, 0.311135],
    ]
)
FROM_YIQ = np.linalg.inv(TO_YIQ)


def tones(draw, mean):
    """The 3x4 matrix from BGR to RGB of all four changes; hue turns in YIQ, which is linear."""
    cos = draw.saturation * math.cos(2 * math.pi * draw.hue)
    sin = draw.saturation * math.sin(2 * math.pi * draw.hue)
    turn = np.array([[1, 0, 0], [0, cos, sin], [0, -sin, cos]])  # red to yellow, as in HSV
    matrix = FROM_YIQ @ turn @ TO_YIQ * (draw.brightness * draw.contrast)
    luma = 0.114 * mean[0] + 0.587 * mean[1] + 0.299 * mean[2]
    offset = draw.brightness * (1 - draw.contrast) * luma
    return np.hstack([matrix[:, ::-1], np.full((3, 1), offset)])


PLANES = [np.empty((SIZE, SIZE), np.uint8) for _ in range(3)]


def write(picture, out):
    """Normalises into `[C, H, W]` floats; this was the fastest of ten ways in Python."""
    planes = [picture] if picture.ndim == 2 else cv2.split(picture, PLANES)
    for plane, to in zip(planes, out):
        np.multiply(plane, GAIN, out=to)
        to -= OFFSET


def passes(every_face, gray, seconds):
    """Prints as Markdown what each pass of `composed` costs."""
    composed, chance = Composed(random.Random(1)), random.Random(2)
    out = np.empty((1 if gray else 3, SIZE, SIZE), np.float32)
    warped = composed.warped_gray if gray else composed.warped
    spent, count = np.zeros(5), 0
    while spent.sum() < seconds:
        for face in every_face:
            marks = [time.perf_counter()]
            picture = composed.decode(face, gray)
            marks.append(time.perf_counter())
            draw = drawn(chance)
            marks.append(time.perf_counter())
            composed.warp(picture, face, draw, warped)
            marks.append(time.perf_counter())
            toned = composed.tone(warped, draw)
            marks.append(time.perf_counter())
            write(toned, out)
            marks.append(time.perf_counter())
            spent += np.diff(marks)
            count += 1
    print(f"| {'gray' if gray else 'color'} | microseconds | share |")
    print("|---|---|---|")
    names = ("read and decode", "draw", "compose, warp, points", "tones", "write floats")
    for name, of in zip(names, spent):
        print(f"| {name} | {of / count * 1e6:.0f} | {of / spent.sum():.0%} |")
    print()


def measured(sample, every_face, gray, seconds):
    """Images a second of one line in one process, batches of 32."""
    batch = np.empty((BATCH, 1 if gray else 3, SIZE, SIZE), np.float32)
    at = [0]

    def fill():
        for slot in batch:
            sample(every_face[at[0] % len(every_face)], gray, slot)
            at[0] += 1
        return BATCH

    faces.rate(fill, 0.5)  # warm
    return faces.rate(fill, seconds)


def together(processes, work):
    """The sum of what processes measure that start at the same time."""
    if processes == 1:
        return work()
    start, answers = multiprocessing.Barrier(processes), multiprocessing.SimpleQueue()

    def run():
        start.wait()
        answers.put(work())

    running = [multiprocessing.Process(target=run) for _ in range(processes)]
    for process in running:
        process.start()
    for process in running:
        process.join()
        if process.exitcode:
            raise SystemExit(f"a process ended with {process.exitcode}")
    return sum(answers.get() for _ in running)


def main():
    """Checks, then measures."""
    flags = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    flags.add_argument("folder")
    flags.add_argument("lines", nargs="*", metavar="LINE")
    flags.add_argument("--gray", action="store_true")
    flags.add_argument("--processes", type=int, default=1)
    flags.add_argument("--seconds", type=float, default=3)
    flags.add_argument("--sheet")
    flags.add_argument("--passes", action="store_true")
    args = flags.parse_intermixed_args()
    cv2.setNumThreads(0)
    every_face = faces.faces(args.folder)
    made = {
        "floor": Floor(every_face, random.Random(1)),
        "chain": Chain(random.Random(1)),
        "composed": Composed(random.Random(1)),
    }
    for name in args.lines:
        if name not in made:
            raise SystemExit(f"a line is floor, chain or composed, got {name}")
    slot = np.empty((1 if args.gray else 3, SIZE, SIZE), np.float32)
    for name in ("chain", "composed"):
        faces.require_points_follow_pixels(
            name, lambda face, gray: (slot, made[name].sample(face, gray, slot)), args.gray
        )
    if args.sheet:
        samples = []
        for name in ("chain", "composed"):
            for face in every_face[:16]:
                keypoints = made[name].sample(face, args.gray, slot)
                samples.append((slot.copy(), keypoints))
        faces.sheet(args.sheet, samples)
    if args.passes:
        passes(every_face, args.gray, args.seconds)
    for name in args.lines:
        line = made[name].sample
        images_a_second = together(
            args.processes, lambda: measured(line, every_face, args.gray, args.seconds)
        )
        faces.report(name, args.gray, args.processes, images_a_second)


if __name__ == "__main__":
    main()
