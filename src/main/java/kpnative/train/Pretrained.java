package kpnative.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkPart;
import kpnative.network.StartingWeights;
import kpnative.recipe.Recipe;
import kpnative.weights.TensorData;
import kpnative.weights.WeightFile;

/**
 * The weights that a training starts from, if {@code train.pretrained} names a file or a built-in
 * model. Of a model, its terms are the first note.
 *
 * @param weights those that fit the network. Of a detector for other keypoints, the last layer that
 *     learns is not among them, also where its shape fits
 * @param detector the file's, if it is one of kp-native
 */
record Pretrained(StartingWeights weights, Optional<DetectorFile> detector) {
  /** torchvision's file names contain the first eight digits of the file's SHA-256. */
  private static final Pattern DIGEST = Pattern.compile(".*-([0-9a-f]{8})\\.pth");

  private static final String TORCHVISION = "https://download.pytorch.org/models/";

  /**
   * {@return the weights; empty if the network is trained from scratch}
   *
   * @param recipe with the network that is trained
   * @param schema of the keypoints that are learned
   * @param notes receives lines on which tensors are loaded or newly initialised, and on weights
   *     that the recipe was written for and does not get
   * @throws IOException if the file cannot be read, or holds the weights of another backbone
   */
  static Optional<Pretrained> of(Recipe recipe, KeypointSchema schema, Consumer<String> notes)
      throws IOException {
    String wants = recipe.train().wants();
    if (recipe.train().pretrained().isEmpty()) {
      if (!wants.isEmpty()) {
        notes.accept(
            String.format(
                    Locale.ROOT,
                    "training from scratch%s: the recipe was written for %s, at %s%s;",
                    recipe.train().freeze().isEmpty() ? "" : " with nothing frozen",
                    wants,
                    TORCHVISION,
                    wants)
                + " --from FILE starts from it");
      }
      return Optional.empty();
    }
    Optional<BuiltInModel> model = BuiltInModel.of(recipe.train().pretrained());
    if (model.isPresent()) {
      WeightFile file = model.get().stored();
      model.get().notice().forEach(notes);
      return Optional.of(fitted(recipe, schema, file, model.get().name(), notes));
    }
    Path path = FileNames.path(recipe.train().pretrained());
    WeightFile file = WeightFile.read(path);
    Matcher digest = DIGEST.matcher(wants);
    if (digest.matches()) {
      String sha256 = sha256(path);
      if (!sha256.startsWith(digest.group(1))) {
        notes.accept(
            String.format(
                Locale.ROOT,
                "%s is not %s, which the recipe was written for: its SHA-256 begins with %s",
                FileNames.text(path),
                wants,
                sha256.substring(0, digest.group(1).length())));
      }
    }
    return Optional.of(fitted(recipe, schema, file, FileNames.text(path), notes));
  }

  /** {@return whether the decoder, or a part of it, begins with random weights} */
  boolean hasNewDecoder(NetworkGraph graph) {
    return graph.slots().stream()
        .filter(slot -> graph.part(slot.node()) == NetworkPart.DECODER)
        .anyMatch(slot -> weights.fresh().contains(slot.name()));
  }

  /** {@return the notice that goes with what is made of these weights} */
  Optional<String> notice() {
    return detector.map(DetectorFile::metadata).map(m -> m.get(BuiltInModel.NOTICE_KEY));
  }

  private static Pretrained fitted(
      Recipe recipe, KeypointSchema schema, WeightFile file, String name, Consumer<String> notes)
      throws IOException {
    Optional<DetectorFile> detector =
        file.metadata().containsKey(DetectorSpec.KEY)
            ? Optional.of(DetectorFile.of(file, name))
            : Optional.empty();
    Map<String, TensorData> given = new LinkedHashMap<>(file.tensors());
    if (detector.isPresent() && !findsTheSame(detector.get().spec(), recipe, schema)) {
      NetworkGraph old = detector.get().graph();
      given.keySet().removeIf(t -> part(old, t).equals(Optional.of(NetworkPart.LAST)));
    }
    try {
      StartingWeights weights = StartingWeights.fit(recipe.graph(schema), given);
      notes.accept(
          String.format(
              Locale.ROOT,
              "starting from %d tensors of %s; newly initialised: %s; unused: %s",
              weights.tensors().size(),
              name,
              listed(weights.fresh()),
              listed(weights.unused())));
      return new Pretrained(weights, detector);
    } catch (IllegalArgumentException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  private static boolean findsTheSame(DetectorSpec spec, Recipe recipe, KeypointSchema schema) {
    return spec.keypointSchema().equals(schema)
        && Arrays.equals(spec.indices(), recipe.keypointIndices(schema));
  }

  private static Optional<NetworkPart> part(NetworkGraph graph, String tensor) {
    return graph.slots().stream()
        .filter(slot -> slot.name().equals(tensor))
        .map(slot -> graph.part(slot.node()))
        .findFirst();
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = InputFile.open(file, "a weight file", Long.MAX_VALUE).stream()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
