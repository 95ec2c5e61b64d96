package kpnative.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import kpnative.crop.MirrorPair;
import kpnative.natives.NativeThreads;

/*
 * A run has a small fixed cost and a cost per input: with the built-in model 1.6 ms for one face,
 * 2.7 for two, 5.0 for four, 9.8 for eight. So three faces take a batch of two and a batch of one,
 * 4.2 ms, not a padded batch of four. On a processor, batches of more than eight are no faster per
 * face; a GPU needs hundreds of inputs to be busy.
 */
/**
 * The pool of a detector's working memory, for batches of 1, 2, 4 and so on up to the engine's most
 * inputs, of which a face has two if predictions are averaged with mirrored ones. It grows on
 * demand, to the largest number of concurrent calls of each size. Owns the memory. Thread-safe.
 */
final class CallPool implements AutoCloseable {
  private final DetectorSpec spec;
  private final Optional<MirrorPair> mirror;
  private final FaceEngine engine;
  private final List<Queue<DetectorCall>> idle = new ArrayList<>(); // for 1, 2, 4, ... faces
  private final Queue<DetectorCall> made = new ConcurrentLinkedQueue<>();

  CallPool(DetectorSpec spec, FaceEngine engine) {
    this.spec = spec;
    this.engine = engine;
    this.mirror = spec.mirrorPair();
    for (int faces = 1; faces <= maxFaces(); faces *= 2) {
      idle.add(new ConcurrentLinkedQueue<>());
    }
  }

  /** {@return the largest batch, in faces: half the inputs if each face also has a mirrored one} */
  int maxFaces() {
    return mirror.isPresent() ? engine.mostInputs() / 2 : engine.mostInputs();
  }

  /**
   * {@return working memory for a batch of at most {@code faces}, for the calling thread to run the
   * network with; the caller gives it back}
   *
   * @param faces how many are left to detect, at least 1; {@link DetectorCall#faces} says how many
   *     the memory takes
   */
  DetectorCall take(int faces) {
    NativeThreads.enter();
    int size = sizeIndex(Math.min(faces, maxFaces()));
    DetectorCall call = idle.get(size).poll();
    if (call == null) {
      call = new DetectorCall(spec, mirror, engine, 1 << size);
      made.add(call);
    }
    return call;
  }

  /** Returns memory to the pool. */
  void giveBack(DetectorCall call) {
    idle.get(sizeIndex(call.faces())).add(call);
  }

  /**
   * Frees all memory, including what was not given back. The caller ensures that no call is
   * running.
   */
  @Override
  public void close() {
    idle.forEach(Queue::clear);
    made.forEach(DetectorCall::close);
    made.clear();
  }

  /** {@return the index of the largest batch size that these faces fill} */
  private static int sizeIndex(int faces) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(faces);
  }
}
