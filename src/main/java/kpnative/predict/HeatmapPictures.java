package kpnative.predict;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import kpnative.data.AnnotatedFace;
import kpnative.draw.HeatmapPicture;
import kpnative.draw.PngFile;
import kpnative.files.FileNames;
import kpnative.files.OutputFiles;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceHeatmaps;
import kpnative.infer.KeypointDetector;
import kpnative.measure.DetectedFaces;

/**
 * Draws a detector's heatmaps into a folder: {@code NAME-sum.png}, or {@code NAME-point-N.png} for
 * each selected keypoint. Borrows the detector.
 */
public final class HeatmapPictures {
  private final KeypointDetector detector;
  private final Path folder;
  private final OutputFiles files;
  private final List<Integer> keypoints;

  /**
   * Creates a writer.
   *
   * @param folder created if it does not exist
   * @param files chooses the names
   * @param keypoints indices in the schema, from 0; empty for the sum of all heatmaps
   * @throws IllegalArgumentException if the network has no heatmaps, or does not find one of the
   *     keypoints
   * @throws IOException if the folder cannot be created
   */
  public HeatmapPictures(
      KeypointDetector detector, Path folder, OutputFiles files, List<Integer> keypoints)
      throws IOException {
    DetectorSpec spec = detector.spec();
    if (!detector.spec().hasHeatmaps()) {
      throw new IllegalArgumentException(
          spec.recipe() + ": this network has no heatmaps, it doesn't read keypoints from maps");
    }
    for (int k : keypoints) {
      if (!spec.keypoints().contains(k)) {
        throw new IllegalArgumentException(
            "keypoint " + k + " is not among those that are found: " + spec.keypoints());
      }
    }
    this.detector = detector;
    this.folder = folder;
    this.files = files;
    this.keypoints = List.copyOf(keypoints);
    Files.createDirectories(folder);
  }

  /**
   * Draws the heatmaps of a face in a photograph.
   *
   * @param face the box around the face's keypoints, in the photograph's pixels; empty if the face
   *     fills it
   * @return the files written
   * @throws IOException if the picture cannot be read or written
   */
  public List<Path> write(Path photograph, Optional<Box> face) throws IOException {
    FaceHeatmaps maps;
    try (Image image = ImageReader.read(photograph, detector.spec().input().channels())) {
      maps =
          face.isPresent() ? detector.heatmaps(image, face.get()) : detector.heatmapsOfCrop(image);
    }
    try (Image color = ImageReader.read(photograph, Channels.COLOR)) {
      return write(color.toBufferedImage(), maps, FileNames.text(photograph));
    }
  }

  /**
   * Draws the heatmaps of an annotated face, in the box that the detector's box rule derives from
   * the annotation.
   *
   * @return the files written
   * @throws IOException if the picture cannot be read or written
   */
  public List<Path> write(AnnotatedFace face) throws IOException {
    FaceHeatmaps maps = DetectedFaces.heatmaps(detector, face);
    try (Image color = face.picture().read(Channels.COLOR)) {
      return write(color.toBufferedImage(), maps, face.picture().name());
    }
  }

  private List<Path> write(BufferedImage photograph, FaceHeatmaps maps, String picture)
      throws IOException {
    List<Path> written = new ArrayList<>();
    if (keypoints.isEmpty()) {
      written.add(write(photograph, maps, picture, "sum", OptionalInt.empty()));
    }
    for (int k : keypoints) {
      OptionalInt position = OptionalInt.of(detector.spec().keypoints().indexOf(k));
      written.add(write(photograph, maps, picture, "point-" + k, position));
    }
    return written;
  }

  private Path write(
      BufferedImage photograph,
      FaceHeatmaps maps,
      String picture,
      String what,
      OptionalInt position)
      throws IOException {
    Path png = file(picture, what);
    BufferedImage drawn =
        HeatmapPicture.draw(photograph, maps, detector.spec().input().size(), position);
    PngFile.write(drawn, png);
    return png;
  }

  private Path file(String picture, String what) {
    String name = picture.substring(picture.replace('\\', '/').lastIndexOf('/') + 1);
    String stem = name.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "").replaceAll("[^\\w.-]+", "-");
    return FileNames.in(folder, files.chosen(folder, stem + "-" + what, ".png") + ".png");
  }
}
