package kpnative.data.load;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Says which sample is made next, and delivers batches in order when all their samples are made.
 * Samples, not batches, are divided among the threads: the first batch comes soonest, and no thread
 * idles while another has a whole batch before it. Thread-safe: one lock, taken twice a sample.
 */
final class SampleQueue {
  private final int capacity;
  private final Deque<Batch> free = new ArrayDeque<>();
  private final Deque<Batch> coming = new ArrayDeque<>(); // in order; the last is being filled
  private EpochPlan plan = EpochPlan.NOTHING;
  private int next; // the first batch that is not begun
  private @Nullable Batch filling; // has samples that no thread has taken
  private int working; // threads that make a sample
  private boolean closed;

  SampleQueue(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(Batch batch) {
    free.add(batch);
  }

  /** Begins an epoch; the one before has been dropped. */
  synchronized void start(EpochPlan plan, int firstBatch) {
    this.plan = plan;
    next = firstBatch;
    notifyAll();
  }

  /**
   * Waits for a sample to make, and writes into {@code maker} which.
   *
   * @return false if there will be no more
   */
  synchronized boolean take(SampleMaker maker) throws InterruptedException {
    while (!closed) {
      Batch batch = filling == null ? begin() : filling;
      if (batch != null) {
        maker.assign(batch, batch.taken++);
        filling = batch.taken < batch.asked ? batch : null;
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
    batch.begin(plan, next++, capacity);
    coming.add(batch);
    return batch;
  }

  /** A sample of the batch was made, left out or failed. */
  void done(Batch batch) {
    boolean last;
    synchronized (this) {
      last = ++batch.made == batch.asked;
    }
    if (last) {
      try {
        batch.finish(); // nobody else has it: its samples are made, and it is not delivered yet
      } catch (Throwable e) { // lest its taker wait for ever
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
   * @throws IllegalStateException if all batches are lent, so that none can come
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
        throw new IllegalStateException("every batch is lent: close one before the next is taken");
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
   * Ends the epoch. Waits for the samples that are being made, whatever happens: they are written
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

  /** Lets no thread take a sample any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private boolean hasMore() {
    return (long) next * capacity < plan.order().length;
  }
}
