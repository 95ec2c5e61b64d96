package kpnative.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import kpnative.image.Channels;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorSpec;
import kpnative.weights.SafetensorsFile;

/** The metadata of an exported file, as strings by name. */
final class ExportMetadata {
  private ExportMetadata() {}

  /**
   * {@return the detector file's metadata, without its checksum, which covers other bytes; and, for
   * readers without a JSON parser, the parameters of pre- and postprocessing}
   */
  static Map<String, String> of(DetectorFile file) {
    DetectorSpec spec = file.spec();
    Map<String, String> texts = new LinkedHashMap<>(file.metadata());
    texts.remove(SafetensorsFile.CHECKSUM);
    texts.put("kpnative.schema", spec.schema());
    texts.put("kpnative.keypoints", joined(spec.keypoints()));
    texts.put("kpnative.names", String.join("\n", names(spec))); // no name holds a line break
    texts.put(
        "kpnative.channels", spec.input().channels() == Channels.GRAY ? "gray" : "red,green,blue");
    texts.put("kpnative.mean", joined(spec.input().mean()));
    texts.put("kpnative.deviation", joined(spec.input().deviation()));
    texts.put("kpnative.box", spec.box().from().name().toLowerCase(Locale.ROOT));
    texts.put("kpnative.margin", Double.toString(spec.box().margin()));
    texts.put("kpnative.input", "(byte / 255 - mean) / deviation");
    texts.put("kpnative.points", "(x + 0.5) / width, (y + 0.5) / height");
    return texts;
  }

  private static List<String> names(DetectorSpec spec) {
    return spec.keypoints().stream().map(spec.keypointSchema()::pointName).toList();
  }

  private static String joined(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
