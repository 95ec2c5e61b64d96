package kpnative.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import kpnative.crop.MirrorPair;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.Batch;
import kpnative.data.load.BatchLoader;
import kpnative.data.load.EpochOrder;
import kpnative.data.load.LoaderOptions;
import kpnative.data.load.PictureCache;
import kpnative.eval.Prediction;
import kpnative.geometry.Warp;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceHeatmaps;
import kpnative.keypoints.Keypoints;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.network.RawOutputs;
import kpnative.network.TorchModule;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Predicts the validation faces' keypoints between epochs, directly with the module in training.
 * Finished weights are evaluated with the detector instead. Thread-safe while the module is not
 * being trained. Borrows the module.
 */
final class ValidationNetwork {
  private final DetectorSpec spec;
  private final TorchModule module;
  private final Device device;
  private final Optional<MirrorPair> mirrorPair;

  /**
   * Joins a spec and the module that it describes.
   *
   * @param module borrowed, in evaluation mode when this is used
   */
  ValidationNetwork(DetectorSpec spec, TorchModule module, Device device) {
    this.spec = spec;
    this.module = module;
    this.device = device;
    this.mirrorPair = spec.mirrorPair();
  }

  /**
   * {@return the network's outputs, {@code [B, 2K]} row by row, averaged with those of the mirrored
   * input if the spec says so}
   *
   * @param input {@code [B, C, H, W]} float32 on the CPU, borrowed
   * @param forward computes the output for the unmirrored input
   */
  private float[] outputs(Tensor input, UnaryOperator<Tensor> forward) {
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor x =
          device.equals(Device.CPU) ? input : input.to(device.toTorch(), input.scalar_type());
      float[] plain = floats(forward.apply(x));
      if (mirrorPair.isPresent()) {
        mirrorPair.get().average(plain, floats(module.forward(torch.flip(x, 3))));
      }
      return plain;
    }
  }

  /**
   * {@return row {@code row} of {@link #outputs} as keypoints in the photograph's pixels}
   *
   * @param toInput the warp from the photograph to the input
   */
  Keypoints keypoints(float[] outputs, int row, Warp toInput) {
    int k = spec.keypoints().size();
    return spec.codec()
        .decode(outputs, row * spec.codec().floats(k), k, spec.input().size())
        .map(toInput.inverse());
  }

  /**
   * {@return the network's predictions on these faces, in their order, without augmentation}
   *
   * @param pictures borrowed
   * @param batch faces per batch
   * @param workers threads that prepare samples
   * @param unreadable the policy for faces whose picture cannot be read; one that is left out is
   *     not in the list
   * @param maps receives the input of the last layer for each batch, of the unmirrored input only
   * @throws IOException if a picture cannot be read and is not to be left out, or if no picture can
   *     be read
   */
  List<Prediction> predict(
      List<AnnotatedFace> faces,
      PictureCache pictures,
      int batch,
      int workers,
      UnreadablePictures unreadable,
      Optional<RawOutputs> maps)
      throws IOException {
    NativeThreads.enter();
    List<Prediction> found = new ArrayList<>();
    LoaderOptions options = LoaderOptions.with(unreadable);
    try (BatchLoader loader =
        new BatchLoader(faces, FaceSampler.of(spec), pictures, batch, workers, options)) {
      loader.start(EpochOrder.inOrder(faces.size()), 0, 0, Optional.empty());
      for (Optional<Batch> next = loader.next(); next.isPresent(); next = loader.next()) {
        try (Batch b = next.get();
            NativeScope scope = NativeScope.open()) {
          float[] outputs = outputs(b.input(), x -> forward(x, b.target(), maps));
          for (int i = 0; i < b.size(); i++) {
            Warp toInput = b.warp(i);
            found.add(
                new Prediction(
                    faces.get(b.face(i)),
                    keypoints(outputs, i, toInput),
                    toInput,
                    spec.input().size()));
          }
        }
      }
    }
    return found;
  }

  /**
   * {@return the maps of a face, without augmentation, of the unmirrored input only}
   *
   * @param pictures borrowed
   * @throws IOException if the picture cannot be read
   */
  FaceHeatmaps heatmaps(AnnotatedFace face, PictureCache pictures) throws IOException {
    NativeThreads.enter();
    try (BatchLoader loader =
        new BatchLoader(
            List.of(face),
            FaceSampler.of(spec),
            pictures,
            1,
            1,
            LoaderOptions.with(UnreadablePictures.FATAL))) {
      loader.start(EpochOrder.inOrder(1), 0, 0, Optional.empty());
      try (Batch one = loader.next().orElseThrow();
          NativeScope scope = NativeScope.open()) {
        return heatmaps(one.input(), one.warp(0));
      }
    }
  }

  /**
   * {@return the maps of one input}
   *
   * @param input {@code [1, C, H, W]} float32 on the CPU, borrowed
   * @param toInput the warp from the photograph to the input
   */
  FaceHeatmaps heatmaps(Tensor input, Warp toInput) {
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor x =
          device.equals(Device.CPU) ? input : input.to(device.toTorch(), input.scalar_type());
      Tensor raw = module.forwardRaw(x); // [1, channels, h, w]
      int count = spec.keypoints().size();
      return new FaceHeatmaps(
          count,
          Math.toIntExact(raw.size(2)),
          Math.toIntExact(raw.size(3)),
          floats(module.maps(raw)),
          keypoints(floats(module.decode(raw)), 0, toInput),
          toInput);
    }
  }

  private Tensor forward(Tensor x, Tensor target, Optional<RawOutputs> maps) {
    if (maps.isEmpty()) {
      return module.forward(x);
    }
    Tensor raw = module.forwardRaw(x);
    maps.get().take(raw, target.to(x.device(), target.scalar_type()));
    return module.decode(raw);
  }

  private static float[] floats(Tensor y) {
    Tensor onCpu = y.cpu().contiguous();
    float[] out = new float[Math.toIntExact(onCpu.numel())];
    FloatPointer data = onCpu.data_ptr_float();
    data.get(out);
    return out;
  }
}
