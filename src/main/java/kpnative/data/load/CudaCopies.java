package kpnative.data.load;

import java.util.ArrayList;
import java.util.List;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.cuda.CUDAEvent;
import org.bytedeco.pytorch.cuda.CUDAStream;
import org.bytedeco.pytorch.cuda.CUDAStreamGuard;
import org.bytedeco.pytorch.global.torch_cuda;

/**
 * Copies batches to an NVIDIA GPU on a separate CUDA stream, concurrently with the computation. To
 * be loaded only where there is a GPU: without one, the classes that it refers to cannot be loaded.
 * For one thread.
 *
 * <p>Not tested on a GPU.
 */
/* Three rules keep this correct. The source is pinned, so that the copy is asynchronous; it is
 * returned only when the copy is done. The computing stream waits for the copy, the host does not.
 * The computing stream is recorded on the copy's memory; otherwise LibTorch's allocator reuses it
 * as soon as the copying stream is done with it. */
final class CudaCopies implements AutoCloseable {
  private final Device device;
  private final byte index;
  private final Owned<CUDAStream> stream;

  /** A copy in progress. */
  record Copy(
      Batch source,
      Owned<Tensor> pixels,
      Owned<Tensor> target,
      Owned<Tensor> labels,
      List<Owned<Tensor>> views,
      Owned<CUDAEvent> done) {}

  CudaCopies(Device device) {
    this.device = device;
    this.index = (byte) device.index();
    try (NativeScope scope = NativeScope.open()) {
      stream = Owned.retain(torch_cuda.getStreamFromPool(false, index));
    }
  }

  /** Starts to copy a batch and returns immediately. */
  Copy start(Batch batch) {
    try (NativeScope scope = NativeScope.open();
        CUDAStreamGuard guard = new CUDAStreamGuard(stream.get().asStream())) {
      Tensor pixels = copy(batch.pixels());
      Tensor target = copy(batch.target());
      Tensor labels = copy(batch.visibilityLabels());
      List<Tensor> views = batch.views().stream().map(this::copy).toList();
      CUDAEvent done = new CUDAEvent();
      done.record(stream.get());
      return new Copy(
          batch,
          Owned.retain(pixels),
          Owned.retain(target),
          Owned.retain(labels),
          views.stream().map(Owned::retain).toList(),
          Owned.retain(done));
    }
  }

  private Tensor copy(Tensor host) {
    boolean nonBlocking = true;
    boolean forceCopy = false;
    return host.to(
        device.toTorch(), host.scalar_type(), nonBlocking, forceCopy, new MemoryFormatOptional());
  }

  /**
   * {@return the copied batch; the work that the calling thread queues from now on waits for the
   * copy}
   */
  DeviceBatch take(Copy copy) {
    try (NativeScope scope = NativeScope.open()) {
      CUDAStream computing = torch_cuda.getCurrentCUDAStream(index);
      copy.done().get().block(computing);
      copy.pixels().get().record_stream(computing.asStream());
      copy.target().get().record_stream(computing.asStream());
      copy.labels().get().record_stream(computing.asStream());
      List<Tensor> views = new ArrayList<>();
      for (Owned<Tensor> view : copy.views()) {
        view.get().record_stream(computing.asStream());
        views.add(view.get());
      }
      Tensor target = copy.target().get();
      Tensor labels = copy.labels().get();
      Tensor pixels = copy.pixels().get();
      return new DeviceBatch(
          copy.source(), pixels, target, labels, views, () -> await(copy.done()));
    } finally {
      copy.pixels().close();
      copy.target().close();
      copy.labels().close();
      copy.views().forEach(Owned::close);
    }
  }

  private static void await(Owned<CUDAEvent> done) {
    done.get().synchronize(); // usually done already: the step that used the batch is over
    done.close();
  }

  /** Frees the stream's handle. Idempotent. */
  @Override
  public void close() {
    stream.close();
  }
}
