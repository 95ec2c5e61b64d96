package kpnative.data.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import kpnative.files.FileTree;

/** The annotation formats that have a reader. */
public enum AnnotationFormat {
  /** AAM shape files. */
  ASF("asf"),
  /** 300-W point files. */
  PTS("pts"),
  /** dlib's XML. */
  DLIB("xml"),
  /** A table, one row a face. */
  CSV("csv");

  private static final int HEAD_BYTES = 4096;

  private final String extension;

  AnnotationFormat(String extension) {
    this.extension = extension;
  }

  /**
   * {@return how a {@code --data} names it: {@code asf}, {@code pts}, {@code dlib}, {@code csv}}
   */
  public String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return how its files' names end, in lower case, without a dot} */
  public String extension() {
    return extension;
  }

  /** {@return a reader of its files} */
  public FaceReader reader() {
    return switch (this) {
      case ASF -> new AsfReader();
      case PTS -> new PtsReader();
      case DLIB -> new DlibXmlReader();
      case CSV -> new CsvReader();
    };
  }

  /**
   * {@return whether the file found in a folder is of this format, by its name and, for XML, its
   * head}
   */
  boolean claims(Path file) throws IOException {
    return FileTree.hasExtension(file, extension) && (this != DLIB || holdsDataset(file));
  }

  private static boolean holdsDataset(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
      return head.contains("<dataset");
    }
  }
}
