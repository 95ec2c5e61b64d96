package kpnative.infer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import kpnative.chip.ChipShape;
import kpnative.geometry.Box;
import kpnative.geometry.Camera;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.image.WarpedPicture;
import kpnative.keypoints.Ibug68Points;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.Visibility;
import kpnative.pose.FaceRatios;
import kpnative.pose.HeadPose;
import kpnative.pose.PoseFit;

/**
 * A face found in a photograph. Immutable.
 *
 * <p>Boxes and keypoints are in the photograph's pixels: x right, y down, whole numbers are pixel
 * centres. A value that was not measured is NaN or an empty list.
 *
 * @param box the box that was passed to the detector, without margin, roughly around the keypoints;
 *     the whole picture if the face fills it
 * @param keypoints in the order of {@code indices}
 * @param confidences for each keypoint, the estimated probability, 0 to 1, that its error is small,
 *     as {@link ConfidenceCalibration} defines it; empty if the detector is not calibrated
 * @param visibilities for each keypoint, the estimated probability, 0 to 1, that it can be seen and
 *     nothing covers it, as {@link VisibilityCalibration} defines it; empty if nothing taught the
 *     detector
 * @param score the face finder's score, see {@link kpnative.face.FaceCandidate#score}; NaN if no
 *     finder was used
 * @param disagreement how far the keypoints move when the detector's box is displaced, in fractions
 *     of the box's size, at least 0; NaN if this was not checked
 * @param schema names the keypoints
 * @param indices the keypoints' indices in the schema, from 0; all of them, in order, unless the
 *     network was trained on a subset
 */
