package kpnative.parallel;

import java.time.Duration;
import java.util.List;
import kpnative.natives.Construction;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.ProcessGroup;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.nccl.ProcessGroupNCCL;

/**
 * Workers with a GPU each. What is on the GPUs goes between them, by NCCL; numbers and what else is
 * on the processor, by Gloo. Owns the connections. To be loaded only where there is a GPU: without
 * one, the classes that it refers to cannot be loaded.
 *
 * <p>Not tested on a GPU.
 */
/* NCCL's collectives are queued on the GPU, and by default one that fails ends the process from a thread
 * of c10d's. With its blocking wait, the thread that waits gets an exception instead, within the limit, as
 * with Gloo. It waits where the loss is read in any case. */
final class NcclWorkers implements Workers {
  private final WorkerPlace place;
  private final Duration limit;
  private final GlooWorkers processors;
  private final Owned<TCPStore> store;
  private final Owned<ProcessGroupNCCL> nccl;
  private final Owned<ProcessGroup> group;
  private boolean lost;
  private boolean closed;

  /**
   * Workers that have met.
   *
   * @param processors the same workers, connected by Gloo; owned from now on, also if this fails
   * @param device this worker's GPU, no other's
   */
  NcclWorkers(GlooWorkers processors, WorkerPlace place, Duration limit, Device device) {
    this.place = place;
    this.limit = limit;
    this.processors = processors;
    torch.set_env("TORCH_NCCL_BLOCKING_WAIT", "1", true);
    torch.set_env("TORCH_NCCL_ENABLE_MONITORING", "0", false); // it would end the process
    try (Construction making = new Construction()) {
      making.own(processors, GlooWorkers::close);
      store = making.retain(Rendezvous.again(place, limit));
      nccl = making.retain(connect(device));
      group =
          making.retain(
              GlooWorkers.group(place, DeviceType.CUDA, ProcessGroup.BackendType.NCCL, nccl.get()));
      making.done();
    }
  }

  private ProcessGroupNCCL connect(Device device) {
    ProcessGroupNCCL.Options options = ProcessGroupNCCL.Options.create(false);
    options.timeout(new Milliseconds(limit.toMillis()));
    try {
      ProcessGroupNCCL made =
          new ProcessGroupNCCL(store.get(), place.rank(), place.size(), options);
      made.setBoundDeviceId(new DeviceOptional(device.toTorch()));
      made.eagerConnectSingleDevice(device.toTorch()); // now, so that what fails is said now
      return made;
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
    if (values.is_cuda()) {
      complete(() -> nccl.get().allreduce(new TensorVector(values))._wait());
    } else {
      complete(() -> processors.sum(values));
    }
  }

  @Override
  public void takeFirst(Tensor values) {
    if (values.is_cuda()) {
      complete(() -> nccl.get().broadcast(new TensorVector(values))._wait());
    } else {
      complete(() -> processors.takeFirst(values));
    }
  }

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
    lost = true;
    return Failure.of(thrown, place, limit);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (lost) {
      nccl.get().abort(); // does not wait for the others
    } else {
      nccl.get().shutdown();
    }
    group.close();
    nccl.close();
    store.close();
    processors.close();
  }
}
