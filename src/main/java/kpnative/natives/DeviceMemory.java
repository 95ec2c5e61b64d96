package kpnative.natives;

import java.util.Locale;
import java.util.Optional;
import org.bytedeco.pytorch.cuda.CUDAAllocator;
import org.bytedeco.pytorch.cuda.DeviceStats;
import org.bytedeco.pytorch.global.torch_cuda;

/**
 * The most memory of a GPU that this process has had at a time, as LibTorch's allocator counts.
 *
 * @param tensors bytes of tensors
 * @param reserved bytes taken from the GPU: those, and what the allocator keeps for the next ones.
 *     The CUDA context and libraries take some hundreds of megabytes more
 */
public record DeviceMemory(long tensors, long reserved) {
  private static final double MIB = 1 << 20;

  /** Begins to count anew; does nothing for the CPU. */
  public static void startCounting(Device device) {
    if (device.kind() == Device.Kind.CUDA) {
      Cuda.reset(device);
    }
  }

  /** {@return the most since counting began; empty for the CPU} */
  public static Optional<DeviceMemory> most(Device device) {
    return device.kind() == Device.Kind.CUDA ? Optional.of(Cuda.most(device)) : Optional.empty();
  }

  /** {@return these numbers for people} */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.0f MiB in tensors, %.0f MiB reserved", tensors / MIB, reserved / MIB);
  }

  /** Loaded only where there is a GPU: without one, what it refers to cannot be loaded. */
  private static final class Cuda {
    static void reset(Device device) {
      try (NativeScope scope = NativeScope.open()) {
        CUDAAllocator allocator = torch_cuda.getAllocator();
        if (allocator.initialized()) {
          allocator.resetPeakStats((byte) device.index());
        }
      }
    }

    static DeviceMemory most(Device device) {
      try (NativeScope scope = NativeScope.open()) {
        DeviceStats stats = torch_cuda.getAllocator().getDeviceStats((byte) device.index());
        return new DeviceMemory(stats.allocated_bytes().peak(), stats.reserved_bytes().peak());
      }
    }
  }
}
