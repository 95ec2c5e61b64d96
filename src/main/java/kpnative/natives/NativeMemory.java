package kpnative.natives;

import org.bytedeco.javacpp.Pointer;

/** The native memory of the process, and whether freed memory stays in it. */
public final class NativeMemory {
  /**
   * The system property that decides for the whole process: {@code keep} calls {@link #keepFreed}
   * as soon as LibTorch is loaded; {@code default} makes that method do nothing.
   */
  public static final String MALLOC_PROPERTY = FreedMemory.PROPERTY;

  private NativeMemory() {}

  /** {@return the number of native objects that Java owns and that have not been freed} */
  public static long objects() {
    NativeRuntime.loadForDetection();
    return Pointer.totalCount();
  }

  /** {@return the resident set size of the process in bytes: Java heap, native memory and code} */
  public static long residentBytes() {
    NativeRuntime.loadForDetection();
    return Pointer.physicalBytes();
  }

  /**
   * Keeps freed native memory in the process for later allocations instead of returning it to the
   * system, and makes LibTorch request huge pages. Each training step allocates and frees the same
   * hundreds of megabytes, and otherwise the system would zero every page again. Results stay the
   * same, bit for bit.
   *
   * <p>The cost: the process keeps its peak native memory until it ends. So only the {@code train}
   * command calls this by default; inside an application, kp-native leaves the decision to the
   * application. Call it before the first tensor is allocated; it cannot be undone. Idempotent and
   * thread-safe.
   *
   * @return whether freed memory is kept: false if the C library is not glibc (macOS, Windows) or
   *     the system property {@value #MALLOC_PROPERTY} is {@code default}
   * @throws IllegalArgumentException if that property has an invalid value
   */
  public static boolean keepFreed() {
    NativeRuntime.load();
    return FreedMemory.keep();
  }

  /** {@return whether freed memory is kept in the process} */
  public static boolean keepsFreed() {
    return FreedMemory.isKept();
  }
}
