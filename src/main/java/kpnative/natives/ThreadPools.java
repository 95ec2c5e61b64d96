package kpnative.natives;

import java.util.Optional;
import kpnative.checks.OptionalArtifact;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;

/** Sets the number of threads in the thread pools of the loaded libraries. */
final class ThreadPools {
  private static final int DEFAULT = 1;

  private static volatile int perOperation = DEFAULT;

  private ThreadPools() {}

  /** {@return the number of threads that one operation may use} */
  static int perOperation() {
    return perOperation;
  }

  /** Sets the number; {@link #apply} or {@link #applyHere} then passes it to the pools. */
  static void perOperation(int n) {
    perOperation = n;
  }

  /**
   * Applies the number to the pools of the process and to the calling thread. The native libraries
   * must be loaded.
   *
   * @return as for {@link #applyHere}
   */
  static boolean apply(boolean hasTorch) {
    boolean applied = applyHere(hasTorch);
    try (PointerScope scope = new PointerScope()) { // its first call would leak an object
      openblas.blas_set_num_threads(perOperation);
    }
    return applied;
  }

  /**
   * Applies the number to the calling thread.
   *
   * @param hasTorch whether LibTorch is loaded
   * @return false if no loaded library can set OpenMP's number and LibTorch must be loaded for that
   */
  static boolean applyHere(boolean hasTorch) {
    if (hasTorch) {
      torch.set_num_threads(perOperation);
      return true;
    }
    Optional<CFunction> openMp = OpenMp.SET_THREADS;
    openMp.ifPresent(set -> set.call(perOperation));
    return openMp.isPresent() || !OptionalArtifact.LIBTORCH.isPresent();
  }

  /** Resolved on first use, after OpenMP is loaded. */
  private static final class OpenMp {
    static final Optional<CFunction> SET_THREADS = CFunction.find("omp_set_num_threads");
  }
}
