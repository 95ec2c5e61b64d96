package kpnative.data.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.TextEncoding;
import kpnative.files.FileTree;
import kpnative.files.InputFile;

/** The supported annotation formats. */
public enum AnnotationFormat {
  /** AAM shape files. */
  ASF("asf"),
  /** 300-W point files. */
  PTS("pts"),
  /** dlib's XML. */
  DLIB("xml"),
  /** A table of comma-separated values, one row per face. */
  CSV("csv");

  private static final int HEAD_BYTES = 4096;
  private static final int ASF_COLUMNS = 7;
  private static final String DATASET = "<dataset";

  private final String extension;

  AnnotationFormat(String extension) {
    this.extension = extension;
  }

  /**
   * {@return the format's name in {@code --data}: {@code asf}, {@code pts}, {@code dlib} or {@code
   * csv}}
   */
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
    };
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
    return FileTree.hasExtension(file, extension) && (this != DLIB || holdsDataset(file));
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
    List<String> lines =
        head.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList();
    if (lines.isEmpty() || head.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    String first = lines.get(0);
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
    try (InputStream in = InputFile.open(file, "an annotation file", Long.MAX_VALUE).stream()) {
      return TextEncoding.glance(in.readNBytes(HEAD_BYTES));
    }
  }
}
