package kpnative.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import kpnative.augment.DrawnAugmentation;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;
import kpnative.codec.NearestPoints;
import kpnative.codec.ShapePca;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.EpochOrder;
import kpnative.eval.MeanShapeBaseline;
import kpnative.geometry.Size;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.Keypoints;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.recipe.Recipe;
import kpnative.weights.TensorData;

/**
 * The constants that a head derives from the training faces before the first step: the mean and the
 * principal components of their shapes, or each keypoint's neighbours in the mean shape.
 *
 * <p>The shapes are the targets of the first epoch, with the recipe's augmentation: the components
 * must span what the network predicts, including rotated and shifted faces.
 */
final class HeadConstants {
  /**
   * More shapes barely change the components and take memory: these take 22 MB at 136 numbers each.
   */
  private static final int MOST_SHAPES = 20_000;

  private final Recipe recipe;
  private final DetectorSpec spec;
  private final List<AnnotatedFace> faces;
  private final Randomness randomness;
  private final UnreadablePictures unreadable;
  private final NetworkGraph graph;

  /**
   * The constants of one training.
   *
   * @param spec of the detector that is trained, with its mean shape
   * @param faces the training faces
   * @param randomness of the training
   */
  HeadConstants(
      Recipe recipe,
      DetectorSpec spec,
      List<AnnotatedFace> faces,
      Randomness randomness,
      UnreadablePictures unreadable) {
    this.recipe = recipe;
    this.spec = spec;
    this.faces = faces;
    this.randomness = randomness;
    this.unreadable = unreadable;
    this.graph = spec.graph();
  }

  /**
   * {@return the principal components of the training shapes, if the head uses them}
   *
   * @throws IOException if the size of a picture is needed and cannot be read
   * @throws IllegalArgumentException if there are fewer shapes than coefficients
   */
  Optional<ShapePca> shapes() throws IOException {
    if (!(graph.last() instanceof Layer.ShapeBasis)) {
      return Optional.empty();
    }
    ShapePca shapes = ShapePca.of(targets());
    if (shapes.count() < coefficients()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "network.head.coefficients: %d need at least as many training faces, got %d",
              coefficients(),
              shapes.count()));
    }
    return Optional.of(shapes);
  }

  /** {@return the network's constants by name} */
  Map<String, TensorData> tensors(Optional<ShapePca> shapes) {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    String node = lastNode(graph);
    shapes.ifPresent(
        pca -> {
          int n = coefficients();
          int length = pca.mean().length;
          double[] basis = new double[length * n];
          for (int c = 0; c < n; c++) {
            double[] component = pca.component(c);
            for (int i = 0; i < length; i++) {
              basis[i * n + c] = component[i];
            }
          }
          tensors.put(node + ".mean", tensor(pca.mean(), length));
          tensors.put(node + ".basis", tensor(basis, length, n));
          tensors.put(node + ".variance", tensor(Arrays.copyOf(pca.shares(), n), n));
        });
    if (graph.last() instanceof Layer.GridPoints grid && grid.neighbours() > 0) {
      double[] nearest =
          Arrays.stream(NearestPoints.of(meanShape(), grid.neighbours()))
              .flatMapToInt(Arrays::stream)
              .asDoubleStream()
              .toArray();
      tensors.put(node + ".neighbours", tensor(nearest, grid.keypoints(), grid.neighbours()));
    }
    return tensors;
  }

  /** {@return a readable line: the variance that the coefficients explain} */
  String describe(ShapePca shapes) {
    double[] shares = Arrays.copyOf(shapes.shares(), coefficients());
    return String.format(
        Locale.ROOT,
        "%d components explain %.1f %% of the variance of the training shapes: %s",
        shares.length,
        100 * DoubleStream.of(shares).sum(),
        DoubleStream.of(shares)
            .mapToObj(s -> String.format(Locale.ROOT, "%.1f", 100 * s))
            .collect(Collectors.joining(", ")));
  }

  private double[][] targets() throws IOException {
    FaceSampler sampler = FaceSampler.of(spec);
    Size size = spec.input().size();
    long epoch =
        recipe.train().samplesPerEpoch() > 0 ? recipe.train().samplesPerEpoch() : faces.size();
    int[] order = EpochOrder.shuffled(faces.size(), Math.min(epoch, MOST_SHAPES), randomness, 0);
    List<double[]> shapes = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      AnnotatedFace face = faces.get(order[i]);
      try {
        Keypoints inInput = whole(face, sampler).map(sampler.crop(face).toInput());
        Keypoints augmented =
            DrawnAugmentation.draw(recipe.augment(), randomness.key(0, i, Purpose.AUGMENT), size)
                .apply(inInput, sampler.schema(), size)
                .select(spec.indices());
        float[] target = new float[sampler.targetFloats()];
        sampler.codec().encode(augmented, size, target, 0);
        double[] shape = new double[target.length];
        for (int t = 0; t < target.length; t++) {
          shape[t] = target[t];
        }
        shapes.add(shape);
      } catch (IOException e) {
        unreadable.leaveOut(face.picture(), e);
      }
    }
    return shapes.toArray(double[][]::new);
  }

  /** The face's keypoints, with those of the mean shape in its box where it has none. */
  private Keypoints whole(AnnotatedFace face, FaceSampler sampler) throws IOException {
    Keypoints own = face.keypoints();
    if (own.isComplete()) {
      return own;
    }
    double[] mean = spec.meanShape().stream().mapToDouble(Double::doubleValue).toArray();
    double[] xy = MeanShapeBaseline.of(Keypoints.of(mean)).predict(sampler.faceBox(face)).toArray();
    for (int k = 0; k < own.count(); k++) {
      if (own.isPresent(k)) {
        xy[2 * k] = own.x(k);
        xy[2 * k + 1] = own.y(k);
      }
    }
    return Keypoints.of(xy);
  }

  private double[] meanShape() {
    double[] all = spec.meanShape().stream().mapToDouble(Double::doubleValue).toArray();
    return Keypoints.of(all).select(spec.indices()).toArray();
  }

  private int coefficients() {
    return graph.raw().elements();
  }

  private static String lastNode(NetworkGraph graph) {
    return graph.nodes().get(graph.nodes().size() - 1).name();
  }

  private static TensorData tensor(double[] values, long... shape) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return TensorData.ofFloats(floats, shape);
  }
}
