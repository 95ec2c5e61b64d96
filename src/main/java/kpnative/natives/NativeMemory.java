package kpnative.natives;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;

/** What native memory the process holds, and what becomes of it when it is freed. */
public final class NativeMemory {
  /**
   * The system property that decides for the whole process: {@code keep} does what {@link
   * #keepFreed} does as soon as the natives are loaded, {@code default} makes that method do
   * nothing.
   */
  public static final String MALLOC_PROPERTY = "kpnative.malloc";

  private static boolean kept;

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
    NativeRuntime.load(); // not under our lock: it calls this while it holds its own
    synchronized (NativeMemory.class) {
      if (!kept && !chosen().equals("default")) {
        kept = GlibcMalloc.keepFreed();
        // Only a wish, read at LibTorch's first allocation; one's own value goes before.
        torch.set_env("THP_MEM_ALLOC_ENABLE", "1", false);
      }
      return kept;
    }
  }

  /** {@return whether freed memory is kept in the process} */
  public static synchronized boolean keepsFreed() {
    return kept;
  }

  /** {@return the property's value, or the empty text} */
  static String chosen() {
    String value = System.getProperty(MALLOC_PROPERTY, "");
    if (!value.isEmpty() && !value.equals("keep") && !value.equals("default")) {
      throw new IllegalArgumentException(
          "-D" + MALLOC_PROPERTY + " must be keep or default, got " + value);
    }
    return value;
  }
}
