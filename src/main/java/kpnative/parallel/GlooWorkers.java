package kpnative.parallel;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import kpnative.natives.Construction;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.BackendOptional;
import org.bytedeco.pytorch.ProcessGroup;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** Workers on processors, connected by Gloo, each with every other. Owns the connections. */
final class GlooWorkers implements Workers {
  /** Bytes above which the time that a sum takes is that of its bytes. */
  private static final long LARGE = 1 << 18;

  private final WorkerPlace place;
  private final Duration limit;
  private final Owned<TCPStore> store;
  private final Owned<ProcessGroupGloo> gloo;
  private final Owned<ProcessGroup> group;

  GlooWorkers(WorkerPlace place, Duration limit) {
    this.place = place;
    this.limit = limit;
    quieten();
    try (Construction making = new Construction()) {
      store = making.retain(Rendezvous.of(place, limit));
      gloo = making.retain(trying(() -> connect(store.get())));
      // not of the store: the preset's constructor of that ends the process
      group = making.retain(new ProcessGroup(place.rank(), place.size()));
      group
          .get()
          .setBackend(
              DeviceType.CPU, ProcessGroup.BackendType.GLOO, new BackendOptional(gloo.get()));
      group.get().setDefaultBackend(ProcessGroup.BackendType.GLOO);
      making.done();
    }
  }

  /**
   * Keeps c10d from logging each connection that fails or ends, with a C++ stack: the exception
   * that follows says it too. A level that the user set is kept.
   */
  private static void quieten() {
    torch.set_env("TORCH_CPP_LOG_LEVEL", "FATAL", false);
    torch.initLogging();
  }

  private ProcessGroupGloo connect(TCPStore at) {
    Milliseconds wait = new Milliseconds(limit.toMillis());
    return new ProcessGroupGloo(
        at, place.rank(), place.size(), ProcessGroupGloo.Options.create_default(wait));
  }

  @Override
  public int rank() {
    return place.rank();
  }

  @Override
  public int size() {
    return place.size();
  }

  @Override
  public void sum(Tensor values) {
    if (values.nbytes() > LARGE) {
      complete(values, gloo.get()::allreduce);
      return;
    }
    try (NativeScope scope = NativeScope.open()) {
      TreeSum sum = new TreeSum(gloo.get(), place.rank(), place.size());
      trying(
          () -> {
            sum.of(values);
            return values;
          });
    }
  }

  @Override
  public void takeFirst(Tensor values) {
    complete(values, gloo.get()::broadcast);
  }

  private interface Collective {
    Work start(TensorVector values);
  }

  private void complete(Tensor values, Collective collective) {
    try (NativeScope scope = NativeScope.open()) {
      trying(() -> collective.start(new TensorVector(values))._wait());
    }
  }

  @Override
  public Gradients gradients(List<Tensor> parameters) {
    return new BucketedGradients(group.get(), parameters, this::failed);
  }

  /**
   * {@return what a collective returns}
   *
   * @throws LostWorkerException if it fails
   */
  private <T> T trying(Supplier<T> collective) {
    try {
      return collective.get();
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private LostWorkerException failed(RuntimeException thrown) {
    return Failure.of(thrown, place, limit);
  }

  @Override
  public void close() {
    group.close();
    gloo.close();
    store.close();
  }
}
