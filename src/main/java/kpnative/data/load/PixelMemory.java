package kpnative.data.load;

import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.natives.Construction;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The native memory of one picture of each sample of a batch, and the handles to it, all allocated
 * once. Owns them. Threads may write different samples concurrently.
 */
final class PixelMemory implements AutoCloseable {
  private final InputFormat format;
  private final long sampleBytes;
  private final Owned<Tensor> pixels; // [capacity, H, W, C], float32 or uint8
  private final Owned<BytePointer> bytes;
  private final InputSlots slots;

  /** Allocates memory for {@code capacity} pictures. Called in a native scope. */
  PixelMemory(int capacity, InputFormat in, Transfer transfer, boolean pinned) {
    format = in;
    long[] shape = {capacity, in.height(), in.width(), in.channels().count()};
    try (Construction making = new Construction()) {
      pixels = making.retain(zeros(shape, transfer.scalar(), pinned));
      Pointer address = pixels.get().data_ptr();
      bytes = making.retain(new BytePointer(address));
      sampleBytes = in.values() * pixels.get().element_size();
      slots =
          transfer == Transfer.UINT8
              ? InputSlots.bytes(in, new BytePointer(address), capacity)
              : InputSlots.floats(in, new FloatPointer(address), capacity);
      making.done();
    }
  }

  static Tensor zeros(long[] shape, ScalarType type, boolean pinned) {
    Tensor plain = torch.zeros(shape, new TensorOptions(type));
    return pinned ? plain.pin_memory() : plain;
  }

  /** {@return the format of the pictures} */
  InputFormat format() {
    return format;
  }

  /** {@return the slots that pictures are written to; borrowed} */
  InputSlots slots() {
    return slots;
  }

  /** {@return the first {@code n} pictures, {@code [n, H, W, C]}; a scratch view} */
  Tensor first(int n) {
    return pixels.get().narrow(0, 0, n);
  }

  /** Copies the pixels of one picture over those of another. */
  void copy(int from, int to) {
    BytePointer base = bytes.get();
    Pointer.memcpy(
        base.getPointer(to * sampleBytes), base.getPointer(from * sampleBytes), sampleBytes);
  }

  /** Frees the memory. Idempotent. */
  @Override
  public void close() {
    slots.close();
    bytes.close();
    pixels.close();
  }
}
