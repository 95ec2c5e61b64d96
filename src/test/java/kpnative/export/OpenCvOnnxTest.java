package kpnative.export;

import static kpnative.export.MadeNetwork.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import java.nio.file.Files;
import java.nio.file.Path;
import kpnative.natives.NativeRuntime;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenCV's DNN module reads the files and predicts the same points as LibTorch. */
class OpenCvOnnxTest {
  private static final double TOLERANCE = 1e-5; // of a side
  private static final int BATCH = 3;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"FULLY_CONNECTED", "MAPS", "SHAPE", "RESNET", "UNET"})
  void openCvFindsTheSamePoints(MadeNetwork network) throws Exception {
    assertThat(distance(output(network, "points"), network.points(BATCH))).isLessThan(TOLERANCE);
  }

  @Test
  void openCvFindsTheSameVisibility() throws Exception {
    MadeNetwork network = MadeNetwork.VISIBLE;

    assertThat(distance(output(network, "points"), network.points(BATCH))).isLessThan(TOLERANCE);
    assertThat(distance(output(network, "visibility"), network.visibility(BATCH)))
        .isLessThan(TOLERANCE);
  }

  /** {@return an output of the exported network for the made inputs} */
  private float[] output(MadeNetwork network, String name) throws Exception {
    Path file = folder.resolve(network + "." + ExportFormat.ONNX);
    if (!Files.exists(file)) {
      network.export(folder, ExportFormat.ONNX);
    }
    NativeRuntime.load();
    Loader.load(opencv_dnn.class);
    int[] sizes = {BATCH, MadeNetwork.CHANNELS, MadeNetwork.HEIGHT, MadeNetwork.WIDTH};
    try (Net net = opencv_dnn.readNetFromONNX(file.toString());
        FloatPointer values = new FloatPointer(MadeNetwork.input(BATCH));
        Mat input = new Mat(4, sizes, CV_32F, values)) {
      net.setInput(input);
      try (Mat found = net.forward(name)) {
        float[] read = new float[(int) found.total()];
        new FloatPointer(found.data()).get(read);
        return read;
      }
    }
  }
}
