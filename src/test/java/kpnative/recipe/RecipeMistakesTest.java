package kpnative.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A mistake is reported on one line, with its position, what was expected, what was given, and the
 * likely intention.
 */
class RecipeMistakesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          face68/quik   | unknown recipe 'face68/quik': did you mean 'face68/quick'? (recipes lists all)
          nose/conv22   | unknown recipe 'nose/conv22': did you mean 'nose/conv2'? (recipes lists all)
          Nose/Simple   | unknown recipe 'Nose/Simple': did you mean 'nose/simple'? (recipes lists all)
          xyzzy         | unknown recipe 'xyzzy' (recipes lists all)
          ``            | unknown recipe '' (recipes lists all)
          """)
  void anUnknownRecipeIsReportedWithTheNearest(String name, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.load(name, List.of()))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          train.epoch=3            | --set train.epoch=3: unknown key 'train.epoch': did you mean 'train.epochs'?
          train.maxMinutes=3       | --set train.maxMinutes=3: unknown key 'train.maxMinutes': did you mean 'train.max_minutes'?
          train.Batch=3            | --set train.Batch=3: unknown key 'train.Batch': did you mean 'train.batch'?
          lr=3                     | --set lr=3: unknown key 'lr': did you mean 'train.lr'?
          trian.lr=3               | --set trian.lr=3: unknown key 'trian': did you mean 'train'?
          train.warmup_steps=3     | --set train.warmup_steps=3: unknown key 'train.warmup_steps': did you mean 'train.schedule.warmup_steps'?
          network.blocks=1         | --set network.blocks=1: unknown key 'network.blocks'; the keys here are type, channels, kernels, strides, pools, padding, batch_norm, hidden
          loss.xyzzy=1             | --set loss.xyzzy=1: unknown key 'loss.xyzzy'; the keys here are kind, scale, width, curvature, beta, sigma, reg, assumed
          train.lr=abc             | --set train.lr=abc: train.lr must be a number, got 'abc'
          train.lr="1e-3"          | --set train.lr="1e-3": train.lr must be a number, got '1e-3'
          train.lr=.nan            | --set train.lr=.nan: .nan is no plain value: write a finite number*
          train.lr=1e999           | --set train.lr=1e999: train.lr must be a number, got *
          train.lr=[1]             | --set train.lr=[1]: train.lr must be a number, not a list, got [1]
          train.snapshots=[1, 5]   | --set train.snapshots=[1, 5]: train.snapshots, epochs between two heatmap pictures (0: none), must be a whole number, not a list, got [1,5]
          train.snapshots=-1       | --set train.snapshots=-1: train.snapshots, epochs between two heatmap pictures (0: none), must be 0 to 1000000, got -1
          train.lr=~               | --set train.lr=~: ~ is no plain value: write a value, or leave the key out*
          train.lr=                | --set train.lr=: the value is missing
          train.lr=-1              | --set train.lr=-1: train.lr must be *, got -1
          train.epochs=2.5         | --set train.epochs=2.5: train.epochs must be a whole number, got 2.5
          train.epochs=3000000000  | --set train.epochs=3000000000: train.epochs must be a whole number, got 3000000000
          train.epochs=true        | --set train.epochs=true: train.epochs must be a whole number, got true
          train.epochs=0           | --set train.epochs=0: train.epochs must be 1 to 1000000, got 0
          train.batch=-4           | --set train.batch=-4: train.batch must be 1 to 65536, got -4
          train.ema=1              | --set train.ema=1: train.ema must be 0 to 0.999999, got 1
          train.beta2=1            | --set train.beta2=1: train.beta2 must be *, got 1
          train.flip_test=1        | --set train.flip_test=1: train.flip_test must be true or false, got 1
          train.seed=x             | --set train.seed=x: train.seed must be a whole number, got 'x'
          train.optimizer=adm      | --set train.optimizer=adm: train.optimizer must be one of adam, adamw, got 'adm': did you mean 'adam'?
          schema=ibug-68           | --set schema=ibug-68: schema must be one of face5, aflw19, cofw29, imm58, ibug68, imm-frontal73, wflw98, or points-K, got 'ibug-68': did you mean 'ibug68'?
          schema=wflw99            | --set schema=wflw99: schema must be one of face5, aflw19, cofw29, imm58, ibug68, imm-frontal73, wflw98, or points-K, got 'wflw99': did you mean 'wflw98'?
          train.optimizer=3        | --set train.optimizer=3: train.optimizer must be one of adam, adamw, got 3
          train.schedule.every=0   | --set train.schedule.every=0: train.schedule.every must be 1 to 1000000, got 0
          train.schedule=cosine    | --set train.schedule=cosine: train.schedule must be a section of keys and values, got 'cosine'
          loss.kind=wnig           | --set loss.kind=wnig: loss.kind must be one of mse, l1, smooth_l1, wing, heatmap_mse, kl, adaptive_wing, dsnt, grid, got 'wnig': did you mean 'wing'?
          loss.scale=0             | --set loss.scale=0: loss.scale must be *, got 0
          data.workers=999         | --set data.workers=999: data.workers must be 0 to 256, got 999
          data.synthetic=1         | --set data.synthetic=1: data.synthetic must be 2 to 1000000, got 1
          input.channels=grey      | --set input.channels=grey: input.channels must be one of gray, color, got 'grey': did you mean 'gray'?
          input.height=4           | --set input.height=4: input.height and input.width must be 8 to 4096, got 4 and 80
          box.margin=0.1           | --set box.margin=0.1: box.margin must be 0.5 to 10, got 0.1
          box.from=point           | --set box.from=point: box.from must be one of picture, points, annotation, got 'point': did you mean 'points'?
          description=5            | --set description=5: description must be text, got 5
          keypoints=[]             | --set keypoints=[]: keypoints must be [all] or names of groups, got []
          keypoints=[all, jaw]     | --set keypoints=[all, jaw]: keypoints must be [all] or names of groups, got both: [all, jaw]
          network.channels=[1, x]  | --set network.channels=[1, x]: network.channels must be a whole number, got 'x'
          network.type=cn          | --set network.type=cn: network.type must be one of cnn, residual, resnet, unet, got 'cn': did you mean 'cnn'?
          network={type: residual}     | --set network={type: residual}: network.channels is missing
          network={type: residual, hidden: 1} | --set network={type: residual, hidden: 1}: unknown key 'network.hidden': did you mean 'network.head.hidden'?
          codec={origin: x}        | --set codec={origin: x}: codec.origin must be a number, got 'x'
          network.channels=[1,2,3] | nose/conv2.yaml:11: network.kernels must *
          network.kernels=[7, 63]  | --set network.kernels=[7, 63]: network must fit an input of 60 x 80: conv2: *
          name=../x                | --set name=../x: name must consist of letters, digits, '.', '_', '-' and '/', got '../x'
          train.lr                 | --set train.lr: must be key=value, as in train.lr=1e-4
          =3                       | --set =3: must be key=value, as in train.lr=1e-4
          a b=3                    | --set a b=3: must be key=value, as in train.lr=1e-4
          train..lr=3              | --set train..lr=3: must be key=value, as in train.lr=1e-4
          network.channels=[1, 2   | --set network.channels=[1, 2: is not valid YAML: *
          """)
  void aWrongSetIsReportedAsItWasWritten(String set, String message) {
    Throwable mistake =
        catchThrowable(() -> Recipes.load("nose/conv2", List.of("train.epochs=2", set)));
    assertThat(mistake).isInstanceOf(IllegalArgumentException.class);
    assertThat(mistake.getMessage()).doesNotContain("\n");
    if (message.contains("*")) {
      assertThat(mistake.getMessage())
          .startsWith(message.substring(0, message.indexOf('*')))
          .endsWith(message.substring(message.indexOf('*') + 1));
    } else {
      assertThat(mistake).hasMessage(message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          train:\\n  epochs: 1\\n  epoch: 2             | :3: unknown key 'train.epoch': did you mean 'train.epochs'?
          \\n\\ntrain: {lr: 1,\\n  batch: x}            | :4: train.batch must be a whole number, got 'x'
          \\ninput:\\n  height: 60\\n  width: 5000      | :3: input.height and input.width must be 8 to 4096, got 60 and 5000
          box:\\n  margin: 99                           | :2: box.margin must be 0.5 to 10, got 99.0
          train:\\n  lr: 1\\n  lr: 2                    | :3: key 'train.lr' appears twice
          train.lr: 3                                   | :1: unknown key 'train.lr': in a file, write it inside the section 'train'
          extends: nose/conv9                           | :1: unknown recipe 'nose/conv9': did you mean 'nose/conv2'? (recipes lists all)
          \\nextends: 5                                 | :2: extends must be text, got 5
          train:                                        | :1: train must be a section of keys and values, got nothing
          - a                                           | : must hold keys and values, got ["a"]
          just text                                     | : must hold keys and values, got "just text"
          network:\\n  type: residual                       | :1: network.channels is missing
          """)
  void aMistakeInAFileIsReportedWithItsLine(String text, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("my.yaml"), text.replace("\\n", "\n"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.load(file.toString(), List.of()))
        .withMessage(file + message);
  }

  @Test
  void mapsCannotBeDecodedAboutACentre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.load("face68/quick", List.of("codec.origin=0.5")))
        .withMessageStartingWith("--set codec.origin=0.5: codec.origin must be 0 for");
  }

  @Test
  void filesThatExtendEachOtherAreRefused() throws IOException {
    Path a = Files.writeString(folder.resolve("a.yaml"), "extends: b.yaml\n");
    Files.writeString(folder.resolve("b.yaml"), "extends: a.yaml\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.load(a.toString(), List.of()))
        .withMessageContaining("b.yaml:1: extends forms a cycle");
  }

  @Test
  void aMissingFileIsReported() {
    Path file = folder.resolve("none.yaml");
    assertThatThrownBy(() -> Recipes.load(file.toString(), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": no such file");
  }

  @Test
  void aFolderIsNoRecipe() {
    assertThatThrownBy(() -> Recipes.load(folder.toString(), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + ": expected a recipe, got a folder");
  }

  @Test
  void aFileThatIsNotTextIsReported() throws IOException {
    Path file = Files.write(folder.resolve("x.yaml"), new byte[] {(byte) 0xFF, (byte) 0xD8, 0});
    assertThatThrownBy(() -> Recipes.load(file.toString(), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": expected a recipe in UTF-8, got other bytes");
  }

  @Test
  @Timeout(600)
  void aHugeFileIsRefusedUnread() throws IOException {
    Path file = folder.resolve("huge.yaml");
    try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "rw")) {
      f.setLength(50L << 20); // sparse
    }
    assertThatThrownBy(() -> Recipes.load(file.toString(), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": expected a recipe of at most 262144 bytes, got 52428800");
  }

  @ParameterizedTest
  @Timeout(600)
  @ValueSource(
      strings = {
        "a: &x [1, 1, 1]\nb: [*x, *x]\n", // the beginning of a "billion laughs" attack
        "a: 1\nb: *nothing\n",
        "train: &t {lr: 1}\nloss: {<<: *t}\n",
        "train: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://x/\"]]\n",
        "!!java.io.File \"/etc/passwd\"\n",
        "description: !!binary aGVsbG8=\n",
        "train: {lr: 1}\n---\ntrain: {lr: 2}\n",
        "? [a, b]\n: c\n",
        "train: {lr: 1\n",
        "\ttrain: 1\n",
        "train: \"\\ud800\"\n",
        "%YAML 9.9\n---\na: 1\n"
      })
  void hostileYamlIsRefusedOnOneLine(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), yaml);
    Throwable refusal = catchThrowable(() -> Recipes.load(file.toString(), List.of()));
    assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
    assertThat(refusal.getMessage()).startsWith(file + ":").doesNotContain("\n");
  }

  @ParameterizedTest
  @Timeout(600)
  @ValueSource(strings = {"[", "{a: ", "- "})
  void deepNestingIsRefused(String open) throws IOException {
    Path file = Files.writeString(folder.resolve("deep.yaml"), "train: " + open.repeat(50_000));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.load(file.toString(), List.of()))
        .withMessageStartingWith(file + ":1: is not valid YAML: ");
  }

  @Test
  void aTextIsReportedByItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipes.parse("name: x\ntrain: {lr: 0}", "runs/x/config.yaml"))
        .withMessageStartingWith("runs/x/config.yaml:2: train.lr must be ");
  }
}
