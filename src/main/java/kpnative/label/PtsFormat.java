package kpnative.label;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.data.read.FaceReader;
import kpnative.data.read.PtsReader;

/** 300-W's point files, in which the first pixel is (1, 1). */
final class PtsFormat implements FaceFileFormat {
  private static final Pattern POINT =
      Pattern.compile("(\\s*+)([-+.\\deE]++)(\\s++)([-+.\\deE]++)(\\s*+)");

  @Override
  public String format() {
    return "PTS";
  }

  @Override
  public String extension() {
    return "pts";
  }

  @Override
  public FaceReader reader() {
    return new PtsReader();
  }

  @Override
  public List<String> edited(List<String> lines, LabelFace before, LabelFace now, Path picture)
      throws IOException {
    List<String> all = new ArrayList<>(lines);
    int k = 0;
    for (int i = 0; i < all.size(); i++) {
      Matcher line = POINT.matcher(all.get(i));
      if (line.matches() && k < now.points().size()) {
        LabelPoint point = now.points().get(k);
        if (!point.equals(before.points().get(k))) {
          all.set(i, line.group(1) + one(point, line.group(3)) + line.group(5));
        }
        k++;
      }
    }
    if (k != now.points().size()) {
      throw new IOException("expected " + now.points().size() + " lines of points, got " + k);
    }
    return all;
  }

  @Override
  public String made(LabelFace face) {
    StringBuilder text = new StringBuilder("version: 1\nn_points: ");
    text.append(face.points().size()).append("\n{\n");
    for (LabelPoint point : face.points()) {
      text.append(one(point, " ")).append('\n');
    }
    return text.append("}\n").toString();
  }

  private static String one(LabelPoint point, String between) {
    return PointsText.of(point.x() + 1) + between + PointsText.of(point.y() + 1);
  }
}
