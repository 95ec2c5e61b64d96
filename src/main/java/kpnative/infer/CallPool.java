package kpnative.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import kpnative.crop.MirrorPair;
import kpnative.natives.NativeThreads;

/*
 * A run costs a little, and then what its inputs cost: with the built-in model 1.6 ms for one face,
 * 2.7 for two, 5.0 for four, 9.8 for eight. So three faces are a run of two and one of one, 4.2 ms,
 * and not one of four with an input of nothing; and more than eight at a time would gain nothing.
 */
/**
 * The working memory of a detector's calls: for 1, 2, 4 and 8 inputs a run, each made when it is
 * first needed, and as many as calls ever ran at a time. Thread-safe.
 */
final class CallPool implements AutoCloseable {
  /** The most inputs of a run. */
  static final int MOST_INPUTS = 8;

  private final DetectorSpec spec;
  private final Optional<MirrorPair> mirror;
  private final FaceEngine engine;
  private final List<Queue<DetectorCall>> idle = new ArrayList<>(); // of 1, 2, 4, ... faces
  private final Queue<DetectorCall> made = new ConcurrentLinkedQueue<>();

  CallPool(DetectorSpec spec, FaceEngine engine) {
    this.spec = spec;
    this.engine = engine;
    this.mirror = spec.mirrorPair();
    for (int faces = 1; faces <= mostFaces(); faces *= 2) {
      idle.add(new ConcurrentLinkedQueue<>());
    }
  }

  /** {@return the most faces of a run: half the inputs, where each has a mirror image} */
  int mostFaces() {
    return mirror.isPresent() ? MOST_INPUTS / 2 : MOST_INPUTS;
  }

  /**
   * {@return memory to be given back, for at most so many faces: the calling thread runs the
   * network next}
   *
   * @param faces that wait, at least 1; as many of them as {@link DetectorCall#faces} says go in
   */
  DetectorCall take(int faces) {
    NativeThreads.enter();
    int size = sizeIndex(Math.min(faces, mostFaces()));
    DetectorCall call = idle.get(size).poll();
    if (call == null) {
      call = new DetectorCall(spec, mirror, engine, 1 << size);
      made.add(call);
    }
    return call;
  }

  /** Takes memory back, for the next call. */
  void giveBack(DetectorCall call) {
    idle.get(sizeIndex(call.faces())).add(call);
  }

  /** Frees all memory, also what was not given back: no call runs any more. */
  @Override
  public void close() {
    idle.forEach(Queue::clear);
    made.forEach(DetectorCall::close);
    made.clear();
  }

  /** {@return the position of the largest size that is filled} */
  private static int sizeIndex(int faces) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(faces);
  }
}