public record Face(
    Box box,
    Keypoints keypoints,
    List<Double> confidences,
    List<Double> visibilities,
    double score,
    double disagreement,
    KeypointSchema schema,
    List<Integer> indices) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the number of indices differs from that of keypoints, or
   *     the confidences or visibilities are neither empty nor as many
   */
  public Face {
    confidences = List.copyOf(confidences);
    visibilities = List.copyOf(visibilities);
    indices = List.copyOf(indices);
    int count = keypoints.count();
    if (indices.size() != count
        || (!confidences.isEmpty() && confidences.size() != count)
        || (!visibilities.isEmpty() && visibilities.size() != count)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a face of %d keypoints needs as many indices, and as many confidences and"
                  + " visibilities or none, got %d, %d and %d",
              count,
              indices.size(),
              confidences.size(),
              visibilities.size()));
    }
  }

  /** A face of a detector that says nothing about visibility. */
  public Face(
      Box box,
      Keypoints keypoints,
      List<Double> confidences,
      double score,
      double disagreement,
      KeypointSchema schema,
      List<Integer> indices) {
    this(box, keypoints, confidences, List.of(), score, disagreement, schema, indices);
  }

  /**
   * {@return the keypoint that the schema names {@code name}, such as {@code nose_tip}}
   *
   * @throws IllegalArgumentException if the schema has no such group, the group has several
   *     keypoints, or the detector does not find it
   */
  public Point point(String name) {
    List<Point> points = points(name);
    if (points.size() != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "'%s' of %s is a group of %d keypoints: use points",
              name,
              schema.name(),
              points.size()));
    }
    return points.get(0);
  }

  /**
   * {@return the keypoints of the schema's group {@code group}, such as {@code outer_lip}, along
   * the line that joins them}
   *
   * @throws IllegalArgumentException if the schema has no such group, or the detector does not find
   *     all of it
   */
  public List<Point> points(String group) {
    int[] members =
        schema
            .indices(group)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        String.format(
                            Locale.ROOT,
                            "%s has no group '%s'; its groups are %s",
                            schema.name(),
                            group,
                            schema.groups().keySet().stream().collect(Collectors.joining(", ")))));
    return Arrays.stream(members).mapToObj(index -> point(group, index)).toList();
  }

  private Point point(String group, int index) {
    int k = indices.indexOf(index);
    if (k < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "keypoint %d of the group '%s' is not among those that the detector finds: %s",
              index,
              group,
              indices));
    }
    return keypoints.point(k);
  }

  /**
   * {@return the mean of the keypoints' confidences, 0 to 1; NaN if the detector is not calibrated}
   */
  public double confidence() {
    return confidences.stream().mapToDouble(c -> c).average().orElse(Double.NaN);
  }

  /**
   * {@return how the head is turned, as if seen from the usual distance of photographs of faces;
   * empty if the schema has neither iBUG's 68 points nor groups like theirs} With the photograph's
   * camera, {@link #pose(Camera)} is a little more exact.
   */
  public Optional<HeadPose> pose() {
    return PoseFit.of(ibug68(), Optional.empty());
  }

  /**
   * {@return how the head is turned}
   *
   * @param camera of the photograph, {@link kpnative.image.Photo#camera}
   */
  public Optional<HeadPose> pose(Camera camera) {
    return PoseFit.of(ibug68(), Optional.of(camera));
  }

  /** {@return how far eyes and mouth are open and brows raised; NaN where the schema lacks them} */
  public FaceRatios ratios() {
    return FaceRatios.of(ibug68());
  }

  /**
   * {@return the face upright in a picture of its own, resampled from the photo once; empty if the
   * schema lacks the points that the shape needs} Outside the photo it is black.
   *
   * @param photo the one that the face was found in; borrowed
   * @throws IOException if it cannot be decoded
   */
  public Optional<BufferedImage> chip(DecodedPhoto photo, ChipShape shape) throws IOException {
    Optional<Warp> warp = shape.warp(ibug68());
    if (warp.isEmpty()) {
      return Optional.empty();
    }
    Image color = photo.in(Channels.COLOR);
    try (Image chip = WarpedPicture.of(color, warp.get(), shape.pixels(), Border.CONSTANT)) {
      return Optional.of(chip.toBufferedImage());
    }
  }

  /**
   * {@return as {@link #chip(DecodedPhoto, ChipShape)}, of a photo that is decoded for this call}
   *
   * @throws IOException if it cannot be decoded
   */
  public Optional<BufferedImage> chip(Photo photo, ChipShape shape) throws IOException {
    try (DecodedPhoto decoded = photo.decode()) {
      return chip(decoded, shape);
    }
  }

  private Keypoints ibug68() {
    return Ibug68Points.of(keypoints, schema, indices);
  }

  /**
   * {@return for each keypoint whether it is more likely hidden than visible; empty if nothing
   * taught the detector}
   */
  public List<Visibility> shown() {
    return visibilities.stream()
        .map(p -> p < 0.5 ? Visibility.HIDDEN : Visibility.VISIBLE)
        .toList();
  }

  /** {@return the bounding box of the keypoints; {@link #box} if it has no area} */
  public Box extent() {
    return keypoints.spansBox() ? keypoints.extent() : box;
  }

  /**
   * {@return this face with some of its keypoints}
   *
   * @param places theirs among this face's keypoints, from 0
   * @throws IndexOutOfBoundsException if one of them is none
   */
  public Face select(int... places) {
    return new Face(
        box,
        keypoints.select(places),
        confidences.isEmpty() ? List.of() : some(confidences, places),
        visibilities.isEmpty() ? List.of() : some(visibilities, places),
        score,
        disagreement,
        schema,
        some(indices, places));
  }

  private static <T> List<T> some(List<T> all, int[] places) {
    return Arrays.stream(places).mapToObj(all::get).toList();
  }

  /** {@return this face with a finder's score} */
  public Face withScore(double newScore) {
    return new Face(
        box, keypoints, confidences, visibilities, newScore, disagreement, schema, indices);
  }

  /** {@return this face with a measured disagreement} */
  public Face withDisagreement(double measured) {
    return new Face(box, keypoints, confidences, visibilities, score, measured, schema, indices);
  }
}
