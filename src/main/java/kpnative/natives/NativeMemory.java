package kpnative.natives;

import org.bytedeco.javacpp.Pointer;

/** What native memory the process holds; for tests against leaks and for logs. */
public final class NativeMemory {
  private NativeMemory() {}

  /** {@return the number of native objects that Java owns and nobody has freed yet} */
  public static long objects() {
    NativeRuntime.load();
    return Pointer.totalCount();
  }

  /** {@return the resident size of the process in bytes: Java's heap, native memory, code} */
  public static long residentBytes() {
    NativeRuntime.load();
    return Pointer.physicalBytes();
  }
}
