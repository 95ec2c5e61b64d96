package kpnative.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.data.rendered.FilmedPeople;
import kpnative.data.rendered.FilmedPeople.Placed;
import kpnative.geometry.Box;

/** The rendered films that tracking is measured with: who is where in each frame. */
final class TrackingFilms {
  /** Frames a second. */
  static final double RATE = 25;

  private static final double SMALL = 90; // a face's larger side, pixels

  private TrackingFilms() {}

  /**
   * One film.
   *
   * @param kind what it is about
   * @param variant which of its kind, also the first person and the shot
   */
  record Film(Kind kind, int variant) {
    /** {@return the people in a frame, from far to near} */
    List<Placed> people(int frame) {
      return kind.script.people(variant, frame);
    }

    /** {@return what stands before them} */
    Optional<Box> pillar() {
      return kind.pillar > 0
          ? Optional.of(new Box(320 - kind.pillar / 2, 0, 320 + kind.pillar / 2, 480))
          : Optional.empty();
    }

    /** {@return which backdrop, light and camera a frame has} */
    int shot(int frame) {
      return kind == Kind.CUT ? 2 * variant + frame / 20 % 2 : 2 * variant;
    }
  }

  /** Who is where in a frame. */
  @FunctionalInterface
  interface Script {
    List<Placed> people(int variant, int frame);
  }

  /** What a film is about. */
  enum Kind {
    STILL(50, 4, 0, (v, f) -> List.of(new Placed(v, 10 * v - 15, 120, 320, 240))),
    STEP(36, 4, 0, (v, f) -> List.of(new Placed(v, 0, 120, f < 20 ? 300 : 330, 240))),
    WALK(50, 3, 0, TrackingFilms::walk),
    ZOOM(40, 2, 0, (v, f) -> List.of(new Placed(v, 8, 50 * Math.pow(5, f / 39.0), 320, 250))),
    OCCLUDED(55, 4, 140, (v, f) -> List.of(new Placed(v, 25, SMALL, 80 + (5 + v) * f, 240))),
    CROSSING(50, 5, 0, TrackingFilms::crossing),
    CROSSING_HIDDEN(50, 3, 150, TrackingFilms::crossing),
    BACK(65, 3, 0, TrackingFilms::back),
    CUT(60, 3, 0, (v, f) -> List.of(new Placed(v + 10 * (f / 20 % 2), 0, 130, 320, 240)));

    final int frames;
    final int variants;
    private final double pillar; // its width, pixels

    @SuppressWarnings("ImmutableEnumChecker") // all are functions without state
    private final Script script;

    Kind(int frames, int variants, double pillar, Script script) {
      this.frames = frames;
      this.variants = variants;
      this.pillar = pillar;
      this.script = script;
    }
  }

  /** {@return all films} */
  static List<Film> all() {
    List<Film> films = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int v = 0; v < kind.variants; v++) {
        films.add(new Film(kind, v));
      }
    }
    return films;
  }

  /** Back and forth, nearer and farther, turning the head; faster with each variant. */
  private static List<Placed> walk(int v, int f) {
    double phase = (0.06 + 0.03 * v) * f;
    double reach = 100 + 25 * Math.sin(0.7 * phase);
    return List.of(
        new Placed(
            v,
            30 * Math.sin(phase),
            reach,
            320 + 150 * Math.sin(phase),
            240 + 30 * Math.sin(2 * phase)));
  }

  /** Two in opposite directions, one above the other, 10 to 50 pixels a frame. */
  private static List<Placed> crossing(int v, int f) {
    double speed = new double[] {10, 16, 24, 35, 50}[v];
    double way = Math.abs((60 + speed * f) % 1040 - 520); // back and forth
    double x = 60 + way;
    return List.of(new Placed(v, 20, SMALL, x, 180), new Placed(v + 20, -20, SMALL, 640 - x, 300));
  }

  /** Walks out at the right and comes back there. */
  private static List<Placed> back(int v, int f) {
    double speed = 12 + 4 * v;
    double turned = 18 + (SMALL + 140) / speed; // the frame in which it turns, far outside
    double x = f < turned ? 480 + speed * (f - 8) : 480 + speed * (2 * turned - f - 8);
    return List.of(
        new Placed(v, f < turned ? 20 : -20, SMALL, Math.max(320, f < 8 ? 480 : x), 240));
  }

  /** {@return how much of a face must be seen that it counts as lost, if it isn't found} */
  static double leastVisible() {
    return 0.8;
  }

  /** {@return a frame of a film} */
  static FilmedPeople.Frame frame(FilmedPeople people, Film film, int frame) {
    return people.frame(film.shot(frame), film.people(frame), film.pillar(), frame);
  }
}
