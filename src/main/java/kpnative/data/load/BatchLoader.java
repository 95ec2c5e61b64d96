package kpnative.data.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.augment.DrawnAugmentation;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.natives.NativeScope;

/**
 * Makes batches ahead of their use, on worker threads, and delivers them in order. What a batch
 * holds depends on seed, epoch and position only, never on the number of workers.
 *
 * <p>Buffers: a ring of four, more where the workers could not all be busy in so few, owned by the
 * loader and lent as {@link Batch}; the taker closes each before it takes the next but one. {@link
 * #start}, {@link #next} and {@link #close} are for one thread.
 */
public final class BatchLoader implements AutoCloseable {
  private static final int LENT = 2; // at most, at a time

  private final UnreadablePictures unreadable;
  private final FaceCrops faces;
  private final int batch;
  private final SampleQueue queue;
  private final List<BatchMemory> ring = new ArrayList<>();
  private final List<SampleMaker> makers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private int delivered; // of this epoch; 0 and more at its end means that every picture was bad
  private int leftOut;
  private long waitNanos;
  private boolean closed;

  /** A loader with {@link LoaderOptions#DEFAULT}. */
  public BatchLoader(
      List<AnnotatedFace> faces,
      FaceSampler sampler,
      PictureCache pictures,
      int batch,
      int workers) {
    this(faces, sampler, pictures, batch, workers, LoaderOptions.DEFAULT);
  }

