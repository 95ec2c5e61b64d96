package kpnative.natives;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The program that {@link FirstStartTest} runs in separate JVMs: it loads the libraries, multiplies
 * two matrices, prints the numbers of threads, and decodes a damaged picture.
 */
final class FirstStart {
  private FirstStart() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    NativeRuntime.load();
    try (NativeScope scope = NativeScope.open()) {
      Tensor ones = torch.ones(64, 64);
      System.out.println("sum " + ones.mm(ones).sum().item_float());
    }
    System.out.println(
        "threads " + torch.get_num_threads() + " and " + openblas.blas_get_num_threads());
    byte[] damaged = {
      (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    try (Mat bytes = new Mat(new BytePointer(damaged));
        Mat picture = opencv_imgcodecs.imdecode(bytes, opencv_imgcodecs.IMREAD_COLOR)) {
      System.out.println("damaged picture: empty " + picture.empty());
    }
    System.out.println("folder " + NativeRuntime.libraries().get("torch_cpu").getParent());
  }
}
