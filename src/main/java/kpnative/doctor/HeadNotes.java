package kpnative.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import kpnative.data.read.DataSpec;
import kpnative.data.rendered.HeadModelFile;
import kpnative.files.FileNames;
import kpnative.text.PlainText;

/** What is known of the 3D heads that faces are rendered of. */
public final class HeadNotes {
  private HeadNotes() {}

  /**
   * {@return a line for each head among the data, empty if there is none}
   *
   * @param data specifications as {@code --data} takes them
   * @throws IOException if a head's file cannot be read
   * @throws IllegalArgumentException if a specification is misspelled
   */
  public static String of(List<String> data) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String each : data) {
      if (DataSpec.parse(each) instanceof DataSpec.Rendered rendered) {
        text.append("head ")
            .append(PlainText.line(FileNames.text(rendered.head())))
            .append(": ")
            .append(origin(rendered))
            .append(System.lineSeparator());
      }
    }
    return text.toString();
  }

  private static String origin(DataSpec.Rendered rendered) throws IOException {
    if (Files.isDirectory(rendered.head())) {
      return "a folder of meshes, as ICT-FaceKit ships it";
    }
    return HeadModelFile.isKnown(rendered.head())
        ? "the known file, the light model of ICT-FaceKit (MIT licence)"
        : "not the known file, whose SHA-256 is " + HeadModelFile.KNOWN_SHA256;
  }
}
