package kpnative.natives;

import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;

/**
 * How many CPU threads one native operation may use, in all the pools that the natives keep.
 *
 * <p>One, until {@link #set} says otherwise: an application that detects has threads of its own,
 * and a pool that spins on cores with other work is many times slower than one thread. The commands
 * set what {@code --threads} says.
 */
public final class NativeThreads {
  /** What {@link NativeRuntime#load} sets. */
  static final int AT_FIRST = 1;

  private static volatile int perOperation = AT_FIRST;

  private NativeThreads() {}

  /**
   * {@return one less than the cores, at least 1: the number for a process whose other threads
   * prepare data meanwhile} LibTorch's threads wait for each other by spinning, and on full cores
   * that costs far more than the last core gives.
   */
  public static int besideOthers() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  /**
   * Sets the number for the process, and for the calling thread at once.
   *
   * @param n at least 1
   */
  public static void set(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + n);
    }
    NativeRuntime.ensure();
    perOperation = n;
    apply();
  }

  /** {@return the number of threads that one operation may use} */
  public static int get() {
    return perOperation;
  }

  /**
   * Makes the calling thread obey {@link #set}: LibTorch starts a new Java thread's first
   * convolutions on all cores until something on that thread sets or asks for the number. The first
   * line of every worker that runs a network.
   */
  public static void enter() {
    NativeRuntime.ensure();
    applyHere();
  }

  /** Makes the pools of the process, and the calling thread, obey. The natives are loaded. */
  static void apply() {
    applyHere();
    try (PointerScope scope = new PointerScope()) { // its first call leaves an object to nobody
      openblas.blas_set_num_threads(perOperation);
    }
  }

  private static void applyHere() {
    if (!NativeRuntime.hasTorch()) {
      Optional<CFunction> openMp = OpenMp.SET_THREADS;
      if (openMp.isPresent()) {
        openMp.get().call(perOperation);
        return;
      }
      NativeRuntime.load();
    }
    torch.set_num_threads(perOperation);
  }

  /** Found when first needed, after OpenMP is loaded. */
  private static final class OpenMp {
    static final Optional<CFunction> SET_THREADS = CFunction.find("omp_set_num_threads");
  }
}
