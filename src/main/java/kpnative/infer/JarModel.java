package kpnative.infer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import kpnative.files.FileNames;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.WeightFile;
import kpnative.weights.WeightFormat;
import org.jspecify.annotations.Nullable;

/**
 * A model among the resources: {@code kpnative/model/LABEL.safetensors}, and its card beside it.
 *
 * @param label its name
 * @param resources finds a resource by its absolute name
 */
record JarModel(String label, Function<String, @Nullable URL> resources) implements ModelSource {
  static final String RESEARCH = "research";
  static final String FREE = "free";
  static final String BEST = "best";
  static final List<String> NAMES = List.of(RESEARCH, FREE, BEST);

  private static final String FOLDER = "kpnative/model/";

  /** Bounds the memory that a replaced resource can take; a model is at most 8 MB. */
  private static final int MAX_BYTES = 64 << 20;

  /** {@return the resource's name} */
  String weights() {
    return FOLDER + label + ".safetensors";
  }

  @Override
  public boolean isPresent() {
    return resources.apply("/" + weights()) != null;
  }

  @Override
  public String name() {
    return BuiltInModel.PREFIX + ":" + label;
  }

  @Override
  public WeightFile stored() throws IOException {
    URL weights = resources.apply("/" + weights());
    if (weights == null) {
      throw absent();
    }
    SafetensorsFile file = SafetensorsFile.read(FileNames.path(weights()), bytes(weights));
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    metadata.put(BuiltInModel.NOTICE_KEY, card().passedOn());
    return new WeightFile(WeightFormat.SAFETENSORS, file.tensors(), metadata);
  }

  private IOException absent() {
    List<String> others =
        NAMES.stream()
            .map(other -> new JarModel(other, resources))
            .filter(JarModel::isPresent)
            .map(JarModel::name)
            .toList();
    return NoModel.error(
        weights() + " is not in this build",
        others.isEmpty() ? "" : ", or " + String.join(", ", others) + ", which is in it");
  }

  @Override
  public ModelCard card() throws IOException {
    if (!isPresent()) {
      throw absent(); // a card without its model would speak of what is not there
    }
    String name = FOLDER + label + ".md";
    URL card = resources.apply("/" + name);
    if (card == null) {
      throw new IOException(name + ": missing from this build, though its model is there");
    }
    return ModelCard.of(new String(bytes(card), StandardCharsets.UTF_8), name);
  }

  @Override
  public List<String> notice() throws IOException {
    return card().notice();
  }

  private static byte[] bytes(URL resource) throws IOException {
    try (InputStream in = resource.openStream()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(
            resource + ": over " + MAX_BYTES + " bytes, too large for a kp-native model");
      }
      return bytes;
    }
  }
}
