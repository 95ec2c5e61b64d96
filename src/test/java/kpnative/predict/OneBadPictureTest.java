package kpnative.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import kpnative.checks.ItemFailure;
import kpnative.data.painted.SyntheticFaces;
import kpnative.face.FaceCandidate;
import kpnative.face.FaceFinder;
import kpnative.files.OutputFiles;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.geometry.Box;
import kpnative.image.Image;
import kpnative.infer.BuiltInModel;
import kpnative.track.FaceFollower;
import kpnative.video.FrameSequence;
import kpnative.video.FrameSequences;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever one picture or frame throws, the others are done. */
class OneBadPictureTest {
  private static final int BAD = 77; // the width of the picture over which something is thrown

  @TempDir Path temp;
  private Path pictures;

  /** What a finder, and all below it, may throw. */
  enum Thrown {
    HEAP(() -> new OutOfMemoryError("Java heap space")),
    STACK(StackOverflowError::new),
    CUT_SHORT(() -> new InternalError("a fault occurred in an unsafe memory access operation")),
    NO_CLASS(() -> new NoClassDefFoundError("javax/imageio/ImageIO")),
    ASSERTION(() -> new AssertionError("k < n")),
    NULL(NullPointerException::new),
    ARGUMENT(() -> new IllegalArgumentException("a box needs left < right")),
    ARITHMETIC(() -> new ArithmeticException("warp has no inverse")),
    NATIVE(() -> new RuntimeException("OpenCV: (-4:Insufficient memory)\n at alloc.cpp")),
    READING(() -> new UncheckedIOException(new IOException("cut short")));

    @SuppressWarnings("ImmutableEnumChecker") // makes a new one each time
    private final Supplier<Throwable> made;

    Thrown(Supplier<Throwable> made) {
      this.made = made;
    }

    @SuppressWarnings("unchecked")
    private <T extends Throwable> void raise() throws T {
      throw (T) made.get();
    }
  }

  @BeforeEach
  void paint() throws IOException {
    Assumptions.assumeTrue(BuiltInModel.ofJar().isPresent(), "this build has no model");
    pictures = Files.createDirectories(temp.resolve("in"));
    BufferedImage face = SyntheticFaces.render(0, 1);
    write(face, "1.png");
    write(face.getSubimage(0, 0, BAD, face.getHeight()), "2.png");
    write(face, "3.png");
  }

  private void write(BufferedImage picture, String name) throws IOException {
    File file = pictures.resolve(name).toFile();
    assertThat(ImageIO.write(picture, "png", file)).isTrue();
  }

  /** Finds the painted face, and throws over the bad picture. */
  private record Failing(Thrown thrown) implements FaceFinder {
    @Override
    public List<FaceCandidate> find(Image picture) {
      if (picture.size().width() == BAD) {
        thrown.<RuntimeException>raise();
      }
      Box box = SyntheticFaces.faces(1, 1, 68).get(0).keypoints().extent();
      return List.of(new FaceCandidate(box, 0.9));
    }

    @Override
    public boolean isSure() {
      return true;
    }

    @Override
    public void close() {
      // owns nothing
    }
  }

  private static FaceKeypoints failing(Thrown thrown) throws IOException {
    return FaceKeypoints.builtIn(FindOptions.DEFAULT.withFinder(() -> new Failing(thrown)));
  }

  @ParameterizedTest
  @EnumSource
  void theOtherPicturesAreDrawnAndListed(Thrown thrown) throws IOException {
    Path json = temp.resolve("found.json");
    List<String> failed = new ArrayList<>();
    PredictedFaces found;
    try (FaceKeypoints faces = failing(thrown)) {
      PredictedPictures.Lists lists =
          new PredictedPictures.Lists(Optional.of(json), Optional.empty());
      found =
          PredictedPictures.into(
                  temp.resolve("out"), lists, Drawing.DEFAULT, new OutputFiles(false))
              .write(faces, List.of(pictures), listener(failed));
    }

    assertThat(failed)
        .singleElement()
        .asString()
        .startsWith(pictures.resolve("2.png") + ": ")
        .hasLineCount(1);
    assertThat(found.pictures()).hasSize(2);
    assertThat(found.faces()).isEqualTo(2);
    assertThat(temp.resolve("out").resolve("1.png")).isNotEmptyFile();
    assertThat(temp.resolve("out").resolve("3.png")).isNotEmptyFile();
    assertThat(json).content().contains("1.png", "3.png").doesNotContain("2.png");
  }

