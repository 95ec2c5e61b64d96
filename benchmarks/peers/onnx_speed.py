"""A network in ONNX Runtime: the peer of EngineSpeed in cuda.sh.

    onnx_speed.py MODEL.onnx DEVICE SECONDS ANSWERS BATCH...

Prints "BATCH milliseconds", the median, a line for each size, from inputs in the processor's memory
to outputs there, and at last the largest difference of the first size's output from the numbers in
the file ANSWERS.
"""

import statistics
import sys
import time

import numpy as np
import onnxruntime

LEAST, WARM_UP = 5, 5


def main(model, device, seconds, answers, batches):
    provider = "CUDAExecutionProvider" if device.startswith("cuda") else "CPUExecutionProvider"
    session = onnxruntime.InferenceSession(model, providers=[provider])
    if session.get_providers()[0] != provider:
        raise SystemExit(f"onnxruntime has no {provider}: {session.get_providers()}")
    wanted = session.get_inputs()[0]
    channels, height, width = wanted.shape[1:]
    first = None
    for batch in batches:
        count = batch * height * width * channels
        values = (np.arange(count, dtype=np.int64) * 7919 % 256) / 255.0 - 0.5
        values = values.astype(np.float32).reshape(batch, height, width, channels)
        feed = {wanted.name: np.ascontiguousarray(values.transpose(0, 3, 1, 2))}
        for _ in range(WARM_UP):
            found = session.run(None, feed)[0]
        times = []
        end = time.perf_counter() + seconds
        while len(times) < LEAST or time.perf_counter() < end:
            start = time.perf_counter()
            session.run(None, feed)
            times.append(1e3 * (time.perf_counter() - start))
        print("%d %.4f" % (batch, statistics.median(times)))
        first = found if first is None else first
    ours = np.loadtxt(answers, dtype=np.float32).reshape(-1)
    print("difference %.2g" % np.abs(first.reshape(-1) - ours).max())


main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4], [int(b) for b in sys.argv[5:]])
