package kpnative.data.load;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import kpnative.data.FaceSampler;
import kpnative.geometry.Warp;
import kpnative.image.InputFormat;
import kpnative.keypoints.Visibility;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A mini-batch in one contiguous native buffer, borrowed from a {@link BatchLoader}: valid until
 * {@link #close}, which returns the buffer to the loader for a later batch.
 */
/* While a batch is made, each thread writes only the samples that the queue assigned to it. The
 * queue's lock guards the counts and publishes everything else from thread to thread. */
public final class Batch implements AutoCloseable {
  final BatchMemory memory;
  final BatchWarps warps;
  final byte[] marks; // [capacity, K]
  final float[] targets; // [capacity, floats]
  final float[] labels; // [capacity, K], codes of VisibilityLabel; empty where not asked for
  private final Consumer<Batch> giveBack;
  private final InputFormat format;
  private final Transfer transfer;
  private final int keypoints;
  private final int floats;
  private final int[] faces;
  private final @Nullable IOException[] unreadable;

  // written by the queue, under its lock
  EpochPlan plan = EpochPlan.NOTHING;
  int number;
  int first; // position in the plan of sample 0
  int requested; // of this share
  int whole; // over all shares
  boolean spare; // the share is empty, and has one sample of another instead
  int taken;
  int made;
  boolean complete;
  boolean lent;

  private int size; // samples made and not left out
  private int failedAt = Integer.MAX_VALUE;
  private @Nullable Throwable failure;

  /**
   * Allocates a buffer for samples.
   *
   * @param giveBack receives this batch when it is closed
   * @param capacity the largest number of samples
   */
  Batch(Consumer<Batch> giveBack, FaceSampler sampler, int capacity, LoaderOptions options) {
    this.giveBack = giveBack;
    format = sampler.input();
    transfer = options.transfer();
    keypoints = sampler.indices().length;
    floats = sampler.targetFloats();
    int labelled = options.visibility() ? keypoints : 0;
    memory = new BatchMemory(capacity, format, floats, labelled, options);
    labels = new float[capacity * labelled];
    faces = new int[capacity];
    warps = new BatchWarps(capacity);
    marks = new byte[capacity * keypoints];
    targets = new float[capacity * floats];
    unreadable = new @Nullable IOException[capacity];
  }

  /** {@return B, the number of samples; fewer than requested if pictures were left out} */
  public int size() {
    return size;
  }

  /** {@return the number of samples over all shares of the batch, those left out included} */
  public int wholeSize() {
    return whole;
  }

  /**
   * {@return whether this share is empty} Its one sample is another share's then, so that whoever
   * works with a share has something to work with; it does not count.
   */
  public boolean isSpare() {
    return spare;
  }

  /** {@return the batch's index in its epoch, from 0} */
  public int number() {
    return number;
  }

  /** {@return the index in the data set of sample {@code i}'s face} */
  public int face(int i) {
    return faces[check(i)];
  }

  /** {@return the warp from sample {@code i}'s photograph to the network's input} */
  public Warp warp(int i) {
    return warps.get(check(i));
  }

  /**
   * {@return the visibility of the {@code k}-th learned keypoint in sample {@code i}} The target
   * holds its coordinates in any case.
   */
  public Visibility visibility(int i, int k) {
    return Visibility.ofCode(marks[check(i) * keypoints + k]);
  }

  /** {@return the input tensor, {@code [B, C, H, W]} float32; a scratch view of borrowed memory} */
  public Tensor input() {
    return transfer.input(pixels(), format);
  }

  /** {@return the targets, {@code [B, floats]} float32; a scratch view of borrowed memory} */
  public Tensor target() {
    return memory.targets(size);
  }

  /**
   * {@return what is known of the keypoints' visibility, the codes of {@link
   * kpnative.keypoints.VisibilityLabel}, {@code [B, K]} float32, or {@code [B, 0]} where not asked
   * for; a scratch view of borrowed memory}
   */
  public Tensor visibilityLabels() {
    return memory.labels(size);
  }

  InputFormat format() {
    return format;
  }

  Transfer transfer() {
    return transfer;
  }

  /** {@return the pictures as they are transferred, {@code [B, H, W, C]}; a scratch view} */
  Tensor pixels() {
    return memory.pixels().first(size);
  }

  /** {@return the pictures of each view, likewise} */
  List<Tensor> views() {
    return memory.views().stream().map(view -> view.first(size)).toList();
  }

  /** {@return the formats of the views} */
  List<InputFormat> viewFormats() {
    return memory.views().stream().map(PixelMemory::format).toList();
  }

  /** Returns the buffer to the loader. Idempotent. */
  @Override
  public void close() {
    giveBack.accept(this);
  }

  /**
   * Resets this to be a share of batch {@code number} of a plan, still without samples.
   *
   * @param batch samples per batch, over all shares
   */
  void begin(EpochPlan plan, int number, int batch, Share share) {
    this.plan = plan;
    this.number = number;
    int start = number * batch;
    whole = Math.min(batch, plan.order().length - start);
    spare = share.count(whole) == 0;
    first = start + (spare ? 0 : share.from(whole));
    requested = spare ? 1 : share.count(whole);
    taken = 0;
    made = 0;
    complete = false;
    size = 0;
    failedAt = Integer.MAX_VALUE;
    failure = null;
    Arrays.fill(unreadable, null);
  }

  /** {@return the index in the data set of the {@code i}-th requested face} */
  int requestedFace(int i) {
    return plan.order()[first + i];
  }

  void leaveOut(int i, IOException reason) {
    unreadable[i] = reason;
  }

  /**
   * Records a failure; of several, that of the earliest sample is kept, whatever the order of
   * threads.
   */
  synchronized void fail(int i, Throwable cause) {
    if (i < failedAt) {
      failedAt = i;
      failure = cause;
    }
  }

  /** {@return the failure of the earliest failed sample; null if none failed} */
  synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** {@return why the {@code i}-th requested sample was left out; null if it was not} */
  @Nullable IOException unreadable(int i) {
    return unreadable[i];
  }

  /** Removes the gaps of samples that were left out; called when all are made. */
  void finish() {
    int n = 0;
    for (int i = 0; i < requested; i++) {
      if (unreadable[i] != null) {
        continue;
      }
      faces[n] = requestedFace(i);
      if (n < i) {
        memory.copySample(i, n);
        warps.move(i, n);
        System.arraycopy(marks, i * keypoints, marks, n * keypoints, keypoints);
        System.arraycopy(targets, i * floats, targets, n * floats, floats);
        if (labels.length > 0) {
          System.arraycopy(labels, i * keypoints, labels, n * keypoints, keypoints);
        }
      }
      n++;
    }
    size = n;
    memory.putTargets(targets, n);
    if (labels.length > 0) {
      memory.putLabels(labels, n * keypoints);
    }
  }

  private int check(int i) {
    if (i < 0 || i >= size) {
      throw new IndexOutOfBoundsException("sample " + i + " of " + size);
    }
    return i;
  }
}
