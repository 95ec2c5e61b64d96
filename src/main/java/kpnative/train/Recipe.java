package kpnative.train;

import java.util.List;
import kpnative.augment.Augmentation;
import kpnative.codec.CoordinateCodec;
import kpnative.data.FaceBox;
import kpnative.image.InputFormat;
import kpnative.network.NetworkSpec;

/** STUB by lead (helper completes docs and validation): everything about a training. */
public record Recipe(
    String name,
    String description,
    String schema, // what it was written for: imm58, ibug68; other data is allowed
    List<String> keypoints, // ["all"], or group names of the schema ("nose_tip")
    InputFormat input,
    FaceBox box,
    Data data,
    Augmentation augment,
    CoordinateCodec codec,
    NetworkSpec network,
    Loss loss,
    Train train) {

  /** split: list|person|fraction. */
  public record Data(Split split, int workers, int cacheMb, int synthetic) {}

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
   * scale multiplies prediction and truth before the loss (system A's 100). width/curvature: Wing;
   * beta: smooth L1
   */
  public record Loss(Kind kind, double scale, double width, double curvature, double beta) {
    public enum Kind {
      MSE,
      L1,
      SMOOTH_L1,
      WING
    }
  }

  public record Train(
      int epochs,
      int batch,
      long samplesPerEpoch, // 0: the set's size
      double maxMinutes, // 0: no budget
      Optimizer optimizer,
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
