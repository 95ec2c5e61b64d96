package kpnative.natives;

import org.bytedeco.pytorch.global.torch;

/** What becomes of native memory when it is freed: see {@link NativeMemory#keepFreed}. */
final class FreedMemory {
  /** The system property that decides for the whole process. */
  static final String PROPERTY = "kpnative.malloc";

  private static boolean kept;

  private FreedMemory() {}

  /**
   * Keeps it in the process, unless the property says otherwise. LibTorch is loaded.
   *
   * @return whether it is kept
   */
  static synchronized boolean keep() {
    if (!kept && !chosen().equals("default")) {
      kept = GlibcMalloc.keepFreed();
      // Only a wish, read at LibTorch's first allocation; one's own value goes before.
      torch.set_env("THP_MEM_ALLOC_ENABLE", "1", false);
    }
    return kept;
  }

  /** {@return whether it is kept in the process} */
  static synchronized boolean isKept() {
    return kept;
  }

  /** {@return the property's value, or the empty text} */
  static String chosen() {
    String value = System.getProperty(PROPERTY, "");
    if (!value.isEmpty() && !value.equals("keep") && !value.equals("default")) {
      throw new IllegalArgumentException(
          "-D" + PROPERTY + " must be keep or default, got " + value);
    }
    return value;
  }
}
