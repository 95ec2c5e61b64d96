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
 * Makes batches ahead of use on worker threads and delivers them in order. A batch depends only on
 * seed, epoch and position, never on the number of workers.
 *
 * <p>The loader owns the buffers, four or as many more as keep all workers busy, and lends each as
 * a {@link Batch}. The caller may hold two batches at a time and closes one before it takes a
 * third. {@link #start}, {@link #next} and {@link #close} are for one thread.
 */
public final class BatchLoader implements AutoCloseable {
  private static final int MOST_LENT = 2; // batches that the caller may hold at a time

  private final UnreadablePictures unreadable;
  private final FaceCrops faces;
  private final int batch;
  private final SampleQueue queue;
  private final List<BatchMemory> ring = new ArrayList<>();
  private final List<SampleMaker> makers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private int delivered; // in this epoch; 0 at its end, with some left out: none can be read
  private int leftOut;
  private long waitNanos;
  private boolean closed;

  /** Creates a loader with {@link LoaderOptions#DEFAULT}. */
  public BatchLoader(
      List<AnnotatedFace> faces,
      FaceSampler sampler,
      PictureCache pictures,
      int batch,
      int workers) {
    this(faces, sampler, pictures, batch, workers, LoaderOptions.DEFAULT);
  }

  /**
   * Creates a loader of batches of these faces and starts its workers.
   *
   * @param pictures borrowed; must outlive the loader
   * @param batch samples per batch, of which the options' share is made; the last batch of an epoch
   *     may be smaller
   * @param workers the number of worker threads, at least 1
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
    this.queue = new SampleQueue(batch, options.share());
    boolean done = false;
    try (NativeScope scope = NativeScope.open()) {
      int own = options.share().most(batch);
      int ahead = Math.max(2, (2 * workers + own - 1) / own); // two samples for each worker
      for (int i = 0; i < ahead + MOST_LENT; i++) {
        Batch slot = new Batch(queue::giveBack, sampler, own, options);
        ring.add(slot.memory);
        queue.add(slot);
      }
      for (int i = 0; i < workers; i++) {
        SampleMaker maker = new SampleMaker(this.faces, sampler, pictures, options);
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
    while (true) {
      try {
        if (!queue.take(maker)) {
          return;
        }
        Thread.interrupted(); // meant for others: this thread ends with its loader
        maker.make();
        queue.done(maker.batch());
      } catch (InterruptedException meantForOthers) {
        // it goes on: a consumer would wait for its samples forever
      }
    }
  }

  /**
   * Starts an epoch; drops the batches of an earlier one that were not taken.
   *
   * @param order the faces to visit, by index
   * @param firstBatch the first batch to deliver: 0, or later where a run resumes within an epoch
   * @param epoch selects the random streams
   * @param augmenting empty for no augmentation
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
   * Starts an epoch with augmentations that were drawn earlier; drops the batches of an earlier
   * epoch that were not taken.
   *
   * @param order the faces to visit, by index
   * @param changes one for each face in {@code order}
   * @param augmenting that of the epoch in which the changes were drawn, so that pictures are
   *     decoded at the same reduction
   * @throws IllegalArgumentException if the numbers of faces and changes differ
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

  /** {@return the number of batches in an epoch of {@code samples}} */
  public int batches(int samples) {
    return (samples + batch - 1) / batch;
  }

  /**
   * {@return the next batch, which the caller closes; empty at the epoch's end} A batch does not
   * contain samples that were left out; a batch without samples is skipped.
   *
   * @throws IOException if a picture cannot be read and is not to be left out, if no picture of the
   *     epoch can be read, or if this thread is interrupted. This ends the epoch, as does any other
   *     failure of a worker, which is rethrown unchanged
   * @throws IllegalStateException if the caller holds all batches, so that none can be delivered
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

  /** {@return the batch that {@link #next} would return, if it is ready; else empty} */
  Optional<Batch> nextIfReady() throws IOException {
    for (Batch ready = queue.poll(); ready != null; ready = queue.poll()) {
      if (accept(ready)) {
        return Optional.of(ready);
      }
    }
    return Optional.empty();
  }

  /** {@return whether the batch has samples; if not, it is returned to the queue} */
  private boolean accept(Batch ready) throws IOException {
    Throwable failure = ready.failure();
    if (failure != null) {
      ready.close();
      queue.drop();
      if (failure instanceof IOException e) {
        unreadable.leaveOut(e); // adds what can be done
      }
      throw rethrown(failure);
    }
    for (int i = 0; i < ready.requested && ready.size() < ready.requested; i++) {
      IOException reason = ready.unreadable(i);
      if (reason != null) {
        leftOut++;
        unreadable.leaveOut(faces.face(ready.requestedFace(i)).picture(), reason);
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

  private static IOException rethrown(Throwable cause) {
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException io
        ? io
        : new IOException("a sample could not be made: " + cause, cause);
  }

  /**
   * {@return the time that {@link #next} has waited since the last call of this method, in
   * nanoseconds}
   */
  public long takeWaitNanos() {
    long nanos = waitNanos;
    waitNanos = 0;
    return nanos;
  }

  /**
   * Waits for samples in progress, then frees the buffers; the caller may hold no batch.
   * Idempotent.
   */
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

  /** Waits for a thread that is about to end, even if the calling thread is interrupted. */
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
