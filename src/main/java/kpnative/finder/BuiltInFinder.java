package kpnative.finder;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import kpnative.files.FileNames;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.WeightNotice;
import org.jspecify.annotations.Nullable;

/**
 * The trained face finder in the jar, {@code kpnative/model/finder.safetensors}. It was trained on
 * rendered scenes alone. Thread-safe.
 */
public final class BuiltInFinder {
  private static final String WEIGHTS = "/kpnative/model/finder.safetensors";
  private static final String CARD = "/kpnative/model/finder.md";

  /** Bounds the memory that a replaced resource can take; the finder itself is below 0.4 MB. */
  private static final int MAX_BYTES = 16 << 20;

  private static @Nullable FinderFile read;

  private BuiltInFinder() {}

  /** {@return whether this build has a finder} */
  public static boolean isPresent() {
    return BuiltInFinder.class.getResource(WEIGHTS) != null;
  }

  /**
   * {@return the finder, read once}
   *
   * @throws IOException if this build has none, or it cannot be read
   */
  public static synchronized FinderFile read() throws IOException {
    FinderFile known = read;
    if (known == null) {
      URL resource = BuiltInFinder.class.getResource(WEIGHTS);
      URL card = BuiltInFinder.class.getResource(CARD);
      if (resource == null || card == null) {
        throw new IOException("no built-in face finder: this build was made without it");
      }
      known =
          FinderFile.of(
                  SafetensorsFile.read(FileNames.path(WEIGHTS.substring(1)), bytes(resource)),
                  "the built-in face finder")
              .withNotice(WeightNotice.ofCard(new String(bytes(card), StandardCharsets.UTF_8)));
      read = known;
    }
    return known;
  }

  private static byte[] bytes(URL resource) throws IOException {
    try (InputStream in = resource.openStream()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(resource + ": over " + MAX_BYTES + " bytes, too large for a finder");
      }
      return bytes;
    }
  }
}
