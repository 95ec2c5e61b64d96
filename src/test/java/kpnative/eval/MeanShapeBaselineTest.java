package kpnative.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kpnative.eval.MeanShapeBaseline.Sample;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class MeanShapeBaselineTest {
  private static final Path DATA = Path.of("../shared/data");

  @Test
  void meanIsTakenInPartsOfTheBoxes() {
    MeanShapeBaseline mean =
        MeanShapeBaseline.fit(
            List.of(
                new Sample(Keypoints.of(0, 0, 10, 20), new Box(0, 0, 10, 20)),
                new Sample(Keypoints.of(150, 110, 200, 110), new Box(100, 100, 200, 120))));
    assertThat(mean.unit()).isEqualTo(Keypoints.of(0.25, 0.25, 1, 0.75));
    assertThat(mean.predict(new Box(0, 0, 4, 8))).isEqualTo(Keypoints.of(1, 2, 4, 6));
  }

  @Test
  void oneFaceIsItsOwnMean() {
    Keypoints face = Faces.face68();
    MeanShapeBaseline mean = MeanShapeBaseline.fit(List.of(new Sample(face, face.extent())));
    assertThat(mean.predict(face.extent()).toArray()).containsExactly(face.toArray(), within(1e-9));
  }

  @Test
  void keptAsItsUnitShapeItPredictsTheSame() {
    Keypoints face = Faces.face68();
    MeanShapeBaseline mean = MeanShapeBaseline.fit(List.of(new Sample(face, face.extent())));
    Box box = new Box(3, 4, 50, 60);
    assertThat(MeanShapeBaseline.of(mean.unit()).predict(box)).isEqualTo(mean.predict(box));
  }

  @Test
  void facesOfTwoCountsAreRefused() {
    Box box = new Box(0, 0, 1, 1);
    assertThatThrownBy(
            () ->
                MeanShapeBaseline.fit(
                    List.of(
                        new Sample(Keypoints.of(0, 0), box),
                        new Sample(Keypoints.of(0, 0, 1, 1), box))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 1 and 2");
  }

  @Test
  void inTheTrueBoxItMakesThePublishedErrorOnHelen() throws IOException {
    List<Keypoints> training = new ArrayList<>();
    for (String set : List.of("helen/trainset", "lfpw/trainset", "afw")) {
      training.addAll(read(DATA.resolve("300w").resolve(set), ".pts", name -> true));
    }
    List<Keypoints> test = read(DATA.resolve("300w/helen/testset"), ".pts", name -> true);
    MeanShapeBaseline mean =
        MeanShapeBaseline.fit(training.stream().map(k -> new Sample(k, k.extent())).toList());
    Evaluation e = evaluate(KeypointSchema.IBUG68, mean, test);
    assertThat(training).hasSize(2012);
    assertThat(e.measures().n()).isEqualTo(330);
    assertThat(e.measures().nmeInterocular()).hasValueCloseTo(0.1752, within(0.0005));
    assertThat(e.measures().nmeInterpupil()).hasValueCloseTo(0.244, within(0.0005));
    assertThat(ErrorCurve.of(e.perFace()).failureRate(0.10)).isCloseTo(0.755, within(0.001));
  }

  @Test
  void inTheTrueBoxItMakesThePublishedErrorOnNewPersons() throws IOException {
    Path imm = DATA.resolve("imm58");
    List<Keypoints> training = read(imm, ".dat", name -> person(name) <= 32);
    List<Keypoints> test = read(imm, ".dat", name -> person(name) > 32);
    MeanShapeBaseline mean =
        MeanShapeBaseline.fit(training.stream().map(k -> new Sample(k, k.extent())).toList());
    Evaluation e = evaluate(KeypointSchema.IMM58, mean, test);
    assertThat(e.measures().n()).isEqualTo(48);
    assertThat(e.measures().nmeInterocular()).hasValueCloseTo(0.166, within(0.0005));
  }

  @Test
  void inWholePicturesItsNoseHasThePublishedSquaredError() throws IOException {
    Path imm = DATA.resolve("imm58");
    Box picture = Box.ofPicture(new Size(640, 480));
    MeanShapeBaseline mean =
        MeanShapeBaseline.fit(
            read(imm, ".dat", name -> person(name) <= 32).stream()
                .map(k -> new Sample(k, picture))
                .toList());
    Size input = new Size(80, 60);
    Keypoints nose = mean.predict(picture).select(52);
    List<Prediction> guesses =
        read(imm, ".dat", name -> person(name) > 32).stream()
            .map(k -> MadePrediction.of(k, nose, Warp.crop(picture, input), input, "face"))
            .toList();
    Evaluation e = Evaluation.of(KeypointSchema.IMM58, new int[] {52}, guesses);
    assertThat(e.measures().mse()).isCloseTo(0.0051, within(0.00005));
  }

  private static int person(String name) {
    return Integer.parseInt(name.substring(0, 2));
  }

  private static Evaluation evaluate(
      KeypointSchema schema, MeanShapeBaseline mean, List<Keypoints> faces) {
    List<Prediction> predictions = new ArrayList<>();
    for (Keypoints k : faces) {
      Box b = k.extent();
      Size input = new Size(64, 64);
      predictions.add(MadePrediction.of(k, mean.predict(b), Warp.crop(b, input), input, "face"));
    }
    return Evaluation.of(schema, IntStream.range(0, schema.count()).toArray(), predictions);
  }

  /** Reads keypoints from two plain text formats: the last two columns of each keypoint's line. */
  private static List<Keypoints> read(Path folder, String ending, Predicate<String> wanted)
      throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(folder), () -> folder + " is absent");
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files =
          list.filter(p -> p.getFileName().toString().endsWith(ending))
              .filter(p -> wanted.test(p.getFileName().toString()))
              .sorted()
              .toList();
    }
    List<Keypoints> faces = new ArrayList<>();
    for (Path file : files) {
      double[] xy =
          Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
              .filter(line -> line.matches("[-0-9. ]+"))
              .map(line -> line.strip().split("\\s+"))
              .flatMapToDouble(
                  w ->
                      DoubleStream.of(
                          Double.parseDouble(w[w.length - 2]), Double.parseDouble(w[w.length - 1])))
              .toArray();
      faces.add(Keypoints.of(xy));
    }
    return faces;
  }

  @Test
  void eachPointIsTheMeanOfTheFacesThatHaveIt() {
    Box box = new Box(0, 0, 10, 10);
    double nan = Double.NaN;
    MeanShapeBaseline mean =
        MeanShapeBaseline.fit(
            List.of(
                new MeanShapeBaseline.Sample(Keypoints.of(1, 2, 3, 4, 5, 6).select(0, 1, 2), box),
                new MeanShapeBaseline.Sample(Keypoints.partial(3, 4, nan, nan, 7, 8), box)));
    assertThat(mean.unit().x(0)).isCloseTo(0.2, within(1e-12));
    assertThat(mean.unit().x(1)).isCloseTo(0.3, within(1e-12));
    MeanShapeBaseline never =
        MeanShapeBaseline.fit(
            List.of(new MeanShapeBaseline.Sample(Keypoints.partial(3, 4, nan, nan), box)));
    assertThat(never.unit().point(1)).isEqualTo(new Point(0.5, 0.5));
  }
}
