package kpnative.natives;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.presets.openblas_nolapack.MklDomainSetNumThreads;

/**
 * The GNU C library's {@code mallopt(3)}, called from Java.
 *
 * <p>Java 17 has no API to call a C function. The OpenBLAS presets have a function pointer {@code
 * int (int, int)} for an optional MKL function. mallopt has the same signature, so its address is
 * put there.
 */
final class GlibcMalloc {
  // parameters, from malloc.h
  private static final int TRIM_THRESHOLD = -1;
  private static final int TOP_PAD = -2;
  private static final int MMAP_THRESHOLD = -3;

  // Smaller blocks are not mapped and unmapped each time. Blocks that do not fit into a thread's
  // arena (64
  // MB) still are, unless MALLOC_ARENA_MAX=1 was in the environment when the process started.
  private static final int LARGE = 1 << 30;
  private static final int LARGE_FOR_OLD = 32 << 20; // old versions refuse more than half an arena
  private static final int PAD = 1 << 28; // larger than an arena, so an empty one is not returned

  private GlibcMalloc() {}

  /** {@return whether freed memory is now kept; false if the C library is not glibc} */
  static boolean keepFreed() {
    try (PointerScope scope = new PointerScope()) {
      Pointer mallopt = Loader.addressof("mallopt");
      if (mallopt == null || Loader.addressof("gnu_get_libc_version") == null) {
        return false;
      }
      MklDomainSetNumThreads call = new Call();
      call.put(mallopt);
      boolean mapped =
          call.call(MMAP_THRESHOLD, LARGE) == 1 || call.call(MMAP_THRESHOLD, LARGE_FOR_OLD) == 1;
      return mapped
          && call.call(TRIM_THRESHOLD, Integer.MAX_VALUE) == 1
          && call.call(TOP_PAD, PAD) == 1;
    }
  }

  /** The constructor is for subclasses. */
  private static final class Call extends MklDomainSetNumThreads {}
}
