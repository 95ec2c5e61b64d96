package kpnative.data.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import kpnative.data.TextEncoding;
import kpnative.files.FileTree;
import kpnative.files.InputFile;
import kpnative.keypoints.KeypointSchema;

/** The supported annotation formats. */
public enum AnnotationFormat {
  /** AAM shape files. */
  ASF("asf"),
  /** 300-W point files. */
  PTS("pts"),
  /** dlib's XML. */
  DLIB("xml"),
  /** A table of comma-separated values, one row per face. */
  CSV("csv"),
  /** COCO's keypoints. */
  COCO("json"),
  /** CVAT for images 1.1. */
  CVAT("xml"),
  /** Label Studio's tasks. */
  LABELSTUDIO("json"),
  /** LabelMe's files, one for each picture. */
  LABELME("json"),
  /** YOLO's poses, by their {@code data.yaml}. */
  YOLO("yaml"),
  /** DeepLabCut's {@code CollectedData} table. */
  DLC("csv"),
  /** WFLW's lists. */
  WFLW("txt"),
  /** MERL-RAV's point files, whose signs say what is hidden. */
  MERLRAV("pts"),
  /** HRNet's tables of 300-W, AFLW and WFLW. */
  HRNET("csv");

  private static final int HEAD_BYTES = 4096;
  private static final int JSON_BYTES = 1 << 20; // before the first field that tells
  private static final int ASF_COLUMNS = 7;
  private static final String DATASET = "<dataset";

  private final String extension;

  AnnotationFormat(String extension) {
    this.extension = extension;
  }

  /** {@return the format's name in {@code --data}: {@code asf}, {@code coco}, ...} */
  public String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return the file name extension, in lower case, without the dot} */
  public String extension() {
    return extension;
  }

  /**
   * {@return a new reader of this format}
   *
   * @param frame the frame of the points; faces are read in it, as they are
   */
  FaceReader reader(PointFrame frame) {
    return switch (this) {
      case ASF -> new AsfReader(frame);
      case PTS -> new PtsReader();
      case DLIB -> new DlibXmlReader();
      case CSV -> new CsvReader();
      default -> new SetFaces(sets(frame).orElseThrow());
    };
  }

  /**
   * {@return the reader of whole sets; empty for formats that are read a face at a time}
   *
   * @param frame the frame of the points, in which they are read
   */
  Optional<SetReader> sets(PointFrame frame) {
    return switch (this) {
      case ASF, PTS, DLIB, CSV -> Optional.empty();
      case COCO -> Optional.of(new CocoReader());
      case CVAT -> Optional.of(new CvatReader());
      case LABELSTUDIO -> Optional.of(new LabelStudioReader());
      case LABELME -> Optional.of(new LabelMeReader());
      case YOLO -> Optional.of(new YoloReader(frame));
      case DLC -> Optional.of(new DeepLabCutReader());
      case WFLW -> Optional.of(new WflwReader());
      case MERLRAV -> Optional.of(new MerlRavReader());
      case HRNET -> Optional.of(new LandmarkCsvReader());
    };
  }

  /** {@return what reads a set as it is, with what no training needs; empty as {@link #sets}} */
  Optional<SetReader> wholeSets(PointFrame frame) {
    return switch (this) {
      case DLIB -> Optional.of(new DlibSets());
      case CSV -> Optional.of(new CsvSets());
      default -> sets(frame);
    };
  }

  /** {@return the format of this kind; empty if there is none} */
  public static Optional<AnnotationFormat> named(String kind) {
    return Arrays.stream(values()).filter(f -> f.kind().equals(kind)).findFirst();
  }

  /**
   * {@return the schema that points of this format are of by custom, where their file says only
   * that there are so many; empty if there is none} The IMM face databases came as ASF; 300-W,
   * 300-VW and what followed their annotation as point files and dlib's XML, HRNet's tables for
   * three data sets of different numbers.
   */
  Optional<KeypointSchema> customary(int count) {
    boolean is =
        switch (this) {
          case ASF -> count == 58 || count == 73;
          case PTS, DLIB -> count == 68;
          case HRNET -> count == 19 || count == 68 || count == 98;
          default -> false;
        };
    return is ? Optional.of(KeypointSchema.ofCount(count)) : Optional.empty();
  }

  /** {@return the kinds as {@code asf:, pts:, ...}} */
  static String kinds() {
    return Arrays.stream(values()).map(f -> f.kind() + ":").collect(Collectors.joining(", "));
  }

  /** {@return whether a file holds one face, so that its faults are that face's} */
  boolean holdsOneFace() {
    return this == ASF || this == PTS;
  }

  /**
   * {@return whether a file found in a folder has this format, judged by its extension and, for
   * XML, its first 4096 bytes}
   */
  boolean claims(Path file) {
    if (!FileTree.hasExtension(file, extension)) {
      return false;
    }
    return switch (this) {
      case ASF, PTS, MERLRAV -> true;
      case DLIB -> holdsDataset(file);
      case CSV -> told(file).map(f -> f == CSV).orElse(true);
      default -> told(file).filter(f -> f == this).isPresent();
    };
  }

  /** {@return the format that a file's content tells; empty if it tells none or cannot be read} */
  private static Optional<AnnotationFormat> told(Path file) {
    try {
      return ofContent(file);
    } catch (IOException e) {
      return Optional.empty(); // where it is read, its reader says why
    }
  }

  /**
   * {@return the format of a file, judged by its first 4096 bytes alone; empty if they are not
   * those of any}
   */
  static Optional<AnnotationFormat> ofContent(Path file) throws IOException {
    String head = head(file);
    if (head.contains(DATASET)) {
      return Optional.of(DLIB);
    }
    if (head.contains("<annotations")) {
      return Optional.of(CVAT);
    }
    if (head.matches("(?s)\\s*[\\[{].*")) {
      return JsonKind.of(bytes(file, JSON_BYTES)).flatMap(AnnotationFormat::named);
    }
    List<String> lines =
        head.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList();
    if (lines.isEmpty() || head.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    String first = lines.get(0);
    if (DeepLabCutReader.isLike(first)) {
      return Optional.of(DLC);
    }
    if (LandmarkCsvReader.isLike(first)) {
      return Optional.of(HRNET);
    }
    if (lines.stream().anyMatch(l -> l.startsWith("kpt_shape:"))) {
      return Optional.of(YOLO);
    }
    if (WflwReader.isLike(first)) {
      return Optional.of(WFLW);
    }
    if (first.startsWith("version:") || first.startsWith("n_points:") || isPoint(first)) {
      return Optional.of(PTS);
    }
    String second = lines.size() > 1 ? lines.get(1) : "";
    if (first.matches("\\d{1,9}") && second.split("\\s+").length >= ASF_COLUMNS) {
      return Optional.of(ASF);
    }
    return CsvTable.isLike(file, lines) ? Optional.of(CSV) : Optional.empty();
  }

  private static boolean isPoint(String line) {
    return line.matches("[-+.\\deE]+\\s+[-+.\\deE]+");
  }

  private static boolean holdsDataset(Path file) {
    try {
      return head(file).contains(DATASET);
    } catch (IOException e) {
      return true; // its reader will say why it cannot be read
    }
  }

  private static String head(Path file) throws IOException {
    return TextEncoding.glance(bytes(file, HEAD_BYTES));
  }

  private static byte[] bytes(Path file, int most) throws IOException {
    try (InputStream in = InputFile.open(file, "an annotation file", Long.MAX_VALUE).stream()) {
      return in.readNBytes(most);
    }
  }
}
