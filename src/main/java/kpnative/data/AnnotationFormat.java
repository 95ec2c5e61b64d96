package kpnative.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The annotation formats that have a reader. */
public enum AnnotationFormat {
  /** AAM shape files. */
  ASF("asf", new AsfReader()),
  /** 300-W point files. */
  PTS("pts", new PtsReader()),
  /** dlib's XML. */
  DLIB("xml", new DlibXmlReader()),
  /** A table, one row a face. */
  CSV("csv", new CsvReader());

  private static final int HEAD_BYTES = 4096;

  private final String extension;
  private final FaceReader reader;

  AnnotationFormat(String extension, FaceReader reader) {
    this.extension = extension;
    this.reader = reader;
  }

  /** {@return how a {@code --data} names it: {@code asf}, {@code pts}, {@code dlib}, {@code csv}} */
  public String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return how its files' names end, in lower case, without a dot} */
  public String extension() {
    return extension;
  }

  /** {@return the reader of one file} */
  public FaceReader reader() {
    return reader;
  }

  /** {@return whether the file found in a folder is of this format, by its name and, for XML, its head} */
  boolean claims(Path file) throws IOException {
    return AnnotationFiles.hasExtension(file, extension) && (this != DLIB || holdsDataset(file));
  }

  private static boolean holdsDataset(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
      return head.contains("<dataset");
    }
  }
}
