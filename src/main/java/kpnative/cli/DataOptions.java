package kpnative.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.read.DataSpec;
import kpnative.data.read.PointFrame;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which annotated faces a command reads. */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "KIND:PATH",
      description =
          "Annotated faces: a path, of which the kind is found out, or KIND:PATH with asf, pts,"
              + " dlib, csv, coco, cvat, labelstudio, labelme, yolo, dlc, wflw, merlrav or hrnet;"
              + " synthetic[:N]; or rendered:HEAD[:N] of a 3D head's file or folder. May be"
              + " repeated to combine data; without it, synthetic faces are used.")
  List<String> data = new ArrayList<>();

  @Option(
      names = "--exif",
      paramLabel = "upright|stored",
      defaultValue = "upright",
      description =
          "The frame of the points in photographs that EXIF turns: upright, as viewers show them,"
              + " or stored, before the turn. By default upright; doctor --data says which fits.")
  PointFrame exif = PointFrame.UPRIGHT;

  @Option(
      names = "--exclude",
      paramLabel = "FILE",
      description = "A file that lists photographs to leave out, one per line.")
  @Nullable Path exclude;

  @Option(
      names = "--schema",
      paramLabel = "NAME|FILE",
      description =
          "What the points of the data are, where their files don't say it: a name that 'schemas'"
              + " lists, a file like those that it prints, or points-K for K points without names.")
  @Nullable String schema;

  @Option(
      names = "--map-to",
      paramLabel = "NAME|FILE",
      description =
          "The schema to which the faces are mapped, such as ibug68 of WFLW's 98 points, or a file"
              + " of a mapping.")
  @Nullable String mapTo;

  /**
   * {@return what {@code --data} names, each with the frame that {@code --exif} states, the schema
   * and what it is mapped to}
   *
   * @throws IllegalArgumentException if one is misspelled
   */
  List<String> specs() {
    return data.stream().map(this::inFrame).map(this::ofSchema).toList();
  }

  private String ofSchema(String spec) {
    if ((schema == null && mapTo == null)
        || spec.startsWith("[")
        || !(DataSpec.parse(spec) instanceof DataSpec.Annotations)) {
      return spec;
    }
    String brackets = (schema == null ? "" : schema) + (mapTo == null ? "" : ">" + mapTo);
    return "[" + brackets + "]" + spec;
  }

  private String inFrame(String spec) {
    boolean turned =
        exif == PointFrame.STORED
            && DataSpec.parse(spec) instanceof DataSpec.Annotations a
            && a.frame() == PointFrame.UPRIGHT;
    return turned ? DataSpec.STORED + spec : spec;
  }
}
