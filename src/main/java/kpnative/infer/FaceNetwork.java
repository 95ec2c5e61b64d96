package kpnative.infer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import kpnative.codec.GridMaps;
import kpnative.crop.MirrorPair;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.Batch;
import kpnative.data.load.BatchLoader;
import kpnative.data.load.EpochOrder;
import kpnative.data.load.LoaderOptions;
import kpnative.data.load.PictureCache;
import kpnative.geometry.Box;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.keypoints.Keypoints;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.network.Layer;
import kpnative.network.MapForm;
import kpnative.network.NetworkGraph;
import kpnative.network.RawOutputs;
import kpnative.network.TorchModule;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A network in evaluation and what its numbers mean: batches of inputs to keypoints in photographs.
 * Thread-safe as long as nobody trains the module meanwhile. Borrows the module.
 */
public final class FaceNetwork {
  private final DetectorSpec spec;
  private final TorchModule module;
  private final Device device;
  private final Optional<MirrorPair> mirrorPair;

  /**
   * The pair of a spec and the module that it describes.
   *
   * @param module borrowed, in evaluation mode when this is used
   */
  public FaceNetwork(DetectorSpec spec, TorchModule module, Device device) {
    this.spec = spec;
    this.module = module;
    this.device = device;
    this.mirrorPair = spec.mirrorPair();
  }

  /** {@return what the network's numbers mean} */
  public DetectorSpec spec() {
    return spec;
  }

  /**
   * {@return the network's numbers, {@code [B, 2K]} row by row, averaged with the mirrored input's
   * if the spec says so}
   *
   * @param input {@code [B, C, H, W]} float32 on the CPU, borrowed
   */
  float[] outputs(Tensor input) {
    return outputs(input, module::forward);
  }

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
   * {@return what the network finds on each of these faces, in their order, without augmentation}
   *
   * @param pictures borrowed
   * @param batch faces at a time
   * @param workers threads that prepare them
   * @throws IOException if a picture cannot be read
   */
  public List<FacePrediction> predict(
      List<AnnotatedFace> faces, PictureCache pictures, int batch, int workers) throws IOException {
    return predict(faces, pictures, batch, workers, UnreadablePictures.FATAL);
  }

  /**
   * {@return what the network finds on each of these faces, in their order, without augmentation}
   *
   * @param pictures borrowed
   * @param batch faces at a time
   * @param workers threads that prepare them
   * @param unreadable what becomes of a face whose picture cannot be read; one that is left out is
   *     not in the list
   * @throws IOException if a picture cannot be read and is not to be left out, or none can
   */
  public List<FacePrediction> predict(
      List<AnnotatedFace> faces,
      PictureCache pictures,
      int batch,
      int workers,
      UnreadablePictures unreadable)
      throws IOException {
    return predict(faces, pictures, batch, workers, unreadable, Optional.empty());
  }

  /**
   * {@return what the network finds on each of these faces, in their order, without augmentation}
   *
   * @param pictures borrowed
   * @param batch faces at a time
   * @param workers threads that prepare them
   * @param unreadable what becomes of a face whose picture cannot be read; one that is left out is
   *     not in the list
   * @param maps told of each batch what the last layer read, of the picture and not of its mirror
   *     image
   * @throws IOException if a picture cannot be read and is not to be left out, or none can
   */
  public List<FacePrediction> predict(
      List<AnnotatedFace> faces,
      PictureCache pictures,
      int batch,
      int workers,
      UnreadablePictures unreadable,
      Optional<RawOutputs> maps)
      throws IOException {
    NativeThreads.enter();
    List<FacePrediction> found = new ArrayList<>();
    LoaderOptions options = LoaderOptions.with(unreadable);
    try (BatchLoader loader =
        new BatchLoader(faces, spec.sampler(), pictures, batch, workers, options)) {
      loader.start(EpochOrder.inOrder(faces.size()), 0, 0, Optional.empty());
      for (Optional<Batch> next = loader.next(); next.isPresent(); next = loader.next()) {
        try (Batch b = next.get();
            NativeScope scope = NativeScope.open()) {
          float[] outputs = outputs(b.input(), x -> forward(x, b.target(), maps));
          for (int i = 0; i < b.size(); i++) {
            Warp toInput = b.warp(i);
            found.add(
                new FacePrediction(faces.get(b.face(i)), keypoints(outputs, i, toInput), toInput));
          }
        }
      }
    }
    return found;
  }

  /** {@return whether the network reads its keypoints from maps, so that there are some to show} */
  public boolean hasHeatmaps() {
    NetworkGraph graph = module.graph();
    return graph.mapForm().isPresent() || graph.last() instanceof Layer.GridPoints;
  }

  /**
   * {@return the maps of a face, without augmentation; of the picture as it is where predictions
   * are averaged with the mirrored one's}
   *
   * @param pictures borrowed
   * @throws IOException if the picture cannot be read
   * @throws IllegalArgumentException if the network has none
   */
  public FaceHeatmaps heatmaps(AnnotatedFace face, PictureCache pictures) throws IOException {
    NativeThreads.enter();
    try (BatchLoader loader =
        new BatchLoader(
            List.of(face),
            spec.sampler(),
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

  /** {@return the maps of a part of a picture, which is borrowed} */
  FaceHeatmaps heatmaps(Image picture, Box region) {
    NativeThreads.enter();
    InputFormat format = spec.input();
    Warp toInput = spec.sampler().crop(region);
    try (NativeScope scope = NativeScope.open()) {
      Tensor x = torch.zeros(1, format.height(), format.width(), format.channels().count());
      try (Resampler resampler = new Resampler(format);
          InputSlots slots = InputSlots.floats(format, x.data_ptr_float(), 1)) {
        resampler.sample(picture, toInput, Border.CONSTANT, List.of(), slots, 0);
      }
      return heatmaps(x.permute(0, 3, 1, 2), toInput);
    }
  }

  /**
   * {@return the maps of one input}
   *
   * @param input {@code [1, C, H, W]} float32 on the CPU, borrowed
   * @param toInput the warp from the photograph to the input
   */
  FaceHeatmaps heatmaps(Tensor input, Warp toInput) {
    if (!hasHeatmaps()) {
      throw new IllegalArgumentException(
          spec.recipe()
              + ": this network has no heatmaps, its last layer is "
              + module.graph().last().getClass().getSimpleName());
    }
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
          floats(shown(raw, count)),
          keypoints(floats(module.decode(raw)), 0, toInput),
          toInput);
    }
  }

  /** {@return the maps as the last layer understands them, {@code [1, K, h * w]}} */
  private Tensor shown(Tensor raw, int count) {
    if (module.graph().last() instanceof Layer.GridPoints) {
      return GridMaps.of(raw, count).scores();
    }
    Tensor flat = raw.flatten(2, 3);
    boolean peaks = module.graph().mapForm().equals(Optional.of(MapForm.PEAKS));
    return peaks ? flat : torch.softmax(flat, 2);
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
