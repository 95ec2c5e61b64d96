package kpnative.about;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kpnative.about.BundledPart.Kind;
import kpnative.text.SpecMapper;
import org.jspecify.annotations.Nullable;

/**
 * The parts that the runnable jar bundles, read from the SBOM in it. The build writes both ({@code
 * src/build}); classes outside that jar have none. Thread-safe.
 */
public final class BundledParts {
  /** Where the SBOM is, a CycloneDX document. */
  static final String SBOM = "META-INF/sbom/kp-native.cdx.json";

  private static final int MAX_BYTES = 4 << 20; // of one resource; the SBOM has 0.1 MB

  private final Function<String, @Nullable URL> resources;
  private final List<BundledPart> parts;

  private BundledParts(Function<String, @Nullable URL> resources, List<BundledPart> parts) {
    this.resources = resources;
    this.parts = List.copyOf(parts);
  }

  /**
   * {@return the parts of this jar; empty if this is not the runnable jar}
   *
   * @throws IOException if the SBOM cannot be read
   */
  public static Optional<BundledParts> ofJar() throws IOException {
    return of(name -> BundledParts.class.getResource("/" + name));
  }

  static Optional<BundledParts> of(Function<String, @Nullable URL> resources) throws IOException {
    URL sbom = resources.apply(SBOM);
    if (sbom == null) {
      return Optional.empty();
    }
    JsonNode bill = SpecMapper.json().readTree(text(sbom));
    List<BundledPart> parts = new ArrayList<>();
    for (JsonNode component : bill.path("components")) {
      parts.add(part(component));
    }
    return Optional.of(new BundledParts(resources, parts));
  }

  private static BundledPart part(JsonNode component) {
    String id = component.path("bom-ref").asText();
    List<String> texts = new ArrayList<>();
    String version = component.path("version").asText();
    for (JsonNode property : component.path("properties")) {
      String value = property.path("value").asText();
      switch (property.path("name").asText()) {
        case "kpnative:licence-text" -> texts.add(value);
        case "kpnative:version" -> version = value;
        default -> {}
      }
    }
    Kind kind = kind(id);
    String name = component.path("name").asText();
    return new BundledPart(
        kind == Kind.JAVA ? component.path("group").asText() + ":" + name : name,
        version,
        kind,
        component.path("licenses").path(0).path("expression").asText(),
        texts);
  }

  private static Kind kind(String id) {
    if (id.startsWith("file:")) {
      return id.startsWith("file:org/bytedeco/") ? Kind.NATIVE : Kind.DATA;
    }
    return id.startsWith("pkg:maven/") ? Kind.JAVA : Kind.INSIDE;
  }

  /** {@return all parts, in the SBOM's order} */
  List<BundledPart> all() {
    return parts;
  }

  /**
   * {@return a licence text}
   *
   * @param name as in {@link BundledPart#texts}
   * @throws IOException if it is not in the jar
   */
  String licence(String name) throws IOException {
    URL url = resources.apply(name);
    if (url == null) {
      throw new IOException(name + ": missing from the jar, though its SBOM names it");
    }
    return text(url);
  }

  private static String text(URL resource) throws IOException {
    try (InputStream in = resource.openStream()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(resource + ": over " + MAX_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
