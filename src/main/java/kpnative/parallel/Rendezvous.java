package kpnative.parallel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;

/**
 * How workers meet: at a store that the first of them serves, each says that it is there and how
 * many it was told of, and waits until it has read the same of all others.
 */
final class Rendezvous {
  private static final String KEY = "kpnative/worker/";
  private static final long POLL_MILLIS = 20;

  private final WorkerPlace place;
  private final Duration limit;

  private Rendezvous(WorkerPlace place, Duration limit) {
    this.place = place;
    this.limit = limit;
  }

  /**
   * {@return the store, when all have come; scratch}
   *
   * @throws LostWorkerException if one has not within {@code limit}, or not as expected
   */
  static TCPStore of(WorkerPlace place, Duration limit) {
    return new Rendezvous(place, limit).held();
  }

  /**
   * {@return another connection to the store at which all have met; scratch} The presets move a
   * store into what is made of it, so that each needs its own.
   */
  static TCPStore again(WorkerPlace place, Duration limit) {
    try {
      return new Rendezvous(place, limit).store(false);
    } catch (RuntimeException e) {
      throw Failure.of(e, place, limit);
    }
  }

  private TCPStore held() {
    long end = System.nanoTime() + limit.toNanos();
    TCPStore store;
    try {
      store = store(place.rank() == 0);
    } catch (RuntimeException e) {
      throw new LostWorkerException(noStore(Failure.firstLine(String.valueOf(e.getMessage()))), e);
    }
    try {
      String firsts = place.rank() == 0 ? "" : size(store, 0, end);
      join(store); // also if worker 0 was told otherwise, so that it hears of it
      if (place.rank() > 0) {
        requireOwnSize(0, firsts); // before worker 0 may have ended
      }
      for (int rank = 0; rank < place.size(); rank++) {
        requireOwnSize(rank, size(store, rank, end));
      }
    } catch (RuntimeException e) {
      throw Failure.of(e, place, limit);
    }
    return store;
  }

  private TCPStore store(boolean serves) {
    TCPStoreOptions options = new TCPStoreOptions();
    options.port((short) place.port()); // its 16 bits are unsigned
    options.isServer(serves);
    options.waitWorkers(false);
    options.timeout(new Milliseconds(limit.toMillis()));
    return new TCPStore(place.address(), options);
  }

  private String noStore(String reason) {
    String at = place.address() + ":" + place.port();
    return place.rank() == 0
        ? place + ": cannot be met at " + at + ": " + reason
        : place
            + ": worker 0 was not found at "
            + at
            + " within "
            + limit.toSeconds()
            + " s ("
            + reason
            + ")";
  }

  private void join(TCPStore store) {
    if (store.add(KEY + place.rank() + "/came", 1) != 1) {
      throw new LostWorkerException(
          place + ": another worker of this rank has come before; every RANK is one worker's",
          new IllegalStateException("rank " + place.rank() + " is taken"));
    }
    try (NativeScope scope = NativeScope.open()) {
      byte[] size = Integer.toString(place.size()).getBytes(StandardCharsets.US_ASCII);
      store.set(KEY + place.rank(), new ByteVector(size));
    }
  }

  /** {@return of how many workers another was told, once it has come} */
  private String size(TCPStore store, int rank, long end) {
    try (NativeScope scope = NativeScope.open()) {
      StringVector key = new StringVector(KEY + rank);
      while (!store.check(key)) {
        if (System.nanoTime() > end) {
          throw absent(rank);
        }
        pause();
      }
      return text(store.get(KEY + rank));
    }
  }

  private void requireOwnSize(int rank, String size) {
    if (!size.equals(Integer.toString(place.size()))) {
      throw new LostWorkerException(
          place + ": worker " + rank + " was told of " + size + " workers (WORLD_SIZE)",
          new IllegalStateException("WORLD_SIZE differs"));
    }
  }

  private LostWorkerException absent(int rank) {
    return new LostWorkerException(
        place
            + ": worker "
            + rank
            + " did not come within "
            + limit.toSeconds()
            + " s (train.collective_timeout)",
        new IllegalStateException("worker " + rank + " is absent"));
  }

  private static String text(ByteVector bytes) {
    byte[] text = new byte[Math.toIntExact(bytes.size())];
    for (int i = 0; i < text.length; i++) {
      text[i] = bytes.get(i);
    }
    return new String(text, StandardCharsets.US_ASCII);
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LostWorkerException("interrupted while waiting for the other workers", e);
    }
  }
}
