package kpnative.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kpnative.plan.Precision;
import kpnative.text.SpecMapper;

/**
 * The errors of a detector in each precision, measured on the same annotated faces: what {@link
 * Precision#AUTO} chooses by. Immutable.
 *
 * @param faces how many were measured
 * @param nme the mean error by the precision's {@link Precision#label}, a fraction; {@code float32}
 *     among them
 */
public record PrecisionErrors(int faces, Map<String, Double> nme) {
  /** The key of the errors, as JSON, in a weight file's metadata. */
  public static final String KEY = "kpnative.precisions";

  /** A precision may raise the error by this part of float32's. */
  private static final double MOST_RISE = 0.005;

  /** Errors are fractions: of points as far away as this no network is a detector. */
  private static final double MOST = 1e6;

  /**
   * Copies the map. Rejects names that are none, errors that are not 0 to {@value #MOST}, and
   * numbers of faces below 1.
   */
  public PrecisionErrors {
    if (faces < 1) {
      throw new IllegalArgumentException(
          "faces of errors by precision must be 1 or more, got " + faces);
    }
    nme = Collections.unmodifiableMap(new TreeMap<>(nme)); // the same file each time
    nme.forEach(
        (label, error) -> {
          if (precision(label).isEmpty()) {
            throw new IllegalArgumentException(
                "nme." + label + " is no precision: expected float32, bfloat16, float16 or int8");
          }
          if (!(error >= 0 && error <= MOST)) {
            throw new IllegalArgumentException(
                "nme." + label + " must be a number from 0 to " + MOST + ", got " + error);
          }
        });
    if (!nme.containsKey(Precision.FLOAT32.label())) {
      throw new IllegalArgumentException("nme must hold float32, got " + nme.keySet());
    }
  }

  /**
   * {@return the errors in a weight file's metadata}
   *
   * @param file names the file in messages
   * @throws IOException if there are none, or they are invalid
   */
  static PrecisionErrors of(Map<String, String> metadata, String file) throws IOException {
    String json = metadata.get(KEY);
    if (json == null) {
      throw new IOException(
          file
              + ": no errors by precision in its metadata; the quantize command makes a file with"
              + " them");
    }
    return SpecMapper.read(json, PrecisionErrors.class, file + ": the errors by precision");
  }

  /** {@return the errors as JSON, for the metadata} */
  public String toJson() {
    try {
      return SpecMapper.json().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@return float32, and the precisions whose error is at most 0.5 % above float32's} */
  public List<Precision> kept() {
    double most = (1 + MOST_RISE) * nme.getOrDefault(Precision.FLOAT32.label(), Double.NaN);
    return Arrays.stream(Precision.values())
        .filter(p -> nme.containsKey(p.label()) && nme.get(p.label()) <= most)
        .toList();
  }

  private static Optional<Precision> precision(String label) {
    return Arrays.stream(Precision.values())
        .filter(p -> p != Precision.AUTO && p.label().equals(label))
        .findFirst();
  }
}
