package kpnative.data.load;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import kpnative.data.FaceSampler;
import kpnative.geometry.Warp;
import kpnative.image.InputFormat;
import kpnative.keypoints.Visibility;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Samples in one contiguous native buffer, lent by a {@link BatchLoader}: valid until {@link
 * #close}, which gives the buffer back for a later batch.
 */
/* While it is made, each thread writes only what belongs to the samples that the queue gave it; the
 * counts are the queue's, under its lock, which also passes the rest from thread to thread. */
public final class Batch implements AutoCloseable {
  final BatchMemory memory;
  final BatchWarps warps;
  final byte[] marks; // [capacity, K]
  final float[] targets; // [capacity, floats]
  private final Consumer<Batch> giveBack;
  private final InputFormat format;
  private final Transfer transfer;
  private final int keypoints;
  private final int floats;
  private final int[] faces;
  private final @Nullable IOException[] unreadable;

  // of the queue
  EpochPlan plan = EpochPlan.NOTHING;
  int number;
  int first; // position in the plan of sample 0
  int asked;
  int taken;
  int made;
  boolean complete;
  boolean lent;

  private int size; // samples that were made and not left out
  private int failedAt = Integer.MAX_VALUE;
  private @Nullable Throwable failure;

  /**
   * A buffer for samples.
   *
   * @param giveBack receives this batch when it is closed
   * @param capacity samples that it holds at most
   */
  Batch(Consumer<Batch> giveBack, FaceSampler sampler, int capacity, LoaderOptions options) {
    this.giveBack = giveBack;
    format = sampler.input();
    transfer = options.transfer();
    keypoints = sampler.indices().length;
    floats = sampler.targetFloats();
    memory = new BatchMemory(capacity, format, floats, transfer, options.pinned());
    faces = new int[capacity];
    warps = new BatchWarps(capacity);
    marks = new byte[capacity * keypoints];
    targets = new float[capacity * floats];
    unreadable = new @Nullable IOException[capacity];
  }

  /** {@return B, the number of samples: fewer than were asked for where pictures were left out} */
  public int size() {
    return size;
  }

  /** {@return which batch of its epoch this is, counted from 0} */
  public int number() {
    return number;
  }

  /** {@return the index in the data set of sample {@code i}'s face} */
  public int face(int i) {
    return faces[check(i)];
  }

  /** {@return the warp from sample {@code i}'s photograph to the input} */
  public Warp warp(int i) {
    return warps.get(check(i));
  }

  /**
   * {@return what sample {@code i} shows of the {@code k}-th learned keypoint} Its coordinates are
   * in the target whatever this says.
   */
  public Visibility visibility(int i, int k) {
    return Visibility.ofCode(marks[check(i) * keypoints + k]);
  }

  /** {@return the pictures, {@code [B, C, H, W]} float32; a scratch view of borrowed memory} */
  public Tensor input() {
    return transfer.input(pixels(), format);
  }

  /** {@return the targets, {@code [B, floats]} float32; a scratch view of borrowed memory} */
  public Tensor target() {
    return memory.targets(size);
  }

  InputFormat format() {
    return format;
  }

  Transfer transfer() {
    return transfer;
  }

  /** {@return the pictures as they are transferred, {@code [B, H, W, C]}; a scratch view} */
  Tensor pixels() {
    return memory.pixels(size);
  }

  /** Gives the buffer back. Idempotent. */
  @Override
  public void close() {
    giveBack.accept(this);
  }

  /** Makes this the empty batch {@code number} of a plan. */
  void begin(EpochPlan plan, int number, int capacity) {
    this.plan = plan;
    this.number = number;
    first = number * capacity;
    asked = Math.min(capacity, plan.order().length - first);
    taken = 0;
    made = 0;
    complete = false;
    size = 0;
    failedAt = Integer.MAX_VALUE;
    failure = null;
    Arrays.fill(unreadable, null);
  }

  /** {@return the index in the data set of the face that is asked for at {@code i}} */
  int askedFace(int i) {
    return plan.order()[first + i];
  }

  void leaveOut(int i, IOException reason) {
    unreadable[i] = reason;
  }

  /** Keeps the failure of the earliest sample, whichever thread comes first. */
  synchronized void fail(int i, Throwable cause) {
    if (i < failedAt) {
      failedAt = i;
      failure = cause;
    }
  }

  /** {@return what the earliest failed sample failed of} */
  synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** {@return why the sample asked for at {@code i} was left out; null if it was not} */
  @Nullable IOException unreadable(int i) {
    return unreadable[i];
  }

  /** Closes the gaps of samples that were left out, when all are made. */
  void finish() {
    int n = 0;
    for (int i = 0; i < asked; i++) {
      if (unreadable[i] != null) {
        continue;
      }
      faces[n] = askedFace(i);
      if (n < i) {
        memory.copySample(i, n);
        warps.move(i, n);
        System.arraycopy(marks, i * keypoints, marks, n * keypoints, keypoints);
        System.arraycopy(targets, i * floats, targets, n * floats, floats);
      }
      n++;
    }
    size = n;
    memory.putTargets(targets, n);
  }

  private int check(int i) {
    if (i < 0 || i >= size) {
      throw new IndexOutOfBoundsException("sample " + i + " of " + size);
    }
    return i;
  }
}
