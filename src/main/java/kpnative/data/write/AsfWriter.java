package kpnative.data.write;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.Holds;
import kpnative.data.annotation.MarkedPoint;
import kpnative.geometry.Size;

/**
 * AAM shape files, one a picture and beside it: fractions of the sides, all points one open path.
 */
final class AsfWriter implements SetWriter {
  private static final int OPEN = 4; // a path's type: open, neither closed nor a hole

  @Override
  public Set<Holds> holds() {
    return EnumSet.of(Holds.SUBPIXEL);
  }

  @Override
  public Form form() {
    return Form.FOLDER;
  }

  @Override
  public boolean needsSizes() {
    return true;
  }

  @Override
  public void write(AnnotationSet set, Target target) throws IOException {
    for (AnnotatedPicture picture : set.pictures()) {
      String name = picture.name();
      target.write(PictureNames.withExtension(name, "asf"), text(picture));
    }
  }

  private static String text(AnnotatedPicture picture) {
    Size size = picture.size().orElseThrow();
    List<MarkedPoint> points = picture.faces().get(0).points();
    StringBuilder text = new StringBuilder("# path type x y point from to\n");
    text.append(points.size()).append('\n');
    for (int k = 0; k < points.size(); k++) {
      text.append("0 ").append(OPEN);
      text.append(' ').append(Decimal.fraction(points.get(k).x() / size.width()).toPlainString());
      text.append(' ').append(Decimal.fraction(points.get(k).y() / size.height()).toPlainString());
      text.append(' ').append(k);
      text.append(' ').append(Math.max(0, k - 1));
      text.append(' ').append(Math.min(points.size() - 1, k + 1)).append('\n');
    }
    String name = picture.name();
    return text.append(name.substring(name.lastIndexOf('/') + 1)).append('\n').toString();
  }
}