  @ParameterizedTest
  @EnumSource
  void theOtherFramesAreDrawnAndListed(Thrown thrown) throws IOException {
    List<String> failed = new ArrayList<>();
    Path out = Files.createDirectories(temp.resolve("out"));
    FollowedVideo.Summary made;
    try (FaceKeypoints faces = failing(thrown);
        FrameSequence frames = FrameSequences.open(pictures, 1)) { // a second: each is searched
      made =
          new FollowedVideo(faces.spec(), Drawing.DEFAULT, VideoResults.in(out, "clip"))
              .write(frames, new FaceFollower(faces), e -> failed.add(e.getMessage()));
    }

    assertThat(made.frames()).isEqualTo(3);
    assertThat(made.failed()).isEqualTo(1);
    assertThat(made.withFace()).isEqualTo(2);
    assertThat(failed).singleElement().asString().startsWith(pictures.resolve("2.png") + ": ");
    List<String> lines = Files.readAllLines(out.resolve("clip.jsonl"));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).contains("\"faces\":[],\"error\":\"" + pictures.resolve("2.png"));
    assertThat(lines.get(2)).doesNotContain("error");
    try (FrameSequence written = FrameSequences.open(out.resolve("clip.mp4"), 1)) {
      for (int frame = 0; frame < 3; frame++) {
        assertThat(written.next()).isPresent();
      }
      assertThat(written.next()).isEmpty();
    }
  }

  @Test
  void theOldFilesOfAVideoStayUntilTheNewOnesAreComplete() throws IOException {
    Path out = Files.createDirectories(temp.resolve("out"));
    List<Path> files = VideoResults.ENDINGS.stream().map(e -> out.resolve("clip" + e)).toList();
    for (Path file : files) {
      Files.writeString(file, "old");
    }
    List<String> failed = new ArrayList<>();
    try (FaceKeypoints faces = failing(Thrown.NULL);
        FrameSequence frames = FrameSequences.open(pictures, 1)) {
      new FollowedVideo(faces.spec(), Drawing.DEFAULT, VideoResults.in(out, "clip"))
          .write(
              frames,
              new FaceFollower(faces),
              e -> {
                failed.add(e.getMessage());
                assertThat(files).allSatisfy(file -> assertThat(file).hasContent("old"));
              });
    }

    assertThat(failed).hasSize(1);
    assertThat(files).allSatisfy(file -> assertThat(file.toFile().length()).isGreaterThan(3));
    try (Stream<Path> all = Files.list(out)) {
      assertThat(all).containsExactlyInAnyOrderElementsOf(files);
    }
  }

  @Test
  void framesBeforeTheFirstGoodOneAreBlack() throws IOException {
    Files.writeString(pictures.resolve("0.png"), "no picture");
    List<String> failed = new ArrayList<>();
    Path out = Files.createDirectories(temp.resolve("out"));
    try (FaceKeypoints faces = failing(Thrown.NULL);
        FrameSequence frames = FrameSequences.open(pictures, 1)) {
      new FollowedVideo(faces.spec(), Drawing.DEFAULT, VideoResults.in(out, "clip"))
          .write(frames, new FaceFollower(faces), e -> failed.add(e.getMessage()));
    }

    assertThat(failed).hasSize(2);
    assertThat(Files.readAllLines(out.resolve("clip.jsonl"))).hasSize(4);
  }

  @Test
  void aPictureThatCannotBeDrawnIsStillListed() throws IOException {
    Path out = temp.resolve("out");
    List<String> failed = new ArrayList<>();
    PredictedFaces found;
    try (FaceKeypoints faces = failing(Thrown.NULL)) {
      PredictedPictures writer =
          PredictedPictures.into(
              out,
              new PredictedPictures.Lists(Optional.empty(), Optional.empty()),
              Drawing.DEFAULT,
              new OutputFiles(false));
      Files.delete(out);
      found = writer.write(faces, List.of(pictures.resolve("1.png")), listener(failed));
    }

    assertThat(found.faces()).isEqualTo(1);
    assertThat(found.pictures().get(0).overlay()).isEmpty();
    assertThat(failed)
        .singleElement()
        .asString()
        .startsWith(pictures.resolve("1.png") + ": found 1 face, but cannot draw: ");
  }

  @Test
  void theEndOfTheVirtualMachineIsNotHidden() throws IOException {
    UnknownError end = new UnknownError();
    try (FaceKeypoints faces = failing(Thrown.NULL)) {
      PredictedPictures writer =
          PredictedPictures.into(
              temp.resolve("out"),
              new PredictedPictures.Lists(Optional.empty(), Optional.empty()),
              Drawing.DEFAULT,
              new OutputFiles(false));
      PredictedPictures.Listener ending =
          new PredictedPictures.Listener() {
            @Override
            public void found(PictureFaces found) {
              throw end;
            }

            @Override
            public void failed(ItemFailure problem) {
              throw new AssertionError(problem);
            }
          };

      assertThatThrownBy(() -> writer.write(faces, List.of(pictures), ending)).isSameAs(end);
    }
  }

  private static PredictedPictures.Listener listener(List<String> failed) {
    return new PredictedPictures.Listener() {
      @Override
      public void found(PictureFaces found) {
        assertThat(found.faces()).hasSize(1);
      }

      @Override
      public void failed(ItemFailure problem) {
        failed.add(problem.getMessage());
      }
    };
  }
}
