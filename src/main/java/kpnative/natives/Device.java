package kpnative.natives;

import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch_cuda;

/**
 * The device on which a network runs.
 *
 * @param kind the CPU or an NVIDIA GPU
 * @param index the GPU's index, from 0; 0 for the CPU
 */
public record Device(Kind kind, int index) {
  /** The kinds of device. */
  public enum Kind {
    /** The processor. */
    CPU,
    /** An NVIDIA GPU. */
    CUDA
  }

  /** The processor. */
  public static final Device CPU = new Device(Kind.CPU, 0);

  /**
   * {@return the device that {@code text} names}
   *
   * @param text {@code cpu}, {@code cuda}, {@code cuda:N} or {@code auto} (a GPU if there is one)
   * @throws IllegalArgumentException if the text is none of these, or there is no such GPU
   */
  public static Device parse(String text) {
    String t = text.toLowerCase(Locale.ROOT);
    if (t.equals("cpu")) {
      return CPU;
    }
    if (t.equals("auto")) {
      return gpus() > 0 ? new Device(Kind.CUDA, 0) : CPU;
    }
    if (t.matches("cuda(:\\d{1,3})?")) {
      int index = t.length() > 4 ? Integer.parseInt(t.substring(5)) : 0;
      int gpus = gpus();
      if (index >= gpus) {
        throw new IllegalArgumentException("device " + text + " not found: " + whyNot(gpus));
      }
      return new Device(Kind.CUDA, index);
    }
    throw new IllegalArgumentException("device must be cpu, cuda, cuda:N or auto, got " + text);
  }

  private static String whyNot(int gpus) {
    if (!NativeRuntime.bundlesCuda()) {
      return "this build of kp-native is without CUDA (build it with -Pcuda); use --device cpu";
    }
    List<String> missing = HostLibraries.ofCuda().missing();
    if (!missing.isEmpty()) {
      return "this machine lacks "
          + String.join(", ", missing)
          + "; doctor --device cuda says where they were looked for";
    }
    return gpus == 0
        ? "CUDA finds no GPU that it can use; use --device cpu"
        : "CUDA finds " + gpus + " here, from cuda:0 to cuda:" + (gpus - 1);
  }

  /** {@return the number of GPUs that the bundled LibTorch can use} */
  public static int gpus() {
    if (!NativeRuntime.bundlesCuda()) {
      return 0; // known without loading LibTorch
    }
    NativeRuntime.load();
    return torch.cuda_is_available() ? (int) torch.cuda_device_count() : 0;
  }

  /** {@return the corresponding LibTorch device, scratch} */
  public org.bytedeco.pytorch.Device toTorch() {
    NativeRuntime.load();
    return new org.bytedeco.pytorch.Device(toString());
  }

  /**
   * Prepares the calling thread for long work on this device: memory that it pins belongs to it,
   * and cuDNN tries its algorithms for each shape, once, and keeps the fastest. Does nothing for
   * the CPU.
   */
  public void prepare() {
    if (kind == Kind.CUDA) {
      Cuda.prepare(index);
    }
  }

  /** Waits until this device has finished all queued work; returns at once for the CPU. */
  public void synchronize() {
    if (kind == Kind.CUDA) {
      torch.cuda_synchronize(index);
    }
  }

  @Override
  public String toString() {
    return kind == Kind.CPU ? "cpu" : "cuda:" + index;
  }

  /** Loaded only where there is a GPU: without one, what it refers to cannot be loaded. */
  private static final class Cuda {
    static void prepare(int index) {
      torch_cuda.set_device((byte) index);
      torch.globalContext().setBenchmarkCuDNN(true);
    }
  }
}
