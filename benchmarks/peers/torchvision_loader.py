#!/usr/bin/python3
"""The work of one augmented sample in torchvision's DataLoader, in images a second.

    torchvision_loader.py DIR [--workers 0] [--gray] [--seconds 3] [--sheet FILE.png]

As a user of torchvision writes it: PIL pictures, the parameters of each transform drawn by its own
`get_params`, so that the points can go the same way. Workers are processes; 0 means that the
samples are made where the batches are taken.
"""

import argparse
import math

import cv2
import numpy as np
import torch
import torchvision.transforms as T
import torchvision.transforms.functional as F
from PIL import Image
from torch.utils.data import DataLoader, Dataset

import faces
from faces import CORNER, DEGREES, DEVIATION, HUE, MEAN, SCALE, SHIFT, SIZE, TONE

BATCH = 32
BILINEAR = T.InterpolationMode.BILINEAR


class Faces(Dataset):
    """Samples `[C, H, W]` with their points `[68, 2]`."""

    def __init__(self, every_face, gray):
        self.faces = every_face
        self.gray = gray
        # saturation and hue have no meaning on gray
        self.jitter = T.ColorJitter(TONE, TONE) if gray else T.ColorJitter(TONE, TONE, TONE, HUE)

    def __len__(self):
        return len(self.faces)

    def __getitem__(self, index):
        pixels, keypoints = self.sample(self.faces[index])
        return pixels, torch.from_numpy(keypoints.astype(np.float32))

    def sample(self, face):
        """One augmented sample."""
        picture = Image.open(face.path).convert("L" if self.gray else "RGB")
        picture = F.resized_crop(
            picture, face.top, face.left, face.side, face.side, [SIZE, SIZE], BILINEAR
        )
        keypoints = faces.cropped(face)
        if torch.rand(1) < 0.5:
            picture = F.hflip(picture)
            keypoints = faces.mirrored(keypoints)
        angle, shift, scale, shear = T.RandomAffine.get_params(
            (-DEGREES, DEGREES), (SHIFT, SHIFT), SCALE, None, [SIZE, SIZE]
        )
        picture = F.affine(picture, angle, shift, scale, shear, BILINEAR)
        start, end = T.RandomPerspective.get_params(SIZE, SIZE, 2 * CORNER)
        picture = F.perspective(picture, start, end, BILINEAR)
        corners = [np.array(places, np.float32) for places in (start, end)]
        whole = cv2.getPerspectiveTransform(*corners) @ affine(angle, shift, scale)
        keypoints = faces.mapped(whole, keypoints + 0.5) - 0.5  # PIL counts from the corner
        picture = self.jitter(picture)
        channels = 1 if self.gray else 3
        pixels = F.normalize(F.to_tensor(picture), [MEAN] * channels, [DEVIATION] * channels)
        return pixels, keypoints


def affine(angle, shift, scale):
    """What `F.affine` does, 3x3, in PIL's frame; a positive angle is clockwise on the screen."""
    cos = scale * math.cos(math.radians(angle))
    sin = scale * math.sin(math.radians(angle))
    center = SIZE / 2
    return np.array(
        [
            [cos, -sin, center + shift[0] - cos * center + sin * center],
            [sin, cos, center + shift[1] - sin * center - cos * center],
            [0, 0, 1],
        ]
    )


def batches(loader):
    """The images of the next batch, on and on; a new epoch begins where one ends."""
    while True:
        for pixels, _ in loader:
            yield len(pixels)


def main():
    """Checks, then measures."""
    flags = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    flags.add_argument("folder")
    flags.add_argument("--workers", type=int, default=0)
    flags.add_argument("--gray", action="store_true")
    flags.add_argument("--seconds", type=float, default=3)
    flags.add_argument("--sheet")
    args = flags.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(0)
    torch.manual_seed(1)
    samples = Faces(faces.faces(args.folder), args.gray)
    faces.require_points_follow_pixels(
        "torchvision", lambda face, gray: samples.sample(face), args.gray
    )
    if args.sheet:
        faces.sheet(args.sheet, [samples[i] for i in range(32)])
    loader = DataLoader(
        samples,
        batch_size=BATCH,
        shuffle=True,
        num_workers=args.workers,
        persistent_workers=args.workers > 0,
        worker_init_fn=lambda _: torch.set_num_threads(1),
    )
    running = batches(loader)
    faces.rate(lambda: next(running), 0.5)  # warm
    images_a_second = faces.rate(lambda: next(running), args.seconds)
    faces.report("torchvision", args.gray, args.workers, images_a_second)


if __name__ == "__main__":
    main()
