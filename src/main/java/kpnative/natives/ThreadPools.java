package kpnative.natives;

import java.util.Optional;
import kpnative.checks.OptionalArtifact;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;

/** The thread pools of the libraries that are loaded, and how many threads they may use. */
final class ThreadPools {
  private static final int AT_FIRST = 1;

  private static volatile int perOperation = AT_FIRST;

  private ThreadPools() {}

  /** {@return the number of threads that one operation may use} */
  static int perOperation() {
    return perOperation;
  }

  /** Sets the number; the pools learn of it by the next call of one of the methods below. */
  static void perOperation(int n) {
    perOperation = n;
  }

  /**
   * Makes the pools of the process, and the calling thread, obey. The natives are loaded.
   *
   * @return as {@link #applyHere}
   */
  static boolean apply(boolean hasTorch) {
    boolean applied = applyHere(hasTorch);
    try (PointerScope scope = new PointerScope()) { // its first call leaves an object to nobody
      openblas.blas_set_num_threads(perOperation);
    }
    return applied;
  }

  /**
   * Makes the calling thread obey.
   *
   * @param hasTorch whether LibTorch is loaded
   * @return false if nothing that is loaded can tell OpenMP, and LibTorch could
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

  /** Found when first needed, after OpenMP is loaded. */
  private static final class OpenMp {
    static final Optional<CFunction> SET_THREADS = CFunction.find("omp_set_num_threads");
  }
}
