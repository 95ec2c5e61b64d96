package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.BatchLoader;
import kpnative.data.load.DeviceBatch;
import kpnative.data.load.DeviceBatches;
import kpnative.data.load.EpochOrder;
import kpnative.data.load.LoaderOptions;
import kpnative.data.load.PictureCache;
import kpnative.data.load.Share;
import kpnative.data.load.Transfer;
import kpnative.data.painted.SyntheticFaces;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.DetectorSpec;
import kpnative.infer.KeypointDetector;
import kpnative.infer.Version;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.natives.Device;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.network.TorchModule;
import kpnative.recipe.Recipe;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeachersTest {
  private static final long SEED = 8;
  private static final int FACES = 3;
  private static final String MAPS =
      "network={type: residual, channels: [4, 8], blocks: [0, 1], head: {type: maps, skip: add,"
          + " channels: [8], stride: 2, reading: expectation}}";

  @TempDir Path folder;

  private final List<AnnotatedFace> faces = SyntheticFaces.faces(FACES, SEED, 68);

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  /** Its input is four times as large as the student's, and its margin is another. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTeachersAnswersAreThoseOfItsDetector(boolean flips) throws IOException {
    DetectorFile free = free();
    Path file = folder.resolve("teacher.safetensors");
    DetectorSpec spec = flipping(free.spec(), flips);
    SafetensorsFile.write(file, free.tensors(), Map.of(DetectorSpec.KEY, spec.toJson()));
    Recipe student = student(List.of(file), "box.margin=1.5");
    float[][] targets = targets(student);

    try (KeypointDetector detector =
        KeypointDetector.of(DetectorFile.read(file), DetectorOptions.DEFAULT)) {
      for (int i = 0; i < FACES; i++) {
        AnnotatedFace face = faces.get(i);
        try (Image picture = face.picture().read(Channels.GRAY)) {
          Keypoints found = detector.detect(picture, face.keypoints().extent()).keypoints();
          Keypoints inInput =
              found.map(sampler(student).crop(picture.frame().photograph(), face).toInput());
          for (int k = 0; k < 68; k++) {
            assertThat(targets[i][2 * k] * 24 - 0.5).isCloseTo(inInput.x(k), within(0.02));
            assertThat(targets[i][2 * k + 1] * 24 - 0.5).isCloseTo(inInput.y(k), within(0.02));
          }
        }
      }
    }
  }

  @Test
  void pointsOnWhichTeachersDisagreeAreLeftOut() throws IOException {
    Path untrained = untrained("untrained", KeypointSchema.IBUG68);
    assumeTrue(BuiltInModel.free().isPresent(), "this build has no model builtin:free");
    List<Path> both = List.of(Path.of("builtin:free"), untrained);

    assertThat(known(targets(student(both, "train.teacher.limit=1")))).isEqualTo(FACES * 68);
    assertThat(known(targets(student(both, "train.teacher.limit=0")))).isZero();
    // an untrained network says the middle of the input, near which the nose is
    assertThat(known(targets(student(both, "train.teacher.limit=0.05")))).isBetween(1, FACES * 34);
  }

  @Test
  void severalTeachersAnswerWithTheirMeanAndHowFarTheyAreApart() throws IOException {
    assumeTrue(BuiltInModel.free().isPresent(), "this build has no model builtin:free");
    Path untrained = untrained("untrained", KeypointSchema.IBUG68);
    Path free = Path.of("builtin:free");
    String all = "train.teacher.limit=1";
    Said one = said(student(List.of(free), all));
    Said other = said(student(List.of(untrained), all));
    Said both = said(student(List.of(free, untrained), all));
    for (int i = 0; i < both.target.length; i++) {
      assertThat(both.target[i]).isCloseTo((one.target[i] + other.target[i]) / 2, within(1e-5f));
    }
    for (int p = 0; p < both.target.length / 2; p++) {
      double dx = (one.target[2 * p] - other.target[2 * p]) / 2;
      double dy = (one.target[2 * p + 1] - other.target[2 * p + 1]) / 2;
      double[] between = {dx * dx, dx * dy, dy * dy};
      for (int c = 0; c < 3; c++) {
        double own = (one.covariance[3 * p + c] + other.covariance[3 * p + c]) / 2;
        assertThat((double) both.covariance[3 * p + c]).isCloseTo(own + between[c], within(1e-5));
      }
    }
  }

  @Test
  void closingFreesEveryNativeObject() throws IOException {
    Recipe recipe = student(List.of(untrained("untrained", KeypointSchema.IBUG68)));
    targets(recipe); // one-time allocations
    long before = NativeMemory.objects();
    targets(recipe);

    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  @Test
  void whatCannotTeachIsRefusedWithItsNameAndTheReason() throws IOException {
    refused(untrained("imm", KeypointSchema.IMM58), "imm58 (58)", "ibug68 (68)");
    refused(
        untrained("nose", KeypointSchema.IBUG68, "keypoints=[nostrils]"), "68 points", "finds 5");
    refused(
        untrained("whole", KeypointSchema.IBUG68, "box.from=picture"), "whole picture (box.from)");
    refused(untrained("wide", KeypointSchema.IBUG68, "input.width=48"), "24 x 48", "24 x 24");
    refused(untrained("color", KeypointSchema.IBUG68, "input.channels=color"), "color", "gray");
    refused(Files.writeString(folder.resolve("text.safetensors"), "no weights"), "text");
    refused(folder.resolve("absent.safetensors"), "absent.safetensors");
    Path foreign = folder.resolve("foreign.safetensors");
    SafetensorsFile.write(foreign, free().tensors(), Map.of());
    refused(foreign, "not weights of kp-native");
  }

  private void refused(Path teacher, String... words) throws IOException {
    Recipe recipe = student(List.of(teacher));
    Path run = folder.resolve("refused");
    assertThatThrownBy(() -> TinyTraining.start(recipe, run, new TrainingListener() {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(teacher.getFileName().toString())
        .hasMessageContainingAll(words);
    assertThat(run).doesNotExist();
  }

  private static DetectorFile free() throws IOException {
    assumeTrue(BuiltInModel.free().isPresent(), "this build has no model builtin:free");
    return BuiltInModel.free().read();
  }

  private static DetectorSpec flipping(DetectorSpec s, boolean flips) {
    return new DetectorSpec(
        s.version(),
        s.recipe(),
        s.keypointSchema(),
        s.keypoints(),
        s.input(),
        s.box(),
        s.codec(),
        s.network(),
        flips,
        s.meanShape());
  }

  private static Recipe student(List<Path> teachers, String... more) throws IOException {
    List<String> names = teachers.stream().map(file -> "'" + file + "'").toList();
    String[] sets = new String[more.length + 1];
    sets[0] = "train.teacher.from=" + names;
    System.arraycopy(more, 0, sets, 1, more.length);
    return TinyTraining.recipe(sets);
  }

  /** A weight file of a detector with random weights. */
  private Path untrained(String name, KeypointSchema schema, String... more) throws IOException {
    List<String> sets = new ArrayList<>(List.of(MAPS));
    sets.addAll(List.of(more));
    Recipe recipe = TinyTraining.recipe(sets.toArray(String[]::new));
    int[] indices = recipe.keypointIndices(schema);
    DetectorSpec spec =
        new DetectorSpec(
            Version.current(),
            name,
            schema,
            IntStream.of(indices).boxed().toList(),
            recipe.input(),
            recipe.box(),
            recipe.codec(),
            recipe.network(),
            false,
            Collections.nCopies(2 * schema.count(), 0.5));
    Path file = folder.resolve(name + ".safetensors");
    try (TorchModule module = new TorchModule(spec.graph(), SEED)) {
      SafetensorsFile.write(
          file, new LinkedHashMap<>(module.state()), Map.of(DetectorSpec.KEY, spec.toJson()));
    }
    return file;
  }

  private static FaceSampler sampler(Recipe recipe) {
    return new FaceSampler(
        recipe.input(),
        recipe.box(),
        KeypointSchema.IBUG68,
        recipe.keypointIndices(KeypointSchema.IBUG68),
        recipe.codec());
  }

  private static int known(float[][] targets) {
    int known = 0;
    for (float[] face : targets) {
      for (int k = 0; k < 68; k++) {
        known += Float.isNaN(face[2 * k]) ? 0 : 1;
      }
    }
    return known;
  }

  /** What teachers say of all faces. */
  private record Said(float[] target, float[] covariance) {}

  private float[][] targets(Recipe recipe) throws IOException {
    float[] all = said(recipe).target;
    float[][] targets = new float[FACES][];
    for (int i = 0; i < FACES; i++) {
      targets[i] = Arrays.copyOfRange(all, i * 136, (i + 1) * 136);
    }
    return targets;
  }

  /** Of the faces as they are, in one batch. */
  private Said said(Recipe recipe) throws IOException {
    List<TeacherFile> files = TeacherFile.read(recipe, KeypointSchema.IBUG68, note -> {});
    try (Teachers teachers = new Teachers(files, recipe, Device.CPU);
        PictureCache pictures = new PictureCache(Channels.GRAY, 0);
        BatchLoader loader =
            new BatchLoader(
                faces,
                sampler(recipe),
                pictures,
                FACES,
                1,
                new LoaderOptions(
                    UnreadablePictures.FATAL,
                    Transfer.FLOAT32,
                    false,
                    false,
                    Share.WHOLE,
                    teachers.views()))) {
      loader.start(EpochOrder.inOrder(FACES), 0, 0, Optional.empty());
      try (DeviceBatches batches = new DeviceBatches(loader, Device.CPU);
          NativeScope scope = NativeScope.open()) {
        DeviceBatch batch = batches.next().orElseThrow();
        Taught taught = teachers.of(batch.views());
        return new Said(
            Tensors.toData(taught.target()).floats(), Tensors.toData(taught.covariance()).floats());
      }
    }
  }
}
