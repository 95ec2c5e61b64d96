package kpnative.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kpnative.augment.Augmentation;
import kpnative.codec.CoordinateCodec;
import kpnative.data.Dataset;
import kpnative.data.FaceBox;
import kpnative.data.ReadOptions;
import kpnative.data.SplitRule;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkSpec;
import kpnative.network.SpecMapper;

/**
 * Everything that decides a training but the data and the machine; immutable, checked whole when
 * made. Its YAML has these components as keys, in snake_case; {@code defaults.yaml} explains each.
 *
 * <p>Fractions and degrees here; a rejected value names its key, the range and what came.
 *
 * @param name what {@code --recipe} says: letters, digits, {@code . _ - /}
 * @param description one line, for lists
 * @param schema that it was written for ({@link KeypointSchema#name}); other data is allowed
 * @param keypoints that are learned: {@code all} alone, or groups of the schema
 * @param input what the network sees
 * @param box which part of the photograph that is
 * @param data how faces are divided and read
 * @param augment the random changes of training samples
 * @param codec the form in which coordinates are learned
 * @param network the layers
 * @param loss what is minimised
 * @param train how
 */
public record Recipe(
    String name,
    String description,
    String schema,
    List<String> keypoints,
    InputFormat input,
    FaceBox box,
    Data data,
    Augmentation augment,
    CoordinateCodec codec,
    NetworkSpec network,
    Loss loss,
    Train train) {

  /** The word among {@code keypoints} that stands for all of them. */
  private static final String ALL = "all";

  /** Rejects a name that no folder can have, and no or doubled keypoints. */
  public Recipe {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,3}")) {
      throw new IllegalArgumentException(
          "name must be of letters, digits, '.', '_', '-' and '/', got '" + name + "'");
    }
    keypoints = List.copyOf(keypoints);
    if (keypoints.isEmpty()) {
      throw new IllegalArgumentException("keypoints must be [all] or names of groups, got []");
    }
    if (keypoints.contains(ALL) && keypoints.size() > 1) {
      throw new IllegalArgumentException(
          "keypoints must be [all] or names of groups, got both: " + keypoints);
    }
  }

  /**
   * @param by person (where the faces name persons, else fraction), or fraction
   * @param validation share of faces (fraction), 0..1
   * @param trainPersons for by=person: ids up to and including this number train ("32"); 0: by
   *     fraction of persons
   */
  public record Split(By by, double validation, int trainPersons) {
    public enum By {
      PERSON,
      FRACTION
    }
  }

  /**
   * What is minimised: the mean over faces, keypoints and both coordinates.
   *
   * @param kind of function
   * @param scale multiplies prediction and truth before it, over 0
   * @param width of Wing: errors below are learned by the logarithm; in the codec's unit, times
   *     scale
   * @param curvature of Wing, its epsilon
   * @param beta of smooth L1: errors below are squared
   */
  public record Loss(Kind kind, double scale, double width, double curvature, double beta) {
    public enum Kind {
      MSE,
      L1,
      SMOOTH_L1,
      WING
    }
  }

  /**
   * How the loss is minimised.
   *
   * @param epochs passes over the data, 1 to 1,000,000
   * @param batch faces a step, 1 to 65,536
   * @param samplesPerEpoch faces an epoch, drawn anew each; 0: the training set's size
   * @param maxMinutes wall time to which the schedule is fitted; 0: the epochs decide
   * @param optimizer the update rule; its keys stand among these
   * @param schedule of the learning rate
   * @param clipNorm largest norm of all gradients together; 0: any
   * @param ema decay a step of the averaged weights that are kept; 0: no averaging
   * @param earlyStop epochs without a better validation loss that end the run; 0: never
   * @param flipTest whether a prediction is the mean of the picture's and its mirror image's
   * @param saveSeconds wall time between saves of what a resumed run needs; 0: after every step
   * @param seed of every random choice
   */
  public record Train(
      int epochs,
      int batch,
      long samplesPerEpoch,
      double maxMinutes,
      // A name that no key has: unwrapped, it is never written.
      @JsonUnwrapped @JsonProperty("optimizer_keys") Optimizer optimizer,
      Schedule schedule,
      double clipNorm, // 0: none
      double ema, // decay a step, 0: none
      int earlyStop, // epochs without improvement; 0: never
      boolean flipTest, // average prediction with that of the mirrored input
      long seed) {}

  public record Optimizer(
      Kind kind, double lr, double weightDecay, double beta1, double beta2, double epsilon) {
    public enum Kind {
      ADAM,
      ADAMW
    }
  }

  /**
   * step: lr *= gamma every `every` epochs; plateau: lr *= gamma after `patience` epochs; cosine:
   * to lr * floor
   */
  public record Schedule(
      Kind kind, int warmupSteps, double gamma, int every, int patience, double floor) {
    public enum Kind {
      CONSTANT,
      STEP,
      COSINE,
      PLATEAU
    }
  }
}
