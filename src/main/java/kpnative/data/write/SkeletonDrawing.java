package kpnative.data.write;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.geometry.Box;

/**
 * How CVAT draws a skeleton: where its points are, in percent of a square, and the lines.
 *
 * @param svg elements of SVG
 */
record SkeletonDrawing(String svg) {
  /** {@return the drawing of a layout: the first of its faces with all points, or a ring} */
  static SkeletonDrawing of(AnnotationSet set, int index) {
    PointLayout layout = set.layouts().get(index);
    double[] xy =
        set.pictures().stream()
            .flatMap(p -> p.faces().stream())
            .filter(f -> f.layout() == index && f.presentCount() == layout.count())
            .findFirst()
            .map(SkeletonDrawing::inSquare)
            .orElseGet(() -> ring(layout.count()));
    String lines =
        layout.edges().stream()
            .map(
                e ->
                    "<line x1=\""
                        + Decimal.text(xy[2 * e.from()])
                        + "\" y1=\""
                        + Decimal.text(xy[2 * e.from() + 1])
                        + "\" x2=\""
                        + Decimal.text(xy[2 * e.to()])
                        + "\" y2=\""
                        + Decimal.text(xy[2 * e.to() + 1])
                        + "\" data-type=\"edge\" data-node-from=\""
                        + (e.from() + 1)
                        + "\" data-node-to=\""
                        + (e.to() + 1)
                        + "\"></line>")
            .collect(Collectors.joining());
    String circles =
        IntStream.range(0, layout.count())
            .mapToObj(
                k ->
                    "<circle r=\"0.75\" cx=\""
                        + Decimal.text(xy[2 * k])
                        + "\" cy=\""
                        + Decimal.text(xy[2 * k + 1])
                        + "\" data-type=\"element node\" data-element-id=\""
                        + (k + 1)
                        + "\" data-node-id=\""
                        + (k + 1)
                        + "\" data-label-name=\""
                        + XmlText.escaped(layout.points().get(k))
                        + "\"></circle>")
            .collect(Collectors.joining());
    return new SkeletonDrawing(lines + circles);
  }

  private static double[] inSquare(FaceAnnotation face) {
    double[] xy = new double[2 * face.points().size()];
    Box box = face.extent().orElseThrow();
    double side = Math.max(box.width(), box.height());
    for (int k = 0; k < face.points().size(); k++) {
      MarkedPoint p = face.points().get(k);
      xy[2 * k] = hundredths(50 + 80 * (p.x() - box.center().x()) / side);
      xy[2 * k + 1] = hundredths(50 + 80 * (p.y() - box.center().y()) / side);
    }
    return xy;
  }

  private static double[] ring(int count) {
    double[] xy = new double[2 * count];
    for (int k = 0; k < count; k++) {
      xy[2 * k] = hundredths(50 + 40 * Math.cos(2 * Math.PI * k / count));
      xy[2 * k + 1] = hundredths(50 + 40 * Math.sin(2 * Math.PI * k / count));
    }
    return xy;
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
