package kpnative.predict;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kpnative.find.FaceKeypoints;
import kpnative.find.SearchedPhoto;
import kpnative.geometry.Box;
import kpnative.hide.FaceHiding;
import kpnative.image.DecodedPhoto;
import kpnative.infer.Face;
import kpnative.track.TrackedFace;

/*
 * A face that is missed in one frame of a thousand is seen by whoever stops the film there. So every
 * frame is searched, also for what may be a face, and the place of a face that is found no more stays
 * hidden for as long as a blink of the finder lasts.
 */
/** Heads hidden along a film. Borrows the {@link FaceKeypoints}. Not thread-safe. */
final class HiddenHeads {
  private static final double REMEMBERED_SECONDS = 0.5;

  private static final double SAME_PLACE = 0.3; // overlap of two faces that are one

  private record Seen(Face face, double seconds) {}

  private final FaceHiding how;
  private final FaceKeypoints faces;
  private List<Seen> seen = new ArrayList<>();

  HiddenHeads(FaceHiding how, FaceKeypoints faces) {
    this.how = how;
    this.faces = faces;
  }

  /**
   * {@return what makes the frame without the heads that are followed, found or lost a moment ago;
   * on any thread}
   *
   * @param photo the frame; borrowed
   * @param followed the faces of this frame
   */
  Callable<BufferedImage> hide(DecodedPhoto photo, List<TrackedFace> followed, double seconds)
      throws IOException {
    SearchedPhoto found = faces.search(photo);
    List<Seen> now = new ArrayList<>();
    Stream.concat(followed.stream().map(TrackedFace::found), found.faces().stream())
        .forEach(face -> now.add(new Seen(face, seconds)));
    for (Seen before : seen) {
      Box place = before.face.extent();
      boolean here = now.stream().anyMatch(s -> s.face.extent().overlap(place) > SAME_PLACE);
      if (!here && seconds - before.seconds <= REMEMBERED_SECONDS) {
        now.add(before);
      }
    }
    seen = now;
    BufferedImage picture = photo.picture();
    List<Face> heads = now.stream().map(Seen::face).toList();
    return () -> how.hide(picture, heads, found.doubtful());
  }
}
