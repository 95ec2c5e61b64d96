package kpnative.parallel;

import java.time.Duration;
import java.util.List;
import kpnative.natives.Construction;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.BackendOptional;
import org.bytedeco.pytorch.ProcessGroup;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
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
      gloo = making.retain(connect(store.get()));
      group =
          making.retain(group(place, DeviceType.CPU, ProcessGroup.BackendType.GLOO, gloo.get()));
      making.done();
    }
  }

  /**
   * {@return a group of processes with one backend; scratch}
   *
   * @param device whose tensors the backend takes
   */
  static ProcessGroup group(
      WorkerPlace place, DeviceType device, ProcessGroup.BackendType type, Backend backend) {
    // not of a store: the preset's constructor of that ends the process
    ProcessGroup group = new ProcessGroup(place.rank(), place.size());
    group.setBackend(device, type, new BackendOptional(backend));
    group.setDefaultBackend(type);
    return group;
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
    try {
      return new ProcessGroupGloo(
          at, place.rank(), place.size(), ProcessGroupGloo.Options.create_default(wait));
    } catch (RuntimeException e) {
      throw failed(e);
    }
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
      complete(() -> gloo.get().allreduce(new TensorVector(values))._wait());
      return;
    }
    complete(() -> new TreeSum(gloo.get(), place.rank(), place.size()).of(values));
  }

  @Override
  public void takeFirst(Tensor values) {
    complete(() -> gloo.get().broadcast(new TensorVector(values))._wait());
  }

  /** Runs a collective, whose own tensors are scratch. */
  private void complete(Runnable collective) {
    try (NativeScope scope = NativeScope.open()) {
      collective.run();
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  @Override
  public Gradients gradients(List<Tensor> parameters) {
    return new BucketedGradients(group.get(), parameters, this::failed);
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
