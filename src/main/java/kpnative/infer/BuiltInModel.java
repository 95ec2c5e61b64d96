package kpnative.infer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.WeightFile;
import kpnative.weights.WeightFormat;
import org.jspecify.annotations.Nullable;

/**
 * The trained 68-point detector in the jar, {@code kpnative/model/face68.safetensors}, and its
 * model card. Thread-safe.
 *
 * <p>It was trained on photographs licensed for research only, as its card says. The system
 * property {@value #PROPERTY} overrides it: {@code none} disables the model, any other value is the
 * path of a weight file to use instead. A build with {@code -Pwithout-model} leaves the model out.
 */
public final class BuiltInModel {
  /** The system property that names another model, or {@code none}. */
  public static final String PROPERTY = "kpnative.model";

  /** The property's value that disables the model in the jar. */
  public static final String NONE = "none";

  private static final String FOLDER = "/kpnative/model/";
  private static final String WEIGHTS = FOLDER + "face68.safetensors";
  private static final String CARD = FOLDER + "CARD.md";

  /** Bounds the memory that a replaced resource can take; the model itself is at most 4 MB. */
  private static final int MAX_BYTES = 64 << 20;

  private final Function<String, @Nullable URL> resources;
  private final Optional<String> chosen;

  BuiltInModel(Function<String, @Nullable URL> resources, Optional<String> chosen) {
    this.resources = resources;
    this.chosen = chosen.map(String::strip).filter(c -> !c.isEmpty());
  }

  /** {@return the model in this jar, or the one that the system property names} */
  public static BuiltInModel ofJar() {
    return new BuiltInModel(
        BuiltInModel.class::getResource, Optional.ofNullable(System.getProperty(PROPERTY)));
  }

  /**
   * {@return whether {@link #read} has a model to read; a file named by the system property is not
   * opened}
   */
  public boolean isPresent() {
    return chosen.map(c -> !c.equals(NONE)).orElseGet(() -> resources.apply(WEIGHTS) != null);
  }

  /**
   * {@return the detector}
   *
   * @throws IOException if there is no model, with what to pass instead in the message, or it
   *     cannot be read
   */
  public DetectorFile read() throws IOException {
    return DetectorFile.of(stored(), name());
  }

  /** {@return what messages call the model: its file's name, or "the built-in model"} */
  public String name() {
    return chosen.orElse("the built-in model");
  }

  /**
   * {@return tensors and metadata as they are stored}
   *
   * @throws IOException as {@link #read}
   */
  public WeightFile stored() throws IOException {
    if (chosen.isPresent() && !chosen.get().equals(NONE)) {
      return WeightFile.read(Path.of(chosen.get()));
    }
    URL weights = chosen.isPresent() ? null : resources.apply(WEIGHTS);
    if (weights == null) {
      throw new IOException(
          "no built-in model ("
              + (chosen.isPresent()
                  ? "-D" + PROPERTY + "=" + NONE
                  : "this build was made without it")
              + "): --weights FILE is needed");
    }
    SafetensorsFile file = SafetensorsFile.read(Path.of(WEIGHTS.substring(1)), bytes(weights));
    return new WeightFile(WeightFormat.SAFETENSORS, file.tensors(), file.metadata());
  }

  /**
   * {@return the model's card: training data and their terms, measured errors, limits; Markdown}
   *
   * @throws IOException if there is no card: the build has no model, or the system property
   *     replaces it
   */
  public String card() throws IOException {
    URL card = chosen.isPresent() ? null : resources.apply(CARD);
    if (card == null) {
      throw new IOException(
          chosen.map(c -> "-D" + PROPERTY + "=" + c + ": ").orElse("")
              + "no card: the built-in model is not used");
    }
    return new String(bytes(card), StandardCharsets.UTF_8);
  }

  /**
   * {@return the card's short notice, to be printed once wherever the model is used: its lines that
   * begin with {@code > }, without that prefix}
   *
   * @throws IOException if the card cannot be read
   */
  public List<String> notice() throws IOException {
    if (chosen.isPresent()) {
      return List.of("weights: " + chosen.get() + " (-D" + PROPERTY + ")");
    }
    return card().lines().filter(l -> l.startsWith("> ")).map(l -> l.substring(2)).toList();
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
