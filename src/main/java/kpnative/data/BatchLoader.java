package kpnative.data;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import kpnative.augment.Augmentation;
import kpnative.augment.DrawnAugmentation;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;
import kpnative.geometry.Warp;
import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Makes batches ahead of their use, on worker threads, and delivers them in order. What a batch
 * holds depends on seed, epoch and position only, never on the number of workers.
 *
 * <p>Buffers: a ring of {@code workers + 2}, owned by the loader and lent as {@link Batch}; the
 * taker closes each before it takes the next but one. {@link #start}, {@link #next} and {@link
 * #close} are for one thread.
 */
public final class BatchLoader implements AutoCloseable {
  private final List<AnnotatedFace> faces;
  private final FaceSampler sampler;
  private final PictureCache pictures;
  private final int batch;
  private final ExecutorService pool;
  private final List<Batch> ring = new ArrayList<>();
  private final BlockingQueue<Batch> free = new LinkedBlockingQueue<>();
  private final BlockingQueue<Resampler> resamplers = new LinkedBlockingQueue<>();
  private final Deque<Future<Batch>> coming = new ArrayDeque<>();
  private Plan plan = new Plan(new int[0], 0, Optional.empty());
  private int nextSubmitted;
  private long waitNanos;
  private boolean closed;

  /** How an epoch's samples are changed: which augmentation, from which random streams. */
  public record Augmenting(Augmentation augmentation, Randomness randomness) {}

  private record Plan(int[] order, int epoch, Optional<Augmenting> augmenting) {}

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
      int workers) {
    if (batch < 1 || workers < 1) {
      throw new IllegalArgumentException(
          "batch and workers must be at least 1, got " + batch + " and " + workers);
    }
    this.faces = List.copyOf(faces);
    this.sampler = sampler;
    this.pictures = pictures;
    this.batch = batch;
    this.pool =
        Executors.newFixedThreadPool(
            workers,
            work -> {
              Thread thread = new Thread(work, "kpnative-loader");
              thread.setDaemon(true);
              return thread;
            });
    boolean done = false;
    try (NativeScope scope = NativeScope.open()) {
      for (int i = 0; i < workers + 2; i++) {
        Batch slot = slot();
        ring.add(slot);
        free.add(slot);
      }
      for (int i = 0; i < workers; i++) {
        resamplers.add(new Resampler(sampler.input()));
      }
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private Batch slot() {
    InputFormat in = sampler.input();
    Tensor x = torch.zeros(batch, in.height(), in.width(), in.channels().count());
    Tensor y = torch.zeros(batch, sampler.targetFloats());
    InputSlots slots = InputSlots.floats(in, x.data_ptr_float(), batch);
    Tensor channelsLast = x.permute(0, 3, 1, 2); // the same memory as [B, C, H, W]
    return new Batch(Owned.retain(channelsLast), slots, Owned.retain(y), free::add);
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
    drop();
    plan = new Plan(order.clone(), epoch, augmenting);
    nextSubmitted = firstBatch;
    for (int i = 0; i < ring.size() - 1; i++) {
      submit();
    }
  }

  /** {@return the number of batches of an epoch of {@code samples}} */
  public int batches(int samples) {
    return (samples + batch - 1) / batch;
  }

  /**
   * {@return the next batch, closed by the caller; empty at the epoch's end}
   *
   * @throws IOException if one of its pictures cannot be read, or this thread is interrupted; the
   *     epoch is then over, as after any other failure of a worker, which is thrown as it came
   */
  public Optional<Batch> next() throws IOException {
    Future<Batch> future = coming.poll();
    if (future == null) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    try {
      Batch ready = future.get();
      submit();
      return Optional.of(ready);
    } catch (InterruptedException e) {
      coming.addFirst(future); // it may still hold a buffer
      drop();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a batch", e);
    } catch (ExecutionException e) {
      drop();
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof RuntimeException mistake) {
        throw mistake;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a batch could not be made: " + cause, cause);
    } finally {
      waitNanos += System.nanoTime() - start;
    }
  }

  /**
   * {@return the time that {@link #next} has waited since the last call of this, in nanoseconds}
   */
  public long takeWaitNanos() {
    long nanos = waitNanos;
    waitNanos = 0;
    return nanos;
  }

  private void submit() {
    int number = nextSubmitted;
    if ((long) number * batch >= plan.order.length) {
      return;
    }
    nextSubmitted++;
    Plan p = plan;
    coming.add(pool.submit(() -> make(p, number)));
  }

  private Batch make(Plan p, int number) throws IOException, InterruptedException {
    Batch slot = free.take();
    Resampler resampler = resamplers.take();
    boolean done = false;
    try (NativeScope scope = NativeScope.open()) {
      fill(slot, p, number, resampler);
      done = true;
      return slot;
    } finally {
      resamplers.add(resampler);
      if (!done) {
        free.add(slot);
      }
    }
  }

  private void fill(Batch slot, Plan p, int number, Resampler resampler) throws IOException {
    int first = number * batch;
    int n = Math.min(batch, p.order.length - first);
    List<Integer> taken = new ArrayList<>(n);
    List<Warp> warps = new ArrayList<>(n);
    int floats = sampler.targetFloats();
    float[] targets = new float[n * floats];
    for (int i = 0; i < n; i++) {
      int face = p.order[first + i];
      int sample = first + i; // the position, so that a face seen twice in an epoch differs
      Optional<DrawnAugmentation> drawn =
          p.augmenting.map(
              a ->
                  a.augmentation.draw(
                      a.randomness.key(p.epoch, sample, Purpose.AUGMENT),
                      sampler.input().size()));
      warps.add(
          sampler.sample(pictures, faces.get(face), drawn, resampler, slot.slots, i, targets, i * floats));
      taken.add(face);
    }
    slot.targets.get().data_ptr_float().put(targets, 0, targets.length);
    slot.fill(taken, warps);
  }

  /**
   * Ends the epoch. Waits for the batches that are being made, whatever happens: they write into
   * memory that will be lent again or freed.
   */
  private void drop() {
    nextSubmitted = Integer.MAX_VALUE;
    boolean interrupted = false;
    while (!coming.isEmpty()) {
      try {
        coming.element().get().close();
        coming.remove();
      } catch (ExecutionException ignored) {
        coming.remove(); // its failure belongs to an epoch that nobody waits for any more
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Frees the buffers, after the batches that are being made; none may be in use. Idempotent. */
  @Override
  public void close() {
    closed = true;
    drop();
    pool.shutdown(); // nothing runs any more
    resamplers.forEach(Resampler::close);
    resamplers.clear();
    ring.forEach(Batch::free);
    ring.clear();
  }
}
