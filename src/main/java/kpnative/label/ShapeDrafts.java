package kpnative.label;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kpnative.face.FaceCandidate;
import kpnative.face.FaceFinder;
import kpnative.face.FaceFinders;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;

/** The mean shape in each box that a face finder gives. Owns the finder. */
final class ShapeDrafts implements Drafts {
  private final MeanShape shape;
  private final FaceFinder finder;

  /**
   * Creates the finder.
   *
   * @throws IOException if its file cannot be read
   */
  ShapeDrafts(MeanShape shape, FaceFinders finders) throws IOException {
    this.shape = shape;
    this.finder = finders.make();
  }

  @Override
  public String name() {
    return "the mean shape";
  }

  @Override
  public synchronized List<Draft> find(Path picture) throws IOException {
    try (Image image = ImageReader.read(picture, Channels.COLOR)) {
      List<FaceCandidate> found = new ArrayList<>(finder.find(image));
      found.sort(Comparator.comparingDouble(c -> c.box().left()));
      return found.stream().map(c -> in(picture, c.box())).toList();
    }
  }

  @Override
  public Draft in(Path picture, Box box) {
    return new Draft(shape.in(box), List.of());
  }

  @Override
  public boolean looks() {
    return false;
  }

  @Override
  public synchronized void close() {
    finder.close();
  }
}
