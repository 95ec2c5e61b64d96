package kpnative.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import kpnative.natives.Construction;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.BoolVector;
import org.bytedeco.pytorch.ProcessGroup;
import org.bytedeco.pytorch.Reducer;
import org.bytedeco.pytorch.SizeTStringMap;
import org.bytedeco.pytorch.SizeTVector;
import org.bytedeco.pytorch.SizeTVectorVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.jspecify.annotations.Nullable;

/**
 * Gradients in buckets, which LibTorch's Reducer sums while the backward pass goes on: the last
 * layers' first, since theirs are ready first.
 *
 * <p>The buckets stay as they are, unlike PyTorch's, which are divided anew after the first step:
 * where they lie decides in which order three and more summands are added, and a resumed run shall
 * add them as one that was not stopped.
 */
/* Which parameters are trained may change between two steps; the reducer waits for the gradient of
 * each parameter that it knows, so it is then made anew. */
final class BucketedGradients implements Gradients {
  /** Bytes of a bucket: of LibTorch's 1 MiB for the first and 25 MiB for others, the first. */
  private static final long BUCKET = 1 << 20;

  private final ProcessGroup group;
  private final List<Tensor> parameters;
  private final Function<RuntimeException, LostWorkerException> failed;
  private List<Tensor> trained = List.of();
  private @Nullable Owned<Reducer> reducer;

  /**
   * Buckets of these parameters' gradients.
   *
   * @param group whose workers reduce them; borrowed
   * @param parameters borrowed
   * @param failed makes an error for people of a collective's
   */
  BucketedGradients(
      ProcessGroup group,
      List<Tensor> parameters,
      Function<RuntimeException, LostWorkerException> failed) {
    this.group = group;
    this.parameters = List.copyOf(parameters);
    this.failed = failed;
  }

  @Override
  public void backward(Tensor loss) {
    try (NativeScope scope = NativeScope.open()) {
      Reducer current = current();
      current.prepare_for_forward();
      current.prepare_for_backward(new TensorVector());
      try {
        loss.backward();
      } catch (RuntimeException e) {
        if (Failure.isOfCollective(e)) {
          throw failed.apply(e);
        }
        throw e;
      }
    }
  }

  private Reducer current() {
    List<Tensor> now = parameters.stream().filter(Tensor::requires_grad).toList();
    Owned<Reducer> made = reducer;
    if (made != null && now.equals(trained)) {
      return made.get();
    }
    close();
    try (Construction making = new Construction()) {
      made = making.retain(reducer(now));
      making.done();
    }
    reducer = made;
    trained = now;
    return made.get();
  }

  private Reducer reducer(List<Tensor> now) {
    boolean[] noneSparse = new boolean[now.size()];
    return new Reducer(
        new TensorVector(now.toArray(Tensor[]::new)),
        buckets(now),
        group,
        new BoolVector(noneSparse),
        BUCKET,
        false, // a parameter without a gradient is an error
        false, // gradients stay where they are: the optimiser holds them
        new SizeTStringMap(),
        BUCKET,
        false,
        false);
  }

  /** {@return positions of parameters, from the last to the first, in buckets} */
  private static SizeTVectorVector buckets(List<Tensor> parameters) {
    List<SizeTVector> buckets = new ArrayList<>();
    List<Long> filling = new ArrayList<>();
    long bytes = 0;
    for (int i = parameters.size() - 1; i >= 0; i--) {
      filling.add((long) i);
      bytes += parameters.get(i).nbytes();
      if (bytes >= BUCKET || i == 0) {
        SizeTVector bucket = new SizeTVector();
        bucket.put(filling.stream().mapToLong(Long::longValue).toArray());
        buckets.add(bucket);
        filling.clear();
        bytes = 0;
      }
    }
    return new SizeTVectorVector(buckets.toArray(SizeTVector[]::new));
  }

  @Override
  public void close() {
    Owned<Reducer> made = reducer;
    if (made != null) {
      reducer = null;
      made.close();
    }
  }
}
