package kpnative.infer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import kpnative.geometry.Box;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.natives.Owned;
import kpnative.network.NetworkGraph;
import kpnative.network.TorchModule;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Finds the keypoints of a face: picture and face box in, keypoints in the picture's own pixels
 * out.
 *
 * <p>Usable from many threads at a time; each call that runs uses a workspace of its own, kept for
 * later calls. Owns its weights and workspaces until {@link #close}, which waits for running calls;
 * after it every detection throws {@link IllegalStateException}.
 */
public final class KeypointDetector implements AutoCloseable {
  private final TorchModule module;
  private final FaceNetwork network;
  private final Queue<Workspace> workspaces = new ConcurrentLinkedQueue<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock(); // write: close
  private boolean closed;

  /**
   * One running call's memory: an input of {@code [1, C, H, W]}, channels last, the same memory as
   * its resampler sees it, and that one's scratch.
   */
  private record Workspace(Owned<Tensor> input, InputSlots slots, Resampler resampler)
      implements AutoCloseable {
    @Override
    public void close() {
      slots.close();
      input.close();
      resampler.close();
    }
  }

  private KeypointDetector(DetectorSpec spec, TorchModule module, Device device) {
    this.module = module;
    this.network = new FaceNetwork(spec, module, device);
  }

  /**
   * {@return the detector in a weight file that a training wrote, on the CPU; owned by the caller}
   *
   * @param weights a safetensors file, for example {@code runs/quick-1/weights/best.safetensors}
   * @throws IOException if the file is absent, damaged, or not a detector of kp-native
   */
  public static KeypointDetector load(Path weights) throws IOException {
    return load(weights, Device.CPU);
  }

  /** {@return the detector in a weight file, on {@code device}; see {@link #load(Path)}} */
  public static KeypointDetector load(Path weights, Device device) throws IOException {
    SafetensorsFile file = SafetensorsFile.read(weights);
    DetectorSpec spec = DetectorSpec.of(file.metadata(), weights.toString());
    try {
      NetworkGraph graph = spec.graph();
      checkSize(graph, file);
      TorchModule module = new TorchModule(graph, 0);
      boolean done = false;
      try {
        module.load(file.tensors());
        module.setTraining(false);
        module.to(device);
        done = true;
      } finally {
        if (!done) {
          module.close();
        }
      }
      return new KeypointDetector(spec, module, device);
    } catch (IllegalArgumentException e) {
      throw new IOException(weights + ": " + e.getMessage(), e);
    }
  }

  /** Refuses, before memory is taken, a network that is larger than the file that holds it. */
  private static void checkSize(NetworkGraph graph, SafetensorsFile file) {
    long needed = graph.slots().stream().mapToLong(NetworkGraph.Slot::elements).sum();
    long given = file.tensors().values().stream().mapToLong(TensorData::elements).sum();
    if (needed > given) {
      throw new IllegalArgumentException(
          "its network has " + needed + " numbers, and its tensors only " + given);
    }
  }

  /** {@return what this detector finds and how} */
  public DetectorSpec spec() {
    return network.spec();
  }

  /** {@return the network and the meaning of its numbers, borrowed: for evaluation in batches} */
  public FaceNetwork network() {
    return network;
  }

  /**
   * {@return the schema whose keypoints this finds; {@code spec().keypoints()} says which of them}
   */
  public KeypointSchema schema() {
    return network.spec().keypointSchema();
  }

  /**
   * {@return the keypoints of the face that fills the picture}
   *
   * @throws IOException if the picture cannot be read
   */
  public Keypoints detect(Path picture) throws IOException {
    try (Image image = ImageReader.read(picture, spec().input().channels())) {
      return detectIn(image, Box.ofPicture(image.size()));
    }
  }

  /**
   * {@return the keypoints of the face in {@code face}, in the picture's pixels}
   *
   * @param face the rectangle around the face's keypoints, as the training's rule has it, without
   *     margin
   * @throws IOException if the picture cannot be read
   */
  public Keypoints detect(Path picture, Box face) throws IOException {
    try (Image image = ImageReader.read(picture, spec().input().channels())) {
      return detect(image, face);
    }
  }

  /** {@return the keypoints of the face that fills the picture, in its pixels} */
  public Keypoints detect(BufferedImage picture) {
    try (Image image = Image.of(picture, spec().input().channels())) {
      return detectIn(image, Box.ofPicture(image.size()));
    }
  }

  /** {@return the keypoints of the face in {@code face}, in the picture's pixels} */
  public Keypoints detect(BufferedImage picture, Box face) {
    try (Image image = Image.of(picture, spec().input().channels())) {
      return detect(image, face);
    }
  }

  /**
   * {@return the keypoints of the face that fills the picture, in its pixels}
   *
   * @param picture 8 or 16 bits, with 1, 3 (blue, green, red) or 4 channels; borrowed
   */
  public Keypoints detect(Mat picture) {
    try (Image image = Image.copyOf(picture, spec().input().channels())) {
      return detectIn(image, Box.ofPicture(image.size()));
    }
  }

  /** {@return the keypoints of the face in {@code face}; see {@link #detect(Mat)}} */
  public Keypoints detect(Mat picture, Box face) {
    try (Image image = Image.copyOf(picture, spec().input().channels())) {
      return detect(image, face);
    }
  }

  /**
   * {@return the keypoints of the face in {@code face}, in the picture's pixels}
   *
   * @param picture with the channels of {@code spec().input()}; borrowed
   */
  public Keypoints detect(Image picture, Box face) {
    return detectIn(picture, spec().box().around(face));
  }

  /**
   * {@return the keypoints of the face that fills the picture, in its pixels}
   *
   * @param picture with the channels of {@code spec().input()}; borrowed
   */
  public Keypoints detect(Image picture) {
    return detectIn(picture, Box.ofPicture(picture.size()));
  }

  /**
   * {@return the maps from which the keypoints of a face are read}
   *
   * @param picture with the channels of {@code spec().input()}; borrowed
   * @param face the rectangle around the face's keypoints, without margin; empty: the face fills
   *     the picture
   * @throws IllegalArgumentException if the network reads none, see {@link
   *     FaceNetwork#hasHeatmaps()}
   */
  public FaceHeatmaps heatmaps(Image picture, Optional<Box> face) {
    Box region = face.map(spec().box()::around).orElseGet(() -> Box.ofPicture(picture.size()));
    return inInput(picture, region, network::heatmaps);
  }

  private Keypoints detectIn(Image picture, Box region) {
    return inInput(
        picture, region, (input, toInput) -> network.keypoints(network.outputs(input), 0, toInput));
  }

  private <T> T inInput(Image picture, Box region, BiFunction<Tensor, Warp, T> use) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the detector is closed");
      }
      NativeThreads.enter();
      Workspace workspace = workspaces.poll();
      if (workspace == null) {
        workspace = workspace();
      }
      try {
        return inInput(picture, region, workspace, use);
      } finally {
        workspaces.add(workspace);
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private <T> T inInput(
      Image picture, Box region, Workspace workspace, BiFunction<Tensor, Warp, T> use) {
    try (NativeScope scope = NativeScope.open()) {
      Warp toInput = spec().sampler().crop(region);
      Tensor input = workspace.input.get();
      workspace.resampler.sample(picture, toInput, Border.CONSTANT, List.of(), workspace.slots, 0);
      return use.apply(input, toInput);
    }
  }

  private Workspace workspace() {
    InputFormat format = spec().input();
    try (NativeScope scope = NativeScope.open()) {
      Resampler resampler = new Resampler(format);
      Tensor x = torch.zeros(1, format.height(), format.width(), format.channels().count());
      InputSlots slots = InputSlots.floats(format, x.data_ptr_float(), 1);
      return new Workspace(Owned.retain(x.permute(0, 3, 1, 2)), slots, resampler);
    }
  }

  /** Frees the weights and the workspaces, after the calls that run. Idempotent. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        workspaces.forEach(Workspace::close);
        workspaces.clear();
        module.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
