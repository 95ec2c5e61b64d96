package kpnative.data.write;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kpnative.data.read.AnnotationFormat;

/** The writer of each format that has one. */
final class Writers {
  private static final Map<AnnotationFormat, SetWriter> ALL =
      new TreeMap<>(
          Map.of(
              AnnotationFormat.ASF, new AsfWriter(),
              AnnotationFormat.PTS, new PtsWriter(),
              AnnotationFormat.DLIB, new DlibWriter(),
              AnnotationFormat.CSV, new CsvWriter(),
              AnnotationFormat.COCO, new CocoWriter(),
              AnnotationFormat.CVAT, new CvatWriter(),
              AnnotationFormat.LABELSTUDIO, new LabelStudioWriter(),
              AnnotationFormat.LABELME, new LabelMeWriter(),
              AnnotationFormat.YOLO, new YoloWriter(),
              AnnotationFormat.DLC, new DeepLabCutWriter()));

  private Writers() {}

  /** {@return the formats that can be written} */
  static List<AnnotationFormat> formats() {
    return List.copyOf(ALL.keySet());
  }

  /** {@return their kinds, as {@code asf, pts, ...}} */
  static String kinds() {
    return formats().stream().map(AnnotationFormat::kind).collect(Collectors.joining(", "));
  }

  /**
   * {@return the writer of a format}
   *
   * @throws IllegalArgumentException if it has none
   */
  static SetWriter of(AnnotationFormat format) {
    SetWriter writer = ALL.get(format);
    if (writer == null) {
      throw new IllegalArgumentException(
          "annotations of the kind " + format.kind() + " are read only; written are " + kinds());
    }
    return writer;
  }
}
