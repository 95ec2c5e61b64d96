"""ResNet-18 trained in PyTorch as its users write it for a GPU: the peer of `kp train` in cuda.sh.

    cuda_step.py DIR DEVICE PRECISION BATCH EPOCHS WORKERS

Pictures *.jpg of DIR, each with a .pts of 68 points beside it, cropped and augmented by
torchvision_loader.py in WORKERS processes, pinned, copied without waiting; a channels-last network
under autocast; Adam's fused kernel. Prints images a second, the share of the time in which the
training waited for a batch, both the medians of the epochs but the first, and the peak memory in MiB.
"""

import statistics
import sys
import time

import torch
import torchvision
from torch.utils.data import DataLoader

import faces
from torchvision_loader import Faces


def main(folder, device, precision, batch, epochs, workers):
    on_gpu = device.startswith("cuda")
    torch.backends.cudnn.benchmark = True
    loader = DataLoader(
        Faces(faces.faces(folder), False),
        batch_size=batch,
        shuffle=True,
        num_workers=workers,
        persistent_workers=workers > 0,
        pin_memory=on_gpu,
        worker_init_fn=lambda _: torch.set_num_threads(1),
    )
    model = torchvision.models.resnet18(num_classes=136)
    model = model.to(device, memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4, fused=True)
    half = precision == "bfloat16"
    rates, shares = [], []
    for epoch in range(epochs):
        start, waited, seen, total = time.perf_counter(), 0.0, 0, 0.0
        batches = iter(loader)
        while True:
            asked = time.perf_counter()
            got = next(batches, None)
            waited += time.perf_counter() - asked
            if got is None:
                break
            pixels = got[0].to(device, non_blocking=True, memory_format=torch.channels_last)
            target = got[1].to(device, non_blocking=True).flatten(1) / faces.SIZE - 0.5
            optimizer.zero_grad(set_to_none=False)
            with torch.autocast(device.split(":")[0], torch.bfloat16, enabled=half):
                found = model(pixels)
            loss = torch.nn.functional.mse_loss(found.float(), target)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(pixels)  # as kp-native reports it
            seen += len(pixels)
        seconds = time.perf_counter() - start
        if epoch > 0:
            rates.append(seen / seconds)
            shares.append(waited / seconds)
    peak = torch.cuda.max_memory_allocated() / 2**20 if on_gpu else float("nan")
    print("%.1f %.3f %.0f" % (statistics.median(rates), statistics.median(shares), peak))


main(sys.argv[1], sys.argv[2], sys.argv[3], *(int(word) for word in sys.argv[4:7]))
