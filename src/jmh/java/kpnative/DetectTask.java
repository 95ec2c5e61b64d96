package kpnative;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.infer.DetectorSpec;
import kpnative.infer.KeypointDetector;
import kpnative.infer.Version;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.NetworkGraph;
import kpnative.network.TorchModule;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.weights.SafetensorsFile;

/** A recipe's detector of drawn weights, and a photograph with one large face. */
final class DetectTask {
  private static final long SEED = 1;
  private static final int WIDTH = 1280; // of the photograph, pixels
  private static final int HEIGHT = 960;
  private static final int FACE = 400; // the side of the keypoints' extent, made square, pixels

  private final DetectorSpec spec;

  /**
   * The recipe's task, without the second pass over the mirrored picture that recipes may ask for.
   *
   * @throws IOException if there is no such recipe
   */
  DetectTask(String recipe) throws IOException {
    this(recipe, false);
  }

  /**
   * The recipe's task.
   *
   * @param mirrored whether the answer is averaged with the mirror image's
   * @throws IOException if there is no such recipe
   */
  DetectTask(String recipe, boolean mirrored) throws IOException {
    Recipe loaded = Recipes.load(recipe, List.of("train.flip_test=" + mirrored));
    KeypointSchema schema = loaded.ownSchema();
    spec =
        new DetectorSpec(
            Version.current(),
            loaded.name(),
            schema,
            IntStream.of(loaded.keypointIndices(schema)).boxed().toList(),
            loaded.input(),
            loaded.box(),
            loaded.codec(),
            loaded.network(),
            mirrored,
            Collections.nCopies(2 * schema.count(), 0.5));
  }

  DetectorSpec spec() {
    return spec;
  }

  NetworkGraph graph() {
    return spec.graph();
  }

  /** {@return the network with the detector's weights; owned by the caller} */
  TorchModule module() {
    return new TorchModule(graph(), SEED);
  }

  /** {@return the detector; owned by the caller} */
  KeypointDetector detector() throws IOException {
    Path file = Files.createTempFile("kpnative-detect", ".safetensors");
    try (TorchModule module = module()) {
      SafetensorsFile.write(file, module.state(), Map.of(DetectorSpec.KEY, spec.toJson()));
      return KeypointDetector.load(file);
    } finally {
      Files.delete(file);
    }
  }

  /** {@return where the face is in {@link #photograph}, without a look at it} */
  static Box face() {
    return Box.ofPixels((WIDTH - FACE) / 2.0, (HEIGHT - FACE) / 2.0, FACE, FACE);
  }

  /** {@return {@link #painted} with these channels; owned by the caller} */
  static Image photograph(Channels channels) {
    return Image.of(painted(), channels);
  }

  /** {@return a painted face, enlarged, in a photograph that is black elsewhere} */
  static BufferedImage painted() {
    Box face = SyntheticFaces.faces(1, SEED, 68).get(0).keypoints().extent().widenedTo(1);
    double scale = FACE / face.width();
    BufferedImage photograph = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = photograph.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.translate(face().left() + 0.5, face().top() + 0.5); // Java2D counts from pixels' corners
    g.scale(scale, scale);
    g.translate(-face.left() - 0.5, -face.top() - 0.5);
    g.drawImage(SyntheticFaces.render(0, SEED), 0, 0, null);
    g.dispose();
    return photograph;
  }
}
