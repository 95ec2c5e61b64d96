package kpnative.face;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.checks.Require;
import kpnative.finder.CellGrid;
import kpnative.finder.CellReader;
import kpnative.finder.FinderFile;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.natives.Construction;
import kpnative.natives.NativeThreads;
import kpnative.plan.InferencePlan;
import kpnative.plan.PlanMemory;
import kpnative.plan.Precision;

/**
 * kp-native's own finder: a small network in one pass over the picture, compiled for the processor.
 *
 * <p>Pictures are shrunk to a longer side of 640 pixels; those below 200 are enlarged to that, at
 * most to double. The network is compiled for each of a few sizes of input on first use, which
 * takes some tens of milliseconds; the three used last are kept.
 */
public final class NetworkFinder implements FaceFinder {
  private static final int MOST_SIZES = 3; // kept; each takes some 15 MB

  private final FinderFile file;
  private final double leastScore;
  private final Map<Size, Sized> sizes = new LinkedHashMap<>(); // the one used last is last
  private boolean closed;

  /** A finder with the score threshold of its file. */
  NetworkFinder(FinderFile file) {
    this(file, file.spec().leastScore());
  }

  /**
   * A finder with another score threshold.
   *
   * @param leastScore 0.001 to 0.999
   */
  NetworkFinder(FinderFile file, double leastScore) {
    Require.range("the score threshold", leastScore, 0.001, 0.999);
    this.file = file;
    this.leastScore = leastScore;
  }

  /**
   * {@return the finder in a weight file, owned by the caller}
   *
   * @throws IOException if the file is absent, damaged, or not a finder of kp-native
   */
  public static NetworkFinder load(Path weights) throws IOException {
    return new NetworkFinder(FinderFile.read(weights));
  }

  @Override
  public List<FaceCandidate> find(Image picture) {
    if (closed) {
      throw new IllegalStateException("used after close");
    }
    if (picture.channels() == Channels.GRAY) {
      try (Image color = picture.as(Channels.COLOR)) {
        return find(color);
      }
    }
    NativeThreads.enter();
    FinderInputs.Fit fit = FinderInputs.fit(picture.size());
    List<CellReader.Answer> answers = sized(fit.size()).answers(picture, fit.toInput());
    Warp back = fit.toInput().inverse();
    List<FaceCandidate> faces = new ArrayList<>();
    for (CellReader.Answer answer : answers) {
      Point from = back.map(new Point(answer.box().left(), answer.box().top()));
      Point to = back.map(new Point(answer.box().right(), answer.box().bottom()));
      faces.add(
          new FaceCandidate(
              new Box(from.x(), from.y(), to.x(), to.y()),
              answer.score(),
              answer.marks().stream().map(back::map).toList()));
    }
    return NonMaximumSuppression.of(faces);
  }

  private Sized sized(Size input) {
    Sized known = sizes.remove(input);
    Sized used = known == null ? new Sized(input) : known;
    sizes.put(input, used);
    if (sizes.size() > MOST_SIZES) {
      Size oldest = sizes.keySet().iterator().next();
      Sized dropped = sizes.remove(oldest);
      if (dropped != null) {
        dropped.close();
      }
    }
    return used;
  }

  @Override
  public boolean isSure() {
    return true;
  }

  @Override
  public void close() {
    closed = true;
    sizes.values().forEach(Sized::close);
    sizes.clear();
  }

  /** The network for one size of input, with its memory. */
  private final class Sized implements AutoCloseable {
    private final InferencePlan plan;
    private final PlanMemory memory;
    private final InputSlots slots;
    private final Resampler resampler;
    private final CellReader reader;
    private final float[] values;

    Sized(Size input) {
      try (Construction making = new Construction()) {
        plan =
            making.own(
                new InferencePlan(file.graph(input), file.tensors(), Precision.FLOAT32),
                InferencePlan::close);
        memory = making.own(plan.memory(1), PlanMemory::close);
        slots =
            making.own(
                InputSlots.floats(file.spec().input(input), memory.input(), 1), InputSlots::close);
        resampler = making.own(new Resampler(file.spec().input(input)), Resampler::close);
        making.done();
      }
      CellGrid grid = new CellGrid(input);
      reader = new CellReader(grid);
      values = new float[grid.count() * CellGrid.VALUES];
    }

    List<CellReader.Answer> answers(Image picture, Warp toInput) {
      resampler.sample(picture, toInput, Border.CONSTANT, List.of(), slots, 0);
      memory.run();
      memory.output().get(values);
      return reader.read(values, 0, leastScore);
    }

    @Override
    public void close() {
      resampler.close();
      slots.close();
      memory.close();
      plan.close();
    }
  }
}
