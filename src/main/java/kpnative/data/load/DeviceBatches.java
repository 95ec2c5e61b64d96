package kpnative.data.load;

import java.io.IOException;
import java.util.Optional;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import org.jspecify.annotations.Nullable;

/**
 * An epoch's batches on the device that computes. On a GPU, the next batch is copied while the
 * current one is in use; on the CPU, batches are the loader's own memory. For one thread.
 */
public final class DeviceBatches implements AutoCloseable {
  private final BatchLoader loader;
  private final @Nullable CudaCopies copies; // null on the CPU
  private @Nullable DeviceBatch lent;
  private CudaCopies.@Nullable Copy coming;

  /**
   * Delivers the batches of the loader's current epoch.
   *
   * @param loader borrowed; its batches must not be taken elsewhere until this is closed
   */
  public DeviceBatches(BatchLoader loader, Device device) {
    this.loader = loader;
    this.copies = device.kind() == Device.Kind.CUDA ? new CudaCopies(device) : null;
  }

  /**
   * {@return the next batch, which invalidates the previous one; empty at the epoch's end}
   *
   * @throws IOException as {@link BatchLoader#next}
   */
  public Optional<DeviceBatch> next() throws IOException {
    endLoan();
    try (NativeScope scope = NativeScope.open()) {
      lent = copies == null ? fromLoader() : fromCopies(copies);
      if (copies != null && lent != null) {
        // now, so that it overlaps the training step; if no batch is ready, at the next call
        coming = loader.nextIfReady().map(copies::start).orElse(null);
      }
      return Optional.ofNullable(lent);
    }
  }

  private @Nullable DeviceBatch fromLoader() throws IOException {
    Optional<Batch> next = loader.next();
    if (next.isEmpty()) {
      return null;
    }
    Batch b = next.get();
    return new DeviceBatch(b, b.pixels(), b.target(), b.visibilityLabels(), b.views(), () -> {});
  }

  private @Nullable DeviceBatch fromCopies(CudaCopies copies) throws IOException {
    CudaCopies.Copy copy = coming;
    coming = null;
    if (copy == null) {
      copy = loader.next().map(copies::start).orElse(null);
      if (copy == null) {
        return null;
      }
    }
    return copies.take(copy);
  }

  private void endLoan() {
    if (lent != null) {
      lent.release();
      lent = null;
    }
  }

  /** Returns the current batch and a copy in progress to the loader. Idempotent. */
  @Override
  public void close() {
    endLoan();
    if (copies != null) {
      if (coming != null) {
        copies.take(coming).release();
        coming = null;
      }
      copies.close();
    }
  }
}
