package kpnative.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.crop.Crop;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.data.painted.SyntheticFaces;
import kpnative.image.Image;
import kpnative.infer.DetectorFile;
import kpnative.measure.EvaluationRun;
import kpnative.natives.Construction;
import kpnative.natives.NativeRuntime;

/** Decoded pictures, each with what a detector sees of it. Owns the pictures. */
final class BenchFaces implements AutoCloseable {
  /** So many are measured in turn: more than a cache of the processor holds, and few to decode. */
  private static final int MOST = 8;

  private static final long SEED = 1;
  private static final int KEYPOINTS = 68;

  private final List<Image> pictures;
  private final List<Crop> crops = new ArrayList<>();
  private final String title;

  private BenchFaces(List<Image> pictures, String title) {
    this.pictures = pictures;
    this.title = title;
  }

  /**
   * {@return up to eight faces, evenly spaced among all; owned by the caller}
   *
   * @param data data sets in the syntax of {@code --data}; painted faces if empty
   * @param exclude a file that lists photographs to leave out
   * @param notes receives one line per skipped item
   * @throws IOException if none can be read
   */
  static BenchFaces of(
      DetectorFile file,
      List<String> data,
      Optional<Path> exclude,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    NativeRuntime.loadForDetection();
    List<AnnotatedFace> all =
        data.isEmpty()
            ? SyntheticFaces.faces(MOST, SEED, KEYPOINTS)
            : EvaluationRun.faces(file, data, exclude, EvaluationRun.Part.ALL, notes, unreadable);
    int wanted = Math.min(MOST, all.size());
    String title =
        data.isEmpty()
            ? wanted + " painted faces"
            : String.format(Locale.ROOT, "%d of %d faces", wanted, all.size());
    FaceSampler sampler = FaceSampler.of(file.spec());
    try (Construction making = new Construction()) {
      List<Image> pictures = making.own(new ArrayList<>(), p -> p.forEach(Image::close));
      BenchFaces faces = new BenchFaces(pictures, title);
      for (int i = 0; i < wanted; i++) {
        faces.read(all.get((int) ((long) i * all.size() / wanted)), file, sampler, unreadable);
      }
      if (faces.crops.isEmpty()) {
        throw new IOException("none of the " + wanted + " faces to measure can be read");
      }
      making.done();
      return faces;
    }
  }

  private void read(
      AnnotatedFace face, DetectorFile file, FaceSampler sampler, UnreadablePictures unreadable)
      throws IOException {
    try {
      Image picture = face.picture().read(file.spec().input().channels());
      pictures.add(picture);
      crops.add(sampler.crop(picture.size(), face));
    } catch (Throwable e) {
      while (pictures.size() > crops.size()) {
        pictures.remove(pictures.size() - 1).close();
      }
      unreadable.leaveOut(face.picture(), e);
    }
  }

  /** {@return how many, at least 1} */
  int size() {
    return crops.size();
  }

  /** {@return face {@code i}'s picture; borrowed} */
  Image picture(int i) {
    return pictures.get(i);
  }

  /** {@return what the detector sees of face {@code i}'s picture} */
  Crop crop(int i) {
    return crops.get(i);
  }

  /** {@return what they are, for people} */
  String title() {
    return title;
  }

  @Override
  public void close() {
    pictures.forEach(Image::close);
  }
}
