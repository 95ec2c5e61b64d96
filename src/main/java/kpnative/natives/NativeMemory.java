package kpnative.natives;

import org.bytedeco.javacpp.Pointer;

/** What native memory the process holds, and what becomes of it when it is freed. */
public final class NativeMemory {
  /**
   * The system property that decides for the whole process: {@code keep} does what {@link
   * #keepFreed} does as soon as the natives are loaded, {@code default} makes that method do
   * nothing.
   */
  public static final String MALLOC_PROPERTY = FreedMemory.PROPERTY;

  private NativeMemory() {}

  /** {@return the number of native objects that Java owns and nobody has freed yet} */
  public static long objects() {
    NativeRuntime.ensure();
    return Pointer.totalCount();
  }

  /** {@return the resident size of the process in bytes: Java's heap, native memory, code} */
  public static long residentBytes() {
    NativeRuntime.ensure();
    return Pointer.physicalBytes();
  }

  /**
   * Keeps freed native memory in the process, for its next allocation, instead of giving it back to
   * the system; and has LibTorch ask for huge pages. A training step allocates and frees the same
   * hundreds of megabytes each time, and the system would clear each page of them anew. The numbers
   * that are computed stay the same, bit for bit.
   *
   * <p>The price: what a training once needed stays with the process until it ends, whoever else
   * lives in it. So the {@code train} command calls this, and a library that is a guest in an
   * application doesn't, unless asked. To be called before the first tensor; it can't be undone.
   * Idempotent and thread-safe.
   *
   * @return whether freed memory is kept: false where the C library is not glibc (macOS, Windows),
   *     and where the system property {@value #MALLOC_PROPERTY} is {@code default}
   * @throws IllegalArgumentException if that property has a value that it can't have
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
