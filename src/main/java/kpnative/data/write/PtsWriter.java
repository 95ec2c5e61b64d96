package kpnative.data.write;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.Holds;
import kpnative.data.annotation.MarkedPoint;

/** 300-W's point files, one a picture, under its name; their first pixel is (1, 1). */
final class PtsWriter implements SetWriter {
  @Override
  public Set<Holds> holds() {
    return EnumSet.of(Holds.SUBPIXEL, Holds.ODD_NAMES);
  }

  @Override
  public Form form() {
    return Form.FOLDER;
  }

  @Override
  public void write(AnnotationSet set, Target target) throws IOException {
    for (AnnotatedPicture picture : set.pictures()) {
      StringBuilder text = new StringBuilder("version: 1\nn_points: ");
      text.append(picture.faces().get(0).points().size()).append("\n{\n");
      for (MarkedPoint point : picture.faces().get(0).points()) {
        text.append(Decimal.text(point.x() + 1)).append(' ');
        text.append(Decimal.text(point.y() + 1)).append('\n');
      }
      target.write(
          PictureNames.withExtension(picture.name(), "pts"), text.append("}\n").toString());
    }
  }
}
