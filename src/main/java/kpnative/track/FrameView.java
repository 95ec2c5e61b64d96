package kpnative.track;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import kpnative.infer.Face;

/** What a follower asks about one frame. */
interface FrameView {
  /**
   * {@return for each face the one that is seen about where it is expected; empty if none is}
   *
   * @param expected the faces of the frame before, moved to where they should be now
   * @param sure whether what is seen of the expected face of an index needs no second look, see
   *     {@link kpnative.find.FaceKeypoints#findAgain}
   */
  List<Optional<Face>> again(List<Face> expected, BiPredicate<Integer, Face> sure)
      throws IOException;

  /** {@return all faces, by a search of the whole frame} */
  List<Face> all() throws IOException;

  /** {@return the frame's coarse picture, by which cuts are noticed} */
  CoarsePicture coarse() throws IOException;
}
