package kpnative.data.load;

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
 * Copies of batches to an NVIDIA GPU on a stream of their own, beside the computation. Touched only
 * where there is a GPU: without one, the classes it names cannot load. For one thread.
 *
 * <p>Not run on a GPU.
 */
/* Three rules hold it together. The source is pinned, so that the copy needs no thread; it is given
 * back only when the copy is done. The computing stream waits for the copy, not the host. And the
 * computing stream is recorded on the copy's memory, which LibTorch's allocator otherwise thinks
 * free as soon as the copying stream is done with it. */
final class CudaCopies implements AutoCloseable {
  private final Device device;
  private final byte index;
  private final Owned<CUDAStream> stream;

  /** A copy under way. */
  record Copy(Batch source, Owned<Tensor> pixels, Owned<Tensor> target, Owned<CUDAEvent> done) {}

  CudaCopies(Device device) {
    this.device = device;
    this.index = (byte) device.index();
    try (NativeScope scope = NativeScope.open()) {
      stream = Owned.retain(torch_cuda.getStreamFromPool(false, index));
    }
  }

  /** Begins to copy a batch, and returns at once. */
  Copy start(Batch batch) {
    try (NativeScope scope = NativeScope.open();
        CUDAStreamGuard guard = new CUDAStreamGuard(stream.get().asStream())) {
      Tensor pixels = copy(batch.pixels());
      Tensor target = copy(batch.target());
      CUDAEvent done = new CUDAEvent();
      done.record(stream.get());
      return new Copy(batch, Owned.retain(pixels), Owned.retain(target), Owned.retain(done));
    }
  }

  private Tensor copy(Tensor host) {
    boolean nonBlocking = true;
    boolean evenIfThere = false;
    return host.to(
        device.toTorch(), host.scalar_type(), nonBlocking, evenIfThere, new MemoryFormatOptional());
  }

  /** {@return the copied batch, for whatever the calling thread computes from now on} */
  DeviceBatch take(Copy copy) {
    try (NativeScope scope = NativeScope.open()) {
      CUDAStream computing = torch_cuda.getCurrentCUDAStream(index);
      copy.done().get().block(computing);
      copy.pixels().get().record_stream(computing.asStream());
      copy.target().get().record_stream(computing.asStream());
      Tensor target = copy.target().get();
      return new DeviceBatch(copy.source(), copy.pixels().get(), target, () -> await(copy.done()));
    } finally {
      copy.pixels().close();
      copy.target().close();
    }
  }

  private static void await(Owned<CUDAEvent> done) {
    done.get().synchronize(); // long since, as a rule: the step that used the batch is over
    done.close();
  }

  /** Frees the stream's handle. Idempotent. */
  @Override
  public void close() {
    stream.close();
  }
}