  /**
   * A loader of batches of these faces.
   *
   * @param pictures borrowed; outlives the loader
   * @param batch samples a batch, the last of an epoch may be smaller
   * @param workers threads, at least 1
   */
  public BatchLoader(
      List<AnnotatedFace> faces,
      FaceSampler sampler,
      PictureCache pictures,
      int batch,
      int workers,
      LoaderOptions options) {
    if (batch < 1 || workers < 1) {
      throw new IllegalArgumentException(
          "batch and workers must be at least 1, got " + batch + " and " + workers);
    }
    this.unreadable = options.unreadable();
    this.faces = new FaceCrops(faces);
    this.batch = batch;
    this.queue = new SampleQueue(batch);
    boolean done = false;
    try (NativeScope scope = NativeScope.open()) {
      int ahead = Math.max(2, (2 * workers + batch - 1) / batch); // two samples for each worker
      for (int i = 0; i < ahead + LENT; i++) {
        Batch slot = new Batch(queue::giveBack, sampler, batch, options);
        ring.add(slot.memory);
        queue.add(slot);
      }
      for (int i = 0; i < workers; i++) {
        SampleMaker maker = new SampleMaker(this.faces, sampler, pictures, unreadable);
        makers.add(maker);
        Thread thread = new Thread(() -> work(maker), "kpnative-loader");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
      }
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private void work(SampleMaker maker) {
    try {
      while (queue.take(maker)) {
        maker.make();
        queue.done(maker.batch());
      }
    } catch (InterruptedException e) { // nobody has this thread to interrupt it
      throw new IllegalStateException("a loader's thread was interrupted", e);
    }
  }

  /**
   * Begins an epoch; batches of an earlier one that were not taken are dropped.
   *
   * @param order the faces to visit, by index
   * @param firstBatch the first batch to deliver: 0, or later where a run resumes within an epoch
   * @param epoch names the random streams
   * @param augmenting empty for pictures as they are
   * @throws IllegalArgumentException if {@code firstBatch} is negative
   * @throws IllegalStateException if the loader is closed
   */
  public void start(int[] order, int firstBatch, int epoch, Optional<Augmenting> augmenting) {
    if (closed) {
      throw new IllegalStateException("the loader is closed");
    }
    if (firstBatch < 0) {
      throw new IllegalArgumentException("the first batch must be 0 or later, got " + firstBatch);
    }
    queue.drop();
    delivered = firstBatch;
    leftOut = 0;
    queue.start(new EpochPlan(order.clone(), epoch, augmenting, List.of()), firstBatch);
  }

  /**
   * Begins an epoch of changes that were drawn before; batches of an earlier one that were not
   * taken are dropped.
   *
   * @param order the faces to visit, by index
   * @param changes of each, as many
   * @param augmenting as in the epoch that the changes are of: pictures are decoded alike
   * @throws IllegalArgumentException if there is another number of changes than of faces
   * @throws IllegalStateException if the loader is closed
   */
  public void replay(int[] order, List<DrawnAugmentation> changes, Augmenting augmenting) {
    if (closed) {
      throw new IllegalStateException("the loader is closed");
    }
    if (order.length != changes.size()) {
      throw new IllegalArgumentException(
          "every face needs a change, got " + order.length + " and " + changes.size());
    }
    queue.drop();
    delivered = 0;
    leftOut = 0;
    queue.start(new EpochPlan(order.clone(), 0, Optional.of(augmenting), List.copyOf(changes)), 0);
  }

  /** {@return the number of batches of an epoch of {@code samples}} */
  public int batches(int samples) {
    return (samples + batch - 1) / batch;
  }

  /**
   * {@return the next batch, closed by the caller; empty at the epoch's end} Of samples that are
   * left out, the batch is without them, and one without samples is passed over.
   *
   * @throws IOException if one of its pictures cannot be read and is not to be left out, if none of
   *     the epoch can be read, or if this thread is interrupted; the epoch is then over, as after
   *     any other failure of a worker, which is thrown as it came
   * @throws IllegalStateException if the taker has closed no batch, so that none can come
   */
  public Optional<Batch> next() throws IOException {
    long start = System.nanoTime();
    try {
      while (true) {
        Batch ready = queue.next();
        if (ready == null) {
          checkDelivered();
          return Optional.empty();
        }
        if (accept(ready)) {
          return Optional.of(ready);
        }
      }
    } catch (InterruptedException e) {
      queue.drop();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a batch", e);
    } finally {
      waitNanos += System.nanoTime() - start;
    }
  }

  /** {@return what {@link #next} would return, if that is there already; else empty} */
  Optional<Batch> nextIfReady() throws IOException {
    for (Batch ready = queue.poll(); ready != null; ready = queue.poll()) {
      if (accept(ready)) {
        return Optional.of(ready);
      }
    }
    return Optional.empty();
  }

  /** {@return whether the batch has samples; if not, it is given back} */
  private boolean accept(Batch ready) throws IOException {
    Throwable failure = ready.failure();
    if (failure != null) {
      ready.close();
      queue.drop();
      throw asItCame(failure);
    }
    for (int i = 0; i < ready.asked && ready.size() < ready.asked; i++) {
      IOException reason = ready.unreadable(i);
      if (reason != null) {
        leftOut++;
        unreadable.leaveOut(faces.face(ready.askedFace(i)).picture(), reason);
      }
    }
    if (ready.size() == 0) {
      ready.close();
      return false;
    }
    delivered++;
    return true;
  }

  private void checkDelivered() throws IOException {
    if (delivered == 0 && leftOut > 0) {
      throw new IOException("none of the " + leftOut + " pictures of this epoch can be read");
    }
  }

  private static IOException asItCame(Throwable cause) {
    if (cause instanceof RuntimeException mistake) {
      throw mistake;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException io
        ? io
        : new IOException("a sample could not be made: " + cause, cause);
  }

  /**
   * {@return the time that {@link #next} has waited since the last call of this, in nanoseconds}
   */
  public long takeWaitNanos() {
    long nanos = waitNanos;
    waitNanos = 0;
    return nanos;
  }

  /** Frees the buffers, after the samples that are being made; none may be in use. Idempotent. */
  @Override
  public void close() {
    closed = true;
    queue.close();
    queue.drop();
    threads.forEach(BatchLoader::join);
    threads.clear();
    makers.forEach(SampleMaker::close);
    makers.clear();
    ring.forEach(BatchMemory::close);
    ring.clear();
  }

  /** Waits for a thread that is at its end, even if this one is interrupted meanwhile. */
  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
