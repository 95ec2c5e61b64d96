package kpnative.parallel;

import java.time.Duration;
import java.util.Optional;
import kpnative.natives.Device;
import kpnative.natives.NativeRuntime;

/** Where a process finds those that it trains with. */
public final class Meeting {
  private Meeting() {}

  /** {@return a process without others, for which every collective is what it has already} */
  public static Workers alone() {
    return new LoneWorker();
  }

  /** {@return workers on processors, as {@link #of(Optional, Duration, Device)}} */
  public static Workers of(Optional<WorkerPlace> place, Duration limit) {
    return of(place, limit, Device.CPU);
  }

  /**
   * {@return the workers that this process trains with; the caller closes them} Returns when all of
   * them have met.
   *
   * @param place of this process; empty if it is alone
   * @param limit on how long it waits for the others, here and in each collective
   * @param device that this process trains on; a GPU is no other worker's
   * @throws LostWorkerException if one does not come, or was told of other workers
   */
  public static Workers of(Optional<WorkerPlace> place, Duration limit, Device device) {
    if (place.isEmpty()) {
      return alone();
    }
    NativeRuntime.load();
    GlooWorkers processors = new GlooWorkers(place.get(), limit);
    return device.kind() == Device.Kind.CPU
        ? processors
        : new NcclWorkers(processors, place.get(), limit, device);
  }
}
