"""The faces that the peers are measured on, how they are timed, and how their answers are checked.

Frames: a picture's whole numbers are pixel centres, as in OpenCV, except where a function says
that it counts from the upper left corner of the upper left pixel, as PIL does (half a pixel more).
"""

import glob
import os
import tempfile
import time
from collections import namedtuple

import cv2
import numpy as np

SIZE = 224  # the input's side
MARGIN = 1.25  # the box is the points' extent times this, widened to a square
MEAN, DEVIATION = 0.5, 0.25
DEGREES = 30  # rotation, to either side
SHIFT = 0.1  # translation, of the side
SCALE = (0.8, 1.2)
CORNER = 0.05  # farthest move of a corner, of the side
TONE = 0.2  # brightness, contrast, saturation: factors 1 +- this
HUE = 0.05  # of the circle, to either side

SPOT = 2.5  # sigma of a check's spots, pixels
REACH = 9  # half the side of the window in which a spot's centroid is taken
FAR = 0.35  # a spot that lies farther off than this many pixels is a fault

# left and right change places: 300-W's 68 points, from 0
MIRROR = np.array(
    list(range(16, -1, -1))
    + list(range(26, 16, -1))
    + [27, 28, 29, 30, 35, 34, 33, 32, 31]
    + [45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40]
    + [54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55, 64, 63, 62, 61, 60, 67, 66, 65]
)

MIDDLE = np.flatnonzero(MIRROR == np.arange(68))  # chin, nose, lips: they keep their places

Face = namedtuple("Face", "path points left top side")  # box: its upper left pixel, and its side


def faces(folder):
    """All pictures `*.jpg` of a folder that have a `.pts` beside them, in the order of names."""
    found = []
    for path in sorted(glob.glob(os.path.join(folder, "*.jpg"))):
        annotation = path[:-4] + ".pts"
        if os.path.exists(annotation):
            found.append(face(path, points(annotation)))
    if not found:
        raise SystemExit(f"no picture *.jpg with a .pts beside it in {folder}")
    return found


def points(path):
    """The points `[68, 2]` of a `.pts` file, which counts from 1, in pixels from 0."""
    with open(path, encoding="ascii", errors="replace") as lines:
        body = lines.read().split("{")[1].split("}")[0].split()
    found = np.array(body, np.float64).reshape(-1, 2) - 1
    if len(found) != 68:
        raise SystemExit(f"{path}: expected 68 points, got {len(found)}")
    return found


def face(path, keypoints):
    """A face with its box, in whole pixels as a crop needs them."""
    low, high = keypoints.min(0), keypoints.max(0)
    side = int(round((high - low).max() * MARGIN))
    left, top = np.round((low + high - side + 1) / 2).astype(int)
    return Face(path, keypoints, int(left), int(top), side)


def cropped(face):
    """The points in the input's frame, before any change: pixel areas map onto each other."""
    return (face.points - (face.left, face.top) + 0.5) * (SIZE / face.side) - 0.5


def mapped(matrix, keypoints):
    """The points through a 3x3 matrix."""
    moved = np.empty_like(keypoints)
    x, y = keypoints[:, 0], keypoints[:, 1]
    w = matrix[2, 0] * x + matrix[2, 1] * y + matrix[2, 2]
    moved[:, 0] = (matrix[0, 0] * x + matrix[0, 1] * y + matrix[0, 2]) / w
    moved[:, 1] = (matrix[1, 0] * x + matrix[1, 1] * y + matrix[1, 2]) / w
    return moved


def mirrored(keypoints):
    """The points of the picture's mirror image, in its own order."""
    return ((SIZE - 1, 0) + keypoints * (-1, 1))[MIRROR]


def rate(batches, seconds):
    """Images a second. `batches` is called until the time is over, and returns images done."""
    done, start = 0, time.perf_counter()
    while True:
        done += batches()
        passed = time.perf_counter() - start
        if passed >= seconds:
            return done / passed


def report(line, gray, workers, images_a_second):
    """What `table.py` reads: line, channels, workers and images a second, a tab between."""
    print(line, "gray" if gray else "color", workers, f"{images_a_second:.1f}", sep="\t", flush=True)


def require_points_follow_pixels(line, sample, gray):
    """Ends the program if the points that `sample(face, gray)` returns miss the picture's spots.

    One spot a picture, at a point that keeps its place in the mirror's order; its centroid is taken
    in the picture that comes out.
    `sample` returns `[C, H, W]` floats and points `[68, 2]`.
    """
    rows, columns = np.mgrid[0:400, 0:400]
    distances = []
    with tempfile.TemporaryDirectory() as folder:
        for at in range(32):
            spots = np.random.default_rng(at).uniform(110, 290, (68, 2))
            spots[:2] = (80, 80), (320, 320)  # the box's extent
            visible = MIDDLE[at % len(MIDDLE)]  # one spot a picture, alone in its window
            x, y = spots[visible]
            light = 40 + 180 * np.exp(
                -((columns - x) ** 2 + (rows - y) ** 2) / (2 * SPOT * SPOT)
            )
            path = os.path.join(folder, f"{at}.jpg")
            picture = cv2.merge([np.uint8(np.round(light))] * 3)
            cv2.imwrite(path, picture, [cv2.IMWRITE_JPEG_QUALITY, 100])
            pixels, keypoints = sample(face(path, spots), gray)
            distance = spot_distance(np.asarray(pixels)[0], *keypoints[visible])
            if distance is not None:
                distances.append(distance)
    if len(distances) < 16 or not max(distances) <= FAR:  # NaN is none either
        raise SystemExit(
            f"{line}: points must lie within {FAR} px of their spots, in at least 16 of 32"
            f" pictures; got {len(distances)} pictures and {max(distances, default=0):.2f} px"
        )


def spot_distance(plane, x, y):
    """How far a spot lies from its point at `x, y`; nothing if the point left the picture."""
    column, row = int(round(x)), int(round(y))
    if not (REACH <= min(column, row) and max(column, row) < SIZE - REACH):
        return None
    window = plane[row - REACH : row + REACH + 1, column - REACH : column + REACH + 1]
    weight = np.maximum(window - np.median(window) - 0.15 * np.ptp(window), 0)
    steps = np.arange(-REACH, REACH + 1)
    dx = (weight * steps).sum() / weight.sum() + column - x
    dy = (weight * steps[:, None]).sum() / weight.sum() + row - y
    return float(np.hypot(dx, dy))


def sheet(path, samples, columns=8):
    """Writes a contact sheet of `(pixels [C, H, W], points [68, 2])`, points drawn in green."""
    tiles = []
    for pixels, keypoints in samples:
        picture = np.asarray(pixels).transpose(1, 2, 0) * DEVIATION + MEAN
        picture = np.ascontiguousarray(np.uint8(np.clip(picture * 255, 0, 255))[..., ::-1])
        if picture.shape[2] == 1:
            picture = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
        for x, y in np.asarray(keypoints):
            cv2.circle(picture, (int(round(x)), int(round(y))), 2, (0, 255, 0), -1)
        tiles.append(picture)
    rows = [np.hstack(tiles[i : i + columns]) for i in range(0, len(tiles), columns)]
    if not cv2.imwrite(path, np.vstack(rows)):
        raise SystemExit(f"cannot write {path}")
