package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Draws expressions as weights of the model's, which move a few muscles each: most faces smile,
 * speak or rest; some grimace; eyes blink, squint and look around.
 */
final class Expressions {
  private final HeadModel model;
  private final SplittableRandom random;
  private final float[] weights;

  private Expressions(HeadModel model, SplittableRandom random) {
    this.model = model;
    this.random = random;
    weights = new float[model.expression().length];
  }

  /** {@return the weights of one face's expression} */
  static float[] draw(HeadModel model, SplittableRandom random) {
    Expressions e = new Expressions(model, random);
    e.mouth();
    e.brows();
    e.lids();
    e.oneSided();
    e.gaze();
    return e.weights;
  }

  private void mouth() {
    double kind = random.nextDouble();
    if (kind < 0.2) {
      rest();
    } else if (kind < 0.56) {
      smile(between(0.2, 1.1));
    } else if (kind < 0.71) {
      speak();
    } else if (kind < 0.78) {
      both("mouthPucker", between(0.2, 0.9));
      both("mouthFunnel", chance(0.4) ? between(0, 0.5) : 0);
    } else if (kind < 0.87) {
      both("mouthFrown", between(0.2, 1));
      both("mouthShrugLower", chance(0.5) ? between(0, 0.7) : 0);
    } else if (kind < 0.94) {
      both("noseSneer", between(0.2, 1));
      both("mouthUpperUp", between(0, 0.7));
      both("browDown", between(0.3, 1));
      both("jawOpen", chance(0.4) ? between(0, 0.5) : 0);
    } else if (kind < 0.97) {
      both("jawOpen", between(0.6, 1));
      both("mouthStretch", between(0, 0.8));
      both("browDown", chance(0.5) ? between(0, 1) : 0);
      both("eyeSquint", between(0, 1));
    } else {
      for (int i = 0; i < 5; i++) {
        String name = model.expressionNames().get(random.nextInt(weights.length));
        if (!name.startsWith("eye")) {
          weights[model.expression(name)] = between(0, 0.6);
        }
      }
    }
    if (weight("jawOpen") < 0.05 && chance(0.25)) {
      both("mouthPress", between(0, 0.5));
    }
    if (chance(0.12)) {
      both("mouthRollLower", between(0, 0.6));
    }
    if (chance(0.1)) {
      both("mouthRollUpper", between(0, 0.6));
    }
    if (chance(0.04)) {
      both("cheekPuff", between(0.2, 1));
    }
  }

  private void rest() {
    if (chance(0.3)) {
      both("jawOpen", between(0, 0.12));
    }
  }

  private void smile(float much) {
    both("mouthSmile", much);
    both("cheekSquint", much * between(0, 0.7));
    both("eyeSquint", much * between(0, 0.4));
    if (chance(0.7)) {
      both("mouthUpperUp", much * between(0.1, 0.8));
      both("mouthLowerDown", much * between(0.1, 0.8));
    }
    if (chance(0.4)) {
      both("jawOpen", between(0.03, 0.4));
    }
    if (chance(0.3)) {
      both("mouthStretch", between(0, 0.5));
    }
    if (chance(0.3)) {
      both("mouthDimple", between(0, 0.6));
    }
  }

  private void speak() {
    both("jawOpen", between(0.05, 0.85));
    both("mouthFunnel", chance(0.4) ? between(0, 0.4) : 0);
    both("mouthUpperUp", chance(0.4) ? between(0, 0.4) : 0);
    both("mouthLowerDown", chance(0.4) ? between(0, 0.4) : 0);
    both("mouthSmile", chance(0.4) ? between(0, 0.5) : 0);
  }

  private void brows() {
    if (chance(0.2)) {
      both("browInnerUp", between(0, 0.8));
    }
    if (chance(0.2)) {
      both("browOuterUp", between(0, 0.8));
    }
    if (chance(0.25)) {
      both("browDown", between(0, 0.9));
    }
  }

  private void lids() {
    double kind = random.nextDouble();
    if (kind < 0.05) {
      both("eyeBlink", between(0.8, 1.02));
    } else if (kind < 0.3) {
      both("eyeBlink", between(0, 0.4));
    } else if (kind < 0.6) {
      both("eyeWide", between(0, 0.7));
    }
    if (chance(0.2)) {
      both("eyeSquint", between(0, 0.8));
    }
    if (chance(0.07)) {
      both("eyeLookDown", between(0.5, 1));
      both("eyeBlink", between(0.3, 0.75));
    }
    if (chance(0.04)) {
      set(chance(0.5) ? "eyeBlink_L" : "eyeBlink_R", between(0.6, 1));
    }
  }

  private void oneSided() {
    if (chance(0.12)) {
      String[] names = {"mouthLeft", "mouthRight", "jawLeft", "jawRight"};
      set(names[random.nextInt(names.length)], between(0.1, 0.7));
    }
    if (chance(0.08)) {
      String side = chance(0.5) ? "_L" : "_R";
      float share = between(0, 0.6);
      String[] names = {
        "mouthSmile", "mouthFrown", "noseSneer", "cheekSquint", "mouthUpperUp", "mouthDimple"
      };
      for (String name : names) {
        set(name + side, share * weight(name + side));
      }
    }
  }

  private void gaze() {
    float x = (float) Math.max(-0.9, Math.min(0.9, 0.35 * random.nextGaussian()));
    float y = (float) Math.max(-0.7, Math.min(0.7, 0.3 * random.nextGaussian()));
    set(x > 0 ? "eyeLookOut_L" : "eyeLookIn_L", Math.abs(x));
    set(x > 0 ? "eyeLookIn_R" : "eyeLookOut_R", Math.abs(x));
    for (String side : new String[] {"_L", "_R"}) {
      String name = (y > 0 ? "eyeLookUp" : "eyeLookDown") + side;
      set(name, Math.max(Math.abs(y), weight(name)));
    }
  }

  /** Sets an expression, or its left and right halves, which differ a little. */
  private void both(String name, float weight) {
    if (model.expressionNames().contains(name)) {
      set(name, weight);
      return;
    }
    float uneven = 0.12f * (float) random.nextGaussian();
    set(name + "_L", weight * (1 + uneven));
    set(name + "_R", weight * (1 - uneven));
  }

  private void set(String name, float weight) {
    weights[model.expression(name)] = Math.max(0, Math.min(1.2f, weight));
  }

  private float weight(String name) {
    return weights[model.expression(name)];
  }

  private boolean chance(double p) {
    return random.nextDouble() < p;
  }

  private float between(double from, double to) {
    return (float) (from + (to - from) * random.nextDouble());
  }
}
