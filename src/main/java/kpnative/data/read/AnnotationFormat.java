package kpnative.data.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
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

  /** {@return a new reader of this format} */
  public FaceReader reader() {
    return switch (this) {
      case ASF -> new AsfReader();
      case PTS -> new PtsReader();
      case DLIB -> new DlibXmlReader();
      case CSV -> new CsvReader();
    };
  }

  /**
   * {@return whether a file found in a folder has this format, judged by its extension and, for
   * XML, its first 4096 bytes}
   */
  boolean claims(Path file) throws IOException {
    return FileTree.hasExtension(file, extension) && (this != DLIB || holdsDataset(file));
  }

  private static boolean holdsDataset(Path file) throws IOException {
    try (InputStream in = InputFile.open(file, "dlib's XML", Long.MAX_VALUE).stream()) {
      String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
      return head.contains("<dataset");
    }
  }
}
