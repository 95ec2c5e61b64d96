package kpnative.data.rendered;

import java.util.List;

/** Identities and expressions of {@link EggHead}: bumps of the skin, a jaw, eyes that turn. */
final class EggModes {
  /** Where an expression moves the person's left half most, and by how much, cm. */
  private record Bump(String name, double x, double y, double z, double dx, double dy) {}

  private static final List<Bump> BUMPS =
      List.of(
          new Bump("browDown", 3.2, 6, 9.5, -0.2, -0.5),
          new Bump("browInnerUp", 1.5, 6, 10.5, 0.0, 0.7),
          new Bump("browOuterUp", 4.5, 6, 9.0, 0.0, 0.7),
          new Bump("cheekPuff", 5.0, -2.5, 8.0, 0.8, 0.0),
          new Bump("cheekSquint", 4.0, 1.5, 9.0, 0.0, 0.4),
          new Bump("eyeSquint", 3.1, 2.8, 9.4, 0.0, 0.2),
          new Bump("eyeWide", 3.1, 4.2, 9.4, 0.0, 0.2),
          new Bump("mouthDimple", 2.6, -3.5, 10.2, 0.3, 0.0),
          new Bump("mouthFrown", 2.5, -3.6, 10.2, 0.0, -0.8),
          new Bump("mouthFunnel", 0.0, -3.4, 11.0, 0.0, 0.1),
          new Bump("mouthLeft", 0.0, -3.4, 11.0, 0.8, 0.0),
          new Bump("mouthLowerDown", 1.2, -4.2, 11.0, 0.0, -0.5),
          new Bump("mouthPress", 1.5, -3.6, 11.0, 0.0, 0.1),
          new Bump("mouthPucker", 2.4, -3.5, 10.2, -0.8, 0.0),
          new Bump("mouthRight", 0.0, -3.4, 11.0, -0.8, 0.0),
          new Bump("mouthRoll", 0.0, -3.4, 11.0, 0.0, 0.1),
          new Bump("mouthShrug", 0.0, -4.5, 11.0, 0.0, 0.4),
          new Bump("mouthSmile", 2.5, -3.5, 10.2, 0.6, 0.9),
          new Bump("mouthStretch", 2.6, -3.8, 10.0, 0.7, -0.3),
          new Bump("mouthUpperUp", 1.2, -2.7, 11.0, 0.0, 0.4),
          new Bump("noseSneer", 1.3, -0.8, 11.0, 0.0, 0.4));

  /** How many components of identity there are; the others of a head move nothing. */
  static final int IDENTITIES = 4;

  private final EggMesh mesh;

  EggModes(EggMesh mesh) {
    this.mesh = mesh;
  }

  /** {@return the displacement of an expression of {@link HeadNames#EXPRESSIONS}} */
  float[] expression(String name) {
    int side = name.endsWith("_L") ? 1 : name.endsWith("_R") ? -1 : 0;
    float[] mode = new float[3 * mesh.count()];
    if (name.startsWith("jaw")) {
      jaw(mode, name);
    } else if (name.startsWith("eyeBlink")) {
      blink(mode, side);
    } else if (name.startsWith("eyeLook")) {
      look(mode, name, side);
    } else {
      for (Bump b : BUMPS) {
        for (int s = -1; s <= 1 && name.startsWith(b.name); s += 2) {
          boolean middle = b.x == 0;
          if (middle ? s > 0 : side == 0 || s == side) {
            bump(mode, s * b.x, b.y, b.z, middle ? b.dx : s * b.dx, b.dy, 1.3);
          }
        }
      }
    }
    return mode;
  }

  /** {@return the displacement of a component of identity} */
  float[] identity(int component) {
    float[] mode = new float[3 * mesh.count()];
    for (int i = 0; i < mesh.count(); i++) {
      float y = mesh.y(i);
      switch (component) {
        case 0 -> mode[3 * i] = 0.03f * mesh.x(i); // wide
        case 1 -> mode[3 * i + 1] = 0.03f * Math.min(0, y - 3.5f) * (y > -9 ? 1 : 0.3f); // long
        case 2 -> mode[3 * i + 2] = 0.02f * mesh.z(i); // deep
        default -> {
          double w = Math.exp(-Math.pow((y + 5) / 3, 2));
          mode[3 * i] = (float) (0.05 * w * mesh.x(i)); // a broad jaw
        }
      }
    }
    if (component == 3) {
      bump(mode, 0, 0.4, 12.5, 0, 0.3, 1.5); // with a short nose
    }
    return mode;
  }

  private boolean skin(int i) {
    return mesh.part(i) == HeadPart.FACE;
  }

  private void bump(
      float[] mode, double x, double y, double z, double dx, double dy, double width) {
    for (int i = 0; i < mesh.count(); i++) {
      if (skin(i)) {
        double d =
            Math.pow(mesh.x(i) - x, 2) + Math.pow(mesh.y(i) - y, 2) + Math.pow(mesh.z(i) - z, 2);
        double w = Math.exp(-d / (width * width));
        mode[3 * i] += (float) (w * dx);
        mode[3 * i + 1] += (float) (w * dy);
      }
    }
  }

  private void jaw(float[] mode, String name) {
    for (int i = 0; i < mesh.count(); i++) {
      float y = mesh.y(i);
      float low =
          switch (mesh.part(i)) {
            case FACE ->
                Noise.step(-0.46f, -0.4f, -mesh.v(i))
                    * Noise.step(-11, -8.5f, y)
                    * Noise.step(0, 8, mesh.z(i));
            case TEETH, GUMS_TONGUE, MOUTH_SOCKET -> y < -3.4f ? 1 : 0;
            default -> 0;
          };
      switch (name) {
        case "jawOpen" -> mode[3 * i + 1] = -2 * low;
        case "jawForward" -> mode[3 * i + 2] = 0.5f * low;
        default -> mode[3 * i] = (name.equals("jawLeft") ? 0.6f : -0.6f) * low;
      }
    }
  }

  /** Brings the upper lid's edge down to the lower's. */
  private void blink(float[] mode, int side) {
    for (int i = 0; i < mesh.count(); i++) {
      if (skin(i)) {
        double along = (mesh.x(i) - side * EggHead.EYE_X) / 1.4;
        double up = (mesh.y(i) - 3.85) / 0.6;
        mode[3 * i + 1] -= (float) (0.8 * Math.exp(-along * along - up * up));
      }
    }
  }

  private void look(float[] mode, String name, int side) {
    HeadPart ball = side > 0 ? HeadPart.SCLERA_LEFT : HeadPart.SCLERA_RIGHT;
    double across = name.contains("Out") ? side : name.contains("In") ? -side : 0;
    double up = name.contains("Up") ? 1 : name.contains("Down") ? -1 : 0;
    for (int i = 0; i < mesh.count(); i++) {
      if (mesh.part(i) == ball) {
        float z = mesh.z(i) - EggHead.EYE_Z;
        mode[3 * i] = (float) (0.4 * across * z);
        mode[3 * i + 1] = (float) (0.4 * up * z);
        mode[3 * i + 2] =
            (float)
                (-0.4
                    * (across * (mesh.x(i) - side * EggHead.EYE_X)
                        + up * (mesh.y(i) - EggHead.EYE_Y)));
      }
    }
  }
}
