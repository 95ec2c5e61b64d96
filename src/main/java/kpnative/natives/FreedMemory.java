package kpnative.natives;

import org.bytedeco.pytorch.global.torch;

/** Whether freed native memory stays in the process: see {@link NativeMemory#keepFreed}. */
final class FreedMemory {
  /** The system property that decides for the whole process. */
  static final String PROPERTY = "kpnative.malloc";

  private static boolean kept;

  private FreedMemory() {}

  /**
   * Keeps freed memory in the process, unless the property says otherwise. LibTorch must be loaded.
   *
   * @return whether freed memory is kept
   */
  static synchronized boolean keep() {
    if (!kept && !chosen().equals("default")) {
      kept = GlibcMalloc.keepFreed();
      // A hint that LibTorch reads at its first allocation; a value that the user set takes
      // precedence.
      torch.set_env("THP_MEM_ALLOC_ENABLE", "1", false);
    }
    return kept;
  }

  /** {@return whether freed memory is kept in the process} */
  static synchronized boolean isKept() {
    return kept;
  }

  /** {@return the property's value, or the empty string} */
  static String chosen() {
    String value = System.getProperty(PROPERTY, "");
    if (!value.isEmpty() && !value.equals("keep") && !value.equals("default")) {
      throw new IllegalArgumentException(
          "-D" + PROPERTY + " must be keep or default, got " + value);
    }
    return value;
  }
}
