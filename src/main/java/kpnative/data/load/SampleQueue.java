package kpnative.data.load;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Assigns samples to worker threads, and delivers batches in order once all their samples are made.
 * Work is divided by sample, not by batch: the first batch is ready soonest, and no thread idles
 * while another has a whole batch to make. Thread-safe: one lock, acquired three times per sample.
 */
final class SampleQueue {
  private final int capacity;
  private final Share share;
  private final Deque<Batch> free = new ArrayDeque<>();
  private final Deque<Batch> coming = new ArrayDeque<>(); // in order; the last is being filled
  private EpochPlan plan = EpochPlan.NOTHING;
  private int next; // the number of the next batch to begin
  private @Nullable Batch filling; // has samples that no thread has taken
  private int working; // threads that are making a sample
  private boolean closed;

  SampleQueue(int capacity, Share share) {
    this.capacity = capacity;
    this.share = share;
  }

  synchronized void add(Batch batch) {
    free.add(batch);
  }

  /** Starts an epoch; the previous one must have been dropped. */
  synchronized void start(EpochPlan plan, int firstBatch) {
    this.plan = plan;
    next = firstBatch;
    notifyAll();
  }

  /**
   * Waits for a sample to make and assigns it to {@code maker}.
   *
   * @return false if the queue is closed
   */
  synchronized boolean take(SampleMaker maker) throws InterruptedException {
    while (!closed) {
      Batch batch = filling == null ? begin() : filling;
      if (batch != null) {
        maker.assign(batch, batch.taken++);
        filling = batch.taken < batch.requested ? batch : null;
        working++;
        return true;
      }
      wait();
    }
    return false;
  }

  private @Nullable Batch begin() {
    if (!hasMore() || free.isEmpty()) {
      return null;
    }
    Batch batch = free.remove();
    batch.begin(plan, next++, capacity, share);
    coming.add(batch);
    return batch;
  }

  /** Records that a sample of the batch was made, left out or failed. */
  void done(Batch batch) {
    boolean last;
    synchronized (this) {
      last = ++batch.made == batch.requested;
    }
    if (last) {
      try {
        batch.finish(); // exclusive: all samples are made, and the batch is not delivered yet
      } catch (Throwable e) { // so that the consumer does not wait forever
        batch.fail(0, e);
      }
    }
    synchronized (this) {
      batch.complete |= last;
      working--;
      if (last || working == 0) {
        notifyAll();
      }
    }
  }

  /**
   * {@return the epoch's next batch, lent; null at its end}
   *
   * @throws IllegalStateException if all batches are lent, so that none can be delivered
   */
  synchronized @Nullable Batch next() throws InterruptedException {
    while (true) {
      if (coming.isEmpty() && !hasMore()) {
        return null;
      }
      Batch ready = poll();
      if (ready != null) {
        return ready;
      }
      if (coming.isEmpty() && free.isEmpty()) {
        throw new IllegalStateException("every batch is lent: close one before taking the next");
      }
      wait();
    }
  }

  /** {@return the next batch, lent, if it is complete; else null} */
  synchronized @Nullable Batch poll() {
    Batch head = coming.peek();
    if (head == null || !head.complete) {
      return null;
    }
    coming.remove();
    head.lent = true;
    return head;
  }

  synchronized void giveBack(Batch batch) {
    if (batch.lent) {
      batch.lent = false;
      free.add(batch);
      notifyAll();
    }
  }

  /**
   * Ends the epoch. Waits for samples in progress, even if interrupted, because they are written
   * into memory that will be lent again or freed.
   */
  synchronized void drop() {
    plan = EpochPlan.NOTHING;
    next = 0;
    filling = null;
    boolean interrupted = false;
    while (working > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    free.addAll(coming);
    coming.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes the queue: threads can take no more samples. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private boolean hasMore() {
    return (long) next * capacity < plan.order().length;
  }
}
