package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What worn and held things are built of. */
class MeshTest {
  private static final Material ANY = new Plastic(new float[3], 0, 1);

  @Test
  void aBodyOfRevolutionLooksOutwards() {
    MeshBuilder mesh = new MeshBuilder();
    mesh.lathe(16, 1, -1, 1.2, 0, 1, 1);
    Surface s = mesh.surface(ANY, false);
    for (int i = 0; i < 48; i++) {
      float[] p = s.vertices().position;
      float[] n = s.vertices().normal;
      assertThat(p[3 * i] * n[3 * i] + p[3 * i + 2] * n[3 * i + 2]).isPositive();
    }
  }

  @Test
  void aTubeHasItsRadius() {
    MeshBuilder mesh = new MeshBuilder();
    mesh.tube(
        new float[] {0, 0, 0, 0, 5, 0, 0, 9, 0},
        new float[] {0.5f, 0.5f, 0.5f},
        12,
        1,
        new float[] {0, 0, 1});
    for (int v = 0; v < mesh.count(); v++) {
      assertThat(Math.hypot(mesh.x(v), mesh.z(v))).isEqualTo(0.5, within(1e-5));
    }
  }

  @Test
  void aSphereOfTheFieldIsRoundAndClosed() {
    Blob blob = new Blob(new float[] {-2, -2, -2}, new float[] {2, 2, 2}, 0.3f);
    blob.capsule(new float[3], new float[3], 2, 2, 0.1f);
    MeshBuilder mesh = new MeshBuilder();
    blob.surface(mesh);
    assertThat(mesh.count()).isGreaterThan(300);
    for (int v = 0; v < mesh.count(); v++) {
      double r = Math.sqrt(mesh.x(v) * mesh.x(v) + mesh.y(v) * mesh.y(v) + mesh.z(v) * mesh.z(v));
      assertThat(r).isEqualTo(2, within(0.05));
    }
    closed(mesh.surface(ANY, false), -9);
  }

  @ParameterizedTest
  @EnumSource
  void handsAreClosedAndTheirNailsAreAtTheTips(HandPose.Kind kind) {
    for (int seed = 0; seed < 3; seed++) {
      HandShape hand = new HandShape(HandPose.draw(kind, new SplittableRandom(seed)));
      Surface s = hand.mesh(0.32f).surface(ANY, false);
      closed(s, -2); // the forearm begins below
      int nails = 0;
      float[] p = s.vertices().position;
      for (int v = 0; v < s.vertices().count; v++) {
        if (attributes(s)[4 * v] > 0) {
          nails++;
          double nearest = 9;
          for (int f = 0; f < 5; f++) {
            float[] tip = hand.tip(f);
            double dx = p[3 * v] - tip[0];
            double dy = p[3 * v + 1] - tip[1];
            double dz = p[3 * v + 2] - tip[2];
            nearest = Math.min(nearest, Math.sqrt(dx * dx + dy * dy + dz * dz));
          }
          assertThat(nearest).isLessThan(1.5);
        }
      }
      assertThat(nails).isGreaterThan(5);
    }
  }

  private static float[] attributes(Surface s) {
    float[] a = s.vertices().attributes;
    assertThat(a).isNotNull();
    return a;
  }

  /** Each edge above a height has one triangle on each side, or two where sheets touch. */
  private static void closed(Surface s, float from) {
    Map<Long, Integer> edges = new HashMap<>();
    int[] t = s.triangles();
    for (int i = 0; i < t.length; i += 3) {
      for (int k = 0; k < 3; k++) {
        long a = t[i + k];
        long b = t[i + (k + 1) % 3];
        edges.merge(a << 32 | b, 1, Integer::sum);
      }
    }
    float[] p = s.vertices().position;
    edges.forEach(
        (edge, n) -> {
          if (p[3 * (int) (edge >>> 32) + 1] > from) {
            Integer back = edges.get(edge << 32 | edge >>> 32);
            assertThat(back).as("triangles on the other side").isEqualTo(n);
          }
        });
  }

  @Test
  void aWholeTurnGivesTheBodyItsOwnPose() {
    FacePose head = new FacePose(0.7, -0.3, 0.2);
    FacePose body = new FacePose(0.2, 0.05, -0.1);
    Placement turn = BodyTurn.of(head, body).placement(1);
    float[] h = head.matrix();
    float[] b = body.matrix();
    for (int axis = 0; axis < 3; axis++) {
      float[] d = turn.turn(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
      for (int row = 0; row < 3; row++) {
        float seen = h[3 * row] * d[0] + h[3 * row + 1] * d[1] + h[3 * row + 2] * d[2];
        assertThat(seen).isEqualTo(b[3 * row + axis], within(1e-4f));
      }
    }
  }

  @Test
  void placementsApplyInTurnAndComeBackFromTheCamera() {
    Placement both = Placement.turnY(0.4).then(Placement.at(1, 2, 3));
    float[] p = Placement.turnY(0.4).point(3, 1, -2);
    float[] moved = {p[0] + 1, p[1] + 2, p[2] + 3};
    assertThat(both.point(3, 1, -2)).containsExactly(moved, within(1e-5f));
    FacePose pose = new FacePose(0.5, 0.2, -0.3);
    float[] there = Placement.fromCamera(pose).point(1, 2, 3);
    float[] back = new float[3];
    Vertices.rotate(there, pose.matrix(), FacePose.PIVOT_Z, back);
    assertThat(back).containsExactly(new float[] {1, 2, 3}, within(1e-4f));
  }
}
