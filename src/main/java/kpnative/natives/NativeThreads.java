package kpnative.natives;

import kpnative.checks.Require;

/**
 * The number of CPU threads that one native operation may use, in all thread pools of the native
 * libraries.
 *
 * <p>The default is one: an application usually runs detection on its own threads, and a pool that
 * spins on busy cores is many times slower than one thread. The commands set the number given by
 * {@code --threads}.
 */
public final class NativeThreads {
  private NativeThreads() {}

  /**
   * {@return the number of cores minus 1, at least 1: for a process whose other threads prepare
   * data concurrently} LibTorch's threads wait for each other by spinning; on fully loaded cores
   * that costs far more than the last core gains.
   */
  public static int besideOthers() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  /**
   * Sets the number for the process. It applies to the calling thread at once.
   *
   * @param n at least 1
   */
  public static void set(int n) {
    Require.atLeast("threads", n, 1);
    NativeRuntime.loadForDetection();
    ThreadPools.perOperation(n);
    if (!ThreadPools.apply(NativeRuntime.hasTorch())) {
      NativeRuntime.load();
      ThreadPools.applyHere(true);
    }
  }

  /** {@return the number of threads that one operation may use} */
  public static int get() {
    return ThreadPools.perOperation();
  }

  /**
   * Applies the number to the calling thread. LibTorch runs the first convolutions of a new Java
   * thread on all cores until something on that thread sets or reads the number. Every worker that
   * runs a network calls this first.
   */
  public static void enter() {
    NativeRuntime.loadForDetection();
    if (!ThreadPools.applyHere(NativeRuntime.hasTorch())) {
      NativeRuntime.load();
      ThreadPools.applyHere(true);
    }
  }
}
