package kpnative.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kpnative.files.FileNames;
import kpnative.geometry.Box;
import kpnative.infer.DetectorSpec;
import kpnative.infer.Face;
import kpnative.keypoints.Keypoints;
import kpnative.pose.FaceRatios;
import kpnative.pose.HeadPose;
import kpnative.text.CsvCell;
import kpnative.text.SpecMapper;
import org.jspecify.annotations.Nullable;

/** Formats detected faces as JSON and CSV. Keypoints are in pixels, rounded to 0.001. */
final class FoundFaces {
  /** The columns of a keypoint, which {@link #columns} fills. */
  static final String COLUMNS =
      "index,name,x,y,confidence,box_x,box_y,box_width,box_height,visibility,yaw,pitch,roll";

  private FoundFaces() {}

  /** {@return a JSON array with one object per picture; {@code predict --help} lists its fields} */
  static String json(DetectorSpec spec, List<PictureFaces> all) throws JsonProcessingException {
    List<String> objects = new ArrayList<>();
    for (PictureFaces found : all) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("file", FileNames.text(found.file()));
      object.put("overlay", found.overlay().map(FileNames::text).orElse(null));
      object.put("width", found.size().width());
      object.put("height", found.size().height());
      object.put("schema", spec.schema());
      object.put("indices", spec.keypoints());
      object.put("names", names(spec));
      object.put(
          "faces",
          found.faces().stream()
              .map(face -> face(face, found.boxed(), face.pose(found.camera())))
              .toList());
      objects.add(SpecMapper.json().writeValueAsString(object));
    }
    return objects.stream().collect(Collectors.joining(",\n ", "[", "]\n"));
  }

  /**
   * {@return a CSV header, and one line per keypoint; a name with a comma, a quote or a line break
   * is quoted}
   */
  static String csv(DetectorSpec spec, List<PictureFaces> all) {
    StringBuilder text = new StringBuilder("file,face," + COLUMNS + "\n");
    List<String> names = names(spec);
    for (PictureFaces found : all) {
      String file = CsvCell.file(FileNames.text(found.file()));
      for (int face = 0; face < found.faces().size(); face++) {
        Face one = found.faces().get(face);
        String angles = angles(one.pose(found.camera()));
        for (int k = 0; k < one.keypoints().count(); k++) {
          text.append(file).append(',').append(face).append(',');
          text.append(columns(one, one.keypoints(), k, names.get(k), found.boxed()));
          text.append(angles).append('\n');
        }
      }
    }
    return text.toString();
  }

  /**
   * {@return the values of {@link #COLUMNS} for one keypoint but those of {@link #angles}; what is
   * unknown is left empty}
   *
   * @param points the face's, perhaps smoothed
   * @param boxed false if the face fills the picture
   */
  static String columns(Face face, Keypoints points, int k, String name, boolean boxed) {
    String confidence = share(face.confidences(), k);
    String box =
        boxed
            ? xywh(face.box()).stream()
                .map(side -> String.format(Locale.ROOT, "%.6f", side))
                .collect(Collectors.joining(","))
            : ",,,";
    return String.format(
        Locale.ROOT,
        "%d,%s,%.3f,%.3f,%s,%s,%s",
        face.indices().get(k),
        name,
        points.x(k),
        points.y(k),
        confidence,
        box,
        share(face.visibilities(), k));
  }

  private static String share(List<Double> of, int k) {
    return of.isEmpty() ? "" : String.format(Locale.ROOT, "%.3f", of.get(k));
  }

  /** {@return the last values of {@link #COLUMNS}, each after a comma; empty if unknown} */
  static String angles(Optional<HeadPose> pose) {
    return pose.map(
            p -> String.format(Locale.ROOT, ",%.2f,%.2f,%.2f", p.yaw(), p.pitch(), p.roll()))
        .orElse(",,,");
  }

  /** {@return the names of the predicted keypoints, in their order} */
  static List<String> names(DetectorSpec spec) {
    return spec.keypoints().stream().map(spec.keypointSchema()::pointName).toList();
  }

  /**
   * {@return the JSON fields of one face}
   *
   * @param boxed false if the face fills the picture
   * @param pose the face's
   */
  static Map<String, @Nullable Object> face(Face face, boolean boxed, Optional<HeadPose> pose) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("box", boxed ? xywh(face.box()) : null);
    object.put("score", known(face.score()));
    object.put("disagreement", known(face.disagreement()));
    object.put("keypoints", points(face.keypoints()));
    object.put("confidence", shares(face.confidences()));
    object.put("visibility", shares(face.visibilities()));
    object.put("pose", pose.map(FoundFaces::pose).orElse(null));
    object.put("ratios", face.ratios().isEmpty() ? null : ratios(face.ratios()));
    return object;
  }

  private static Map<String, @Nullable Object> pose(HeadPose pose) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("yaw", thousandths(pose.yaw()));
    object.put("pitch", thousandths(pose.pitch()));
    object.put("roll", thousandths(pose.roll()));
    object.put("origin", List.of(thousandths(pose.origin().x()), thousandths(pose.origin().y())));
    object.put("scale", thousandths(pose.scale()));
    object.put("distance", thousandths(pose.distance()));
    return object;
  }

  private static Map<String, @Nullable Object> ratios(FaceRatios ratios) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("left_eye", known(ratios.leftEye()));
    object.put("right_eye", known(ratios.rightEye()));
    object.put("mouth", known(ratios.mouth()));
    object.put("left_brow", known(ratios.leftBrow()));
    object.put("right_brow", known(ratios.rightBrow()));
    return object;
  }

  private static @Nullable List<Double> shares(List<Double> of) {
    return of.isEmpty() ? null : of.stream().map(FoundFaces::thousandths).toList();
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : thousandths(value);
  }

  static List<List<Double>> points(Keypoints keypoints) {
    List<List<Double>> points = new ArrayList<>();
    for (int k = 0; k < keypoints.count(); k++) {
      points.add(List.of(thousandths(keypoints.x(k)), thousandths(keypoints.y(k))));
    }
    return points;
  }

  /**
   * {@return left, top, width and height in pixels; the inverse of {@link Box#ofPixels}} To a
   * millionth: sampling rounds coordinates, so that a box to a thousandth could give points 0.2
   * pixels away in large faces.
   */
  static List<Double> xywh(Box b) {
    return List.of(
        millionths(b.left() + 0.5),
        millionths(b.top() + 0.5),
        millionths(b.width()),
        millionths(b.height()));
  }

  private static double millionths(double value) {
    return Math.round(value * 1e6) / 1e6;
  }

  private static double thousandths(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
