package kpnative.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The file formats for exported detectors. */
public enum ExportFormat {
  /** A program and its weights, for LibTorch 1.13 and later. */
  TORCHSCRIPT,
  /** A graph and its weights, operator set 13. */
  ONNX,
  /** Weights and metadata, as a run writes them. */
  SAFETENSORS;

  /**
   * {@return the format of this lower-case name}
   *
   * @throws IllegalArgumentException if no format has this name
   */
  public static ExportFormat of(String name) {
    return Arrays.stream(values())
        .filter(f -> f.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the format must be "
                        + Arrays.stream(values())
                            .map(ExportFormat::toString)
                            .collect(Collectors.joining(", "))
                        + ", got '"
                        + name
                        + "'"));
  }

  /** {@return the name, in lower case} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
