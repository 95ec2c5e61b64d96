package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureFile;
import kpnative.geometry.Warp;
import kpnative.image.ImageReader;

/** Maps faces from the frame of their annotation to the upright photograph's. */
final class FrameChange {
  private final PointFrame from;
  private final DataFaults faults;
  private final Map<PictureFile, Warp> warps = new HashMap<>(); // several faces share a picture

  /**
   * @param faults receives the faces whose picture's header cannot be read
   */
  FrameChange(PointFrame from, DataFaults faults) {
    this.from = from;
    this.faults = faults;
  }

  /**
   * {@return the faces in the upright frame}
   *
   * @param list the file that annotates them
   * @throws IOException if none of the faces' headers can be read
   */
  List<AnnotatedFace> upright(Path list, List<AnnotatedFace> faces) throws IOException {
    if (from == PointFrame.UPRIGHT || faces.isEmpty()) {
      return faces;
    }
    FaceFaults left = new FaceFaults(list, faults);
    List<AnnotatedFace> out = new ArrayList<>();
    for (AnnotatedFace face : faces) {
      try {
        out.add(face.picture() instanceof PictureFile file ? face.map(warp(file)) : face);
      } catch (IOException e) {
        IOException why = new IOException(face.origin() + ": " + e.getMessage(), e);
        if (faces.size() == 1) {
          throw why;
        }
        left.leftOut(why);
      }
    }
    left.requireSome(out, "faces in pictures whose headers can be read");
    return out;
  }

  private Warp warp(PictureFile file) throws IOException {
    Warp known = warps.get(file);
    if (known != null) {
      return known;
    }
    Warp warp = ImageReader.frame(file.path()).fromStored();
    warps.put(file, warp);
    return warp;
  }
}
