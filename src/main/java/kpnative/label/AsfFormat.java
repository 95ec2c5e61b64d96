package kpnative.label;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.data.read.AsfReader;
import kpnative.data.read.FaceReader;
import kpnative.geometry.Size;
import kpnative.image.ImageReader;

/**
 * AAM shape files, whose places are fractions of the picture's sides. A new one cannot be made of
 * points alone: it says along which paths they lie.
 */
final class AsfFormat implements FaceFileFormat {
  /** Path, type, x, y, point, and the points before and after it. */
  private static final Pattern POINT =
      Pattern.compile(
          "(\\s*+\\d++\\s++\\S++\\s++)(\\S++)(\\s++)(\\S++)(\\s++(\\d{1,9})\\s++.*)",
          Pattern.DOTALL);

  private static final int DIGITS = 8; // a thousandth of a pixel of the widest picture

  @Override
  public String format() {
    return "ASF";
  }

  @Override
  public String extension() {
    return "asf";
  }

  @Override
  public FaceReader reader() {
    return new AsfReader();
  }

  @Override
  public List<String> edited(List<String> lines, LabelFace before, LabelFace now, Path picture)
      throws IOException {
    Size size = ImageReader.size(picture);
    List<String> all = new ArrayList<>(lines);
    int found = 0;
    for (int i = 0; i < all.size() && found < now.points().size(); i++) {
      Matcher line = POINT.matcher(all.get(i));
      if (!all.get(i).startsWith("#") && line.matches()) {
        int k = Integer.parseInt(line.group(6));
        LabelPoint point = now.points().get(k); // the reader has checked the number
        if (!point.equals(before.points().get(k))) {
          all.set(
              i,
              line.group(1)
                  + fraction(point.x() / size.width())
                  + line.group(3)
                  + fraction(point.y() / size.height())
                  + line.group(5));
        }
        found++;
      }
    }
    if (found != now.points().size()) {
      throw new IOException("expected " + now.points().size() + " lines of points, got " + found);
    }
    return all;
  }

  private static String fraction(double value) {
    return new BigDecimal(value).setScale(DIGITS, RoundingMode.HALF_EVEN).toPlainString();
  }

  @Override
  public String made(LabelFace face) throws IOException {
    throw new IOException(
        "a new ASF file needs the paths along which its points lie: label this picture in another"
            + " format");
  }
}
