package kpnative.parallel;

import java.util.Map;
import java.util.Optional;

/**
 * One worker's place among all, as launchers say it in environment variables: torchrun's names,
 * which scripts for Slurm and Kubernetes set as well.
 *
 * @param rank of this worker, 0 to {@code size} - 1
 * @param size number of workers, 1 to {@value #MOST}
 * @param address name or IP address of the machine on which worker 0 runs
 * @param port on which worker 0 is met, 1 to 65535
 */
public record WorkerPlace(int rank, int size, String address, int port) {
  /** The largest number of workers: each keeps a connection to every other. */
  public static final int MOST = 1024;

  private static final int MOST_PORT = 65_535;

  /** Rejects numbers out of range. */
  public WorkerPlace {
    if (size < 1 || size > MOST) {
      throw new IllegalArgumentException("WORLD_SIZE must be 1 to " + MOST + ", got " + size);
    }
    if (rank < 0 || rank >= size) {
      throw new IllegalArgumentException(
          "RANK must be 0 to " + (size - 1) + " of WORLD_SIZE " + size + ", got " + rank);
    }
    if (address.isBlank()) {
      throw new IllegalArgumentException("MASTER_ADDR must name worker 0's machine, got nothing");
    }
    if (port < 1 || port > MOST_PORT) {
      throw new IllegalArgumentException("MASTER_PORT must be 1 to " + MOST_PORT + ", got " + port);
    }
  }

  /**
   * {@return the place that an environment names; empty if it has no WORLD_SIZE, or says 1}
   *
   * @throws IllegalArgumentException if it says of several workers too little, or what cannot be
   */
  public static Optional<WorkerPlace> of(Map<String, String> environment) {
    if (!environment.containsKey("WORLD_SIZE")) {
      return Optional.empty();
    }
    int size = number(environment, "WORLD_SIZE");
    if (size == 1) {
      return Optional.empty();
    }
    return Optional.of(
        new WorkerPlace(
            number(environment, "RANK"),
            size,
            word(environment, "MASTER_ADDR"),
            number(environment, "MASTER_PORT")));
  }

  /**
   * {@return the variables that say this place}
   *
   * @param local this worker's number on its own machine, from 0
   */
  public Map<String, String> environment(int local) {
    return Map.of(
        "RANK", Integer.toString(rank),
        "WORLD_SIZE", Integer.toString(size),
        "LOCAL_RANK", Integer.toString(local),
        "MASTER_ADDR", address,
        "MASTER_PORT", Integer.toString(port));
  }

  /**
   * {@return a worker's number on its own machine, from 0: LOCAL_RANK}
   *
   * @throws IllegalArgumentException if an environment does not say it, or what cannot be
   */
  public static int local(Map<String, String> environment) {
    int local = number(environment, "LOCAL_RANK");
    if (local < 0 || local >= MOST) {
      throw new IllegalArgumentException(
          "LOCAL_RANK must be 0 to " + (MOST - 1) + ", got " + local);
    }
    return local;
  }

  /** Makes an environment that of a process which trains alone. */
  public static void leave(Map<String, String> environment) {
    environment.remove("WORLD_SIZE");
  }

  private static String word(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the environment has WORLD_SIZE but no "
              + name
              + "; several workers need RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT");
    }
    return value.strip();
  }

  private static int number(Map<String, String> environment, String name) {
    String word = word(environment, name);
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a whole number, got " + word, e);
    }
  }

  /** {@return this place for people} */
  @Override
  public String toString() {
    return "worker " + rank + " of " + size;
  }
}
