package kpnative.image;

import java.util.Locale;
import kpnative.natives.Construction;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The slots of a batch {@code [B, H, W, C]} in borrowed memory, with color in the channel order
 * red, green, blue. Made once per batch memory, so that writing a picture allocates nothing.
 *
 * <p>The owner of the memory must keep it until this is closed. Different threads may write
 * different slots concurrently.
 */
public final class InputSlots implements AutoCloseable {
  private final InputFormat format;
  private final Owned<Mat>[] slots;

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no other way to create a generic array
  private InputSlots(InputFormat format, Pointer memory, int depth, int pictures) {
    int values = format.values();
    long needed = (long) pictures * values;
    if (memory.limit() > 0 && memory.limit() - memory.position() < needed) { // 0: unknown
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d pictures need %d values, the memory holds %d",
              pictures,
              needed,
              memory.limit() - memory.position()));
    }
    this.format = format;
    this.slots = new Owned[pictures];
    int type = opencv_core.CV_MAKETYPE(depth, format.channels().count());
    try (Construction making = new Construction()) {
      for (int i = 0; i < pictures; i++) {
        Pointer at = memory.getPointer((long) i * values);
        slots[i] = making.retain(new Mat(format.height(), format.width(), type, at));
      }
      making.done();
    }
  }

  /**
   * {@return slots for normalised pictures: {@code (byte / 255 - mean) / deviation}}
   *
   * @param memory written from its position; aligned for floats
   * @param pictures B
   * @throws IllegalArgumentException if the memory is known to be too short
   */
  public static InputSlots floats(InputFormat format, FloatPointer memory, int pictures) {
    return new InputSlots(format, memory, opencv_core.CV_32F, pictures);
  }

  /**
   * {@return slots for pictures of bytes, 0 to 255, before mean and standard deviation are applied:
   * they take a quarter of the memory, for a device that normalises them itself}
   *
   * @param memory written from its position
   * @param pictures B
   * @throws IllegalArgumentException if the memory is known to be too short
   */
  public static InputSlots bytes(InputFormat format, BytePointer memory, int pictures) {
    return new InputSlots(format, memory, opencv_core.CV_8U, pictures);
  }

  /** {@return the format of the pictures} */
  public InputFormat format() {
    return format;
  }

  /** {@return B, the number of pictures} */
  public int count() {
    return slots.length;
  }

  /** {@return a slot's memory as a Mat, borrowed} */
  Mat mat(int slot) {
    if (slot < 0 || slot >= slots.length) {
      throw new IllegalArgumentException(
          "slot must be 0 to " + (slots.length - 1) + ", got " + slot);
    }
    return slots[slot].get();
  }

  /** Writes the left-right mirror image of slot {@code from} to a different slot {@code to}. */
  public void mirror(int from, int to) {
    opencv_core.flip(mat(from), mat(to), 1);
  }

  /** Frees the views, not the memory. Idempotent. */
  @Override
  public void close() {
    for (Owned<Mat> slot : slots) {
      slot.close();
    }
  }
}
