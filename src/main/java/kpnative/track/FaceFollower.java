package kpnative.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import kpnative.find.FaceKeypoints;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.Photo;
import kpnative.infer.Face;
import org.jspecify.annotations.Nullable;

/**
 * Tracks faces across a sequence of frames. Borrows its {@link FaceKeypoints}, which several
 * followers on several threads may share. Not thread-safe itself: one follower a film.
 */
public final class FaceFollower {
  private final FaceKeypoints faces;
  private final @Nullable Supplier<OneEuroFilter> filters;
  private final Channels channels;
  private final Tracks tracks = new Tracks();
  private double last = Double.NEGATIVE_INFINITY; // the time of the frame before

  /**
   * Creates a follower that returns the keypoints unsmoothed.
   *
   * @throws IllegalArgumentException if the detector's keypoints do not determine a face box, see
   *     {@link FaceKeypoints#canFindAgain}
   */
  public FaceFollower(FaceKeypoints faces) {
    this.faces = checked(faces);
    this.channels = faces.spec().input().channels();
    this.filters = null;
  }

  /**
   * Creates a follower that smooths the keypoints.
   *
   * @param filters creates the filter of one face
   * @throws IllegalArgumentException if the detector's keypoints do not determine a face box, see
   *     {@link FaceKeypoints#canFindAgain}
   */
  public FaceFollower(FaceKeypoints faces, Supplier<OneEuroFilter> filters) {
    this.faces = checked(faces);
    this.channels = faces.spec().input().channels();
    this.filters = filters;
  }

  private static FaceKeypoints checked(FaceKeypoints faces) {
    if (!faces.canFindAgain()) {
      throw new IllegalArgumentException(
          faces.spec().recipe()
              + ": tracking needs a network that finds all keypoints of its schema, in a box around"
              + " them; this one finds only some, or sees whole pictures");
    }
    return faces;
  }

  /**
   * {@return the faces of the next frame, in the order of their ids} The frame is decoded for this
   * call only.
   *
   * @param seconds the frame's time, greater than that of the last frame
   * @throws IOException if the frame cannot be read
   */
  public List<TrackedFace> next(Photo frame, double seconds) throws IOException {
    try (DecodedPhoto decoded = frame.decode()) {
      return next(decoded, seconds);
    }
  }

  /**
   * {@return the faces of the next frame, which the caller has decoded, in the order of their ids}
   *
   * @param frame borrowed; converted to color only if it is searched
   * @param seconds the frame's time, greater than that of the last frame
   * @throws IOException if the frame cannot be decoded
   */
  public List<TrackedFace> next(DecodedPhoto frame, double seconds) throws IOException {
    if (!(seconds > last)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "expected a frame after %.3f s, got one at %.3f s", last, seconds));
    }
    List<TrackedFace> now = tracks.next(new View(frame), seconds, filters);
    last = seconds;
    return now;
  }

  /**
   * {@return the faces of each frame of any source, in turn} A frame is decoded and followed when
   * the stream is asked for its result, on the thread that asks: a source that waits for frames, as
   * a camera's, is followed as they come. A frame that cannot be read ends the stream with an
   * {@link UncheckedIOException}; {@link #next} leaves the decision to its caller.
   *
   * @param frames in the order of time; followed one after another even if the stream is parallel
   * @param photo a frame's picture
   * @param seconds a frame's time, greater than that of the frame before
   * @param <F> whatever the source calls a frame
   */
  public <F> Stream<FollowedFrame<F>> follow(
      Stream<F> frames, Function<? super F, Photo> photo, ToDoubleFunction<? super F> seconds) {
    return frames
        .sequential()
        .map(
            frame -> {
              try {
                return new FollowedFrame<>(
                    frame, next(photo.apply(frame), seconds.applyAsDouble(frame)));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** A decoded frame, borrowed. */
  private final class View implements FrameView {
    private final DecodedPhoto frame;

    View(DecodedPhoto frame) {
      this.frame = frame;
    }

    @Override
    public List<Optional<Face>> again(List<Face> expected, BiPredicate<Integer, Face> sure)
        throws IOException {
      return faces.findAgain(frame, expected, sure);
    }

    @Override
    public List<Face> all() throws IOException {
      return faces.find(frame);
    }

    @Override
    public CoarsePicture coarse() throws IOException {
      return CoarsePicture.of(frame.in(channels));
    }
  }
}
