package kpnative.data.rendered;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/**
 * The heads that tests render: the {@link EggHead} in each build, and the known head where {@code
 * ../shared/assets} exists. Each is made once.
 */
final class TestHeads {
  static final Path ASSET = Path.of("../shared/assets/ict-face-light/ict-face-light.safetensors");

  private static final Map<String, Rendered> MADE = new HashMap<>();

  private TestHeads() {}

  /** A head, and what is computed of it once. */
  record Rendered(HeadModel model, Head head, HeadAtlas atlas, FaceMaker maker) {
    Rendered(HeadModel model) {
      this(model, new FaceMaker(model, LabelRules.GEOMETRY));
    }

    private Rendered(HeadModel model, FaceMaker maker) {
      this(model, maker.head(), HeadAtlas.of(model), maker);
    }
  }

  /** {@return the names of the heads that this machine has} */
  static Stream<Named<Rendered>> all() {
    return names().map(name -> Named.of(name, get(name)));
  }

  private static Stream<String> names() {
    return Files.isRegularFile(ASSET) ? Stream.of("egg", "known head") : Stream.of("egg");
  }

  static Rendered egg() {
    return get("egg");
  }

  private static synchronized Rendered get(String name) {
    return MADE.computeIfAbsent(
        name,
        key -> {
          try {
            return new Rendered(key.equals("egg") ? EggHead.make() : HeadModelFile.read(ASSET));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
