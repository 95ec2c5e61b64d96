package kpnative.data.write;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.Holds;
import kpnative.data.annotation.MarkedPoint;
import kpnative.text.CsvCell;

/** Tables with a row a face, {@code file,NAME_x,NAME_y,...}; an absent point's cells are empty. */
final class CsvWriter implements SetWriter {
  @Override
  public Set<Holds> holds() {
    return EnumSet.of(Holds.SUBPIXEL, Holds.ODD_NAMES, Holds.NAMES, Holds.ABSENT, Holds.SEVERAL);
  }

  @Override
  public Form form() {
    return Form.FILE;
  }

  @Override
  public void write(AnnotationSet set, Target target) throws IOException {
    target.write(
        out -> {
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          if (!set.layouts().isEmpty()) {
            text.write("file");
            for (String point : set.layouts().get(0).points()) {
              text.write("," + CsvCell.text(point + "_x") + "," + CsvCell.text(point + "_y"));
            }
            text.write("\n");
          }
          for (AnnotatedPicture picture : set.pictures()) {
            for (FaceAnnotation face : picture.faces()) {
              text.write(CsvCell.file(picture.name()));
              for (MarkedPoint point : face.points()) {
                text.write(',' + number(point, point.x()) + ',' + number(point, point.y()));
              }
              text.write("\n");
            }
          }
          text.flush();
        });
  }

  private static String number(MarkedPoint point, double value) {
    return point.isPresent() ? Decimal.text(value) : "";
  }
}
