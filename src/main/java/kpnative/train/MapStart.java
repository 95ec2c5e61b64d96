package kpnative.train;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.codec.PointMixture;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.Batch;
import kpnative.data.load.BatchLoader;
import kpnative.data.load.EpochOrder;
import kpnative.data.load.LoaderOptions;
import kpnative.data.load.PictureCache;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorSpec;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.network.MapForm;
import kpnative.network.NetworkGraph;
import kpnative.network.TorchModule;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * The first weights of a new last layer, made of the old one's: where the weights to begin with
 * find other keypoints by maps, each new keypoint's map begins as a mixture of the old maps of
 * keypoints near it.
 */
/* The maps are logits. If those of two keypoints are logarithms of Gaussians of one width, the sum
 * with weights a and 1 - a is that of a Gaussian of the same width at a mean with the same weights:
 * a mixture of the places is a mixture of the last layer's weights. The mixtures are fitted to what
 * the old network finds in the training faces and to their annotation. With 20 faces, the new layer
 * so begins with most of what random weights learn in the first third of a training. */
final class MapStart {
  /** More faces don't make the mixtures better. */
  private static final int MOST_FACES = 256;

  private static final int BATCH = 16;

  private MapStart() {}

  /**
   * {@return the last layer's weights by name; empty unless old and new layer are maps of logits
   * from the same decoder}
   *
   * @param spec of the detector that is trained
   * @param faces the training faces
   * @param pictures borrowed
   * @param notes receives a line on how far the mixtures are from the annotation
   * @throws IOException if a picture cannot be read
   */
  static Optional<Map<String, TensorData>> of(
      Pretrained given,
      DetectorSpec spec,
      List<AnnotatedFace> faces,
      PictureCache pictures,
      UnreadablePictures unreadable,
      Consumer<String> notes)
      throws IOException {
    NetworkGraph graph = spec.graph();
    Optional<MapForm> logits = Optional.of(MapForm.LOGITS);
    String name = graph.nodes().get(graph.nodes().size() - 1).inputs().get(0) + ".weight";
    if (given.detector().isEmpty()
        || !graph.mapForm().equals(logits)
        || !given.weights().fresh().contains(name)
        || given.hasNewDecoder(graph)) {
      return Optional.empty();
    }
    DetectorFile old = given.detector().get();
    if (!old.graph().mapForm().equals(logits) || !old.tensors().containsKey(name)) {
      return Optional.empty();
    }
    TensorData weight = old.tensor(name);
    long[] shape = weight.shape();
    PointMixture mixture =
        mixture(old, FaceSampler.of(spec), faces, pictures, unreadable, (int) shape[0]);
    notes.accept(
        String.format(
            Locale.ROOT,
            "%s begins as mixtures of the maps of %s, %.2f pixels of the input from the annotation",
            name,
            old.name(),
            mixture.error() * Math.sqrt((double) spec.input().width() * spec.input().height())));
    float[] mixed = mixture.mix(weight.floats());
    shape[0] = spec.keypoints().size();
    return Optional.of(Map.of(name, TensorData.ofFloats(mixed, shape)));
  }

  private static PointMixture mixture(
      DetectorFile old,
      FaceSampler sampler,
      List<AnnotatedFace> faces,
      PictureCache pictures,
      UnreadablePictures unreadable,
      int oldCount)
      throws IOException {
    NativeThreads.enter();
    PointMixture.Fit fit = PointMixture.fit(oldCount, sampler.indices().length);
    List<AnnotatedFace> some = faces.subList(0, Math.min(MOST_FACES, faces.size()));
    try (TorchModule module = old.module(Device.CPU);
        BatchLoader loader =
            new BatchLoader(some, sampler, pictures, BATCH, 1, LoaderOptions.with(unreadable))) {
      loader.start(EpochOrder.inOrder(some.size()), 0, 0, Optional.empty());
      for (Optional<Batch> next = loader.next(); next.isPresent(); next = loader.next()) {
        try (Batch batch = next.get();
            NativeScope scope = NativeScope.open();
            NoGradGuard noGrad = new NoGradGuard()) {
          float[] found = Tensors.toData(module.forward(batch.input())).floats();
          float[] truth = Tensors.toData(batch.target()).floats();
          for (int i = 0; i < batch.size(); i++) {
            fit.add(row(found, i, batch.size()), row(truth, i, batch.size()));
          }
        }
      }
    }
    return fit.solve();
  }

  private static float[] row(float[] all, int row, int rows) {
    int length = all.length / rows;
    return Arrays.copyOfRange(all, row * length, (row + 1) * length);
  }
}
