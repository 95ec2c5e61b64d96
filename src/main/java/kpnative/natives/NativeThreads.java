package kpnative.natives;

import kpnative.checks.Require;

/**
 * How many CPU threads one native operation may use, in all the pools that the natives keep.
 *
 * <p>One, until {@link #set} says otherwise: an application that detects has threads of its own,
 * and a pool that spins on cores with other work is many times slower than one thread. The commands
 * set what {@code --threads} says.
 */
public final class NativeThreads {
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
    Require.atLeast("threads", n, 1);
    NativeRuntime.ensure();
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
   * Makes the calling thread obey {@link #set}: LibTorch starts a new Java thread's first
   * convolutions on all cores until something on that thread sets or asks for the number. The first
   * line of every worker that runs a network.
   */
  public static void enter() {
    NativeRuntime.ensure();
    if (!ThreadPools.applyHere(NativeRuntime.hasTorch())) {
      NativeRuntime.load();
      ThreadPools.applyHere(true);
    }
  }
}
