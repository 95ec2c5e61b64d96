package kpnative.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.PointState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets that several servers have open, and files that are links. */
final class TwoServersTest {
  private static final int PICTURES = 12;

  @TempDir Path folder;

  private static LabelSession open(String data) throws IOException {
    KeypointSchema five = KeypointSchema.ofCount(5);
    return new LabelSession(
        LabelSets.open(data, Optional.of(five), Optional.empty(), note -> {}).store(),
        new SmallSet.FiveDrafts());
  }

  private static LabelFace face(double x, PointState state) {
    List<LabelPoint> points = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      points.add(new LabelPoint(x + k, 20 + k, state));
    }
    return new LabelFace(points);
  }

  @Test
  void whatTwoServersOfOneFileWriteAtOnceIsAllThere() throws Exception {
    for (int i = 0; i < PICTURES; i++) {
      SmallSet.picture(folder, i + ".png");
    }
    String data = folder.toString();
    List<Callable<Integer>> work = new ArrayList<>();
    for (int server = 0; server < 2; server++) {
      LabelSession session = open(data);
      int first = server;
      work.add(
          () -> {
            int written = 0;
            for (int i = first; i < PICTURES; i += 2) {
              LabelFace one = face(10 + i, PointState.VISIBLE);
              if (session.save(i, 0, LabelSession.NEW, Optional.of(one)).written()) {
                written++;
              }
            }
            return written;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Integer> done : threads.invokeAll(work)) {
        assertThat(done.get()).isEqualTo(PICTURES / 2);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(open(data).counts()).hasSize(PICTURES).containsOnly(1);
  }

  @Test
  void ofTwoServersThatSaveOneFaceOneIsTold() throws IOException {
    SmallSet.pts(folder);
    LabelSession a = open("pts:" + folder);
    LabelSession b = open("pts:" + folder);
    String seen = a.faces(0).get(0).revision();
    assertThat(b.save(0, 0, seen, Optional.of(face(9, PointState.UNKNOWN))).written()).isTrue();
    assertThat(a.save(0, 0, seen, Optional.of(face(8, PointState.UNKNOWN))).written()).isFalse();
  }

  @Test
  void aFileThatIsALinkStaysOneAndWhatItNamesIsChanged() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real"));
    SmallSet.picture(folder, "set/a.png");
    Path set = folder.resolve("set");
    Path pts = Files.writeString(real.resolve("kept.pts"), SmallSet.FIVE);
    Files.createSymbolicLink(set.resolve("a.pts"), pts);
    LabelSession points = open("pts:" + set);
    String seen = points.faces(0).get(0).revision();
    points.save(0, 0, seen, Optional.of(face(9, PointState.UNKNOWN)));
    assertThat(set.resolve("a.pts")).isSymbolicLink();
    assertThat(Files.readString(pts)).contains("10 21");

    LabelSession begun = open("coco:" + set.resolve("first.json"));
    begun.save(0, 0, LabelSession.NEW, Optional.of(face(7, PointState.VISIBLE)));
    Path json = Files.move(set.resolve("first.json"), real.resolve("kept.json"));
    Files.createSymbolicLink(set.resolve("labels.json"), json);
    LabelSession labels = open("coco:" + set.resolve("labels.json"));
    seen = labels.faces(0).get(0).revision();
    labels.save(0, 0, seen, Optional.of(face(33.5, PointState.VISIBLE)));
    assertThat(set.resolve("labels.json")).isSymbolicLink();
    assertThat(Files.readString(json)).contains("33.5");
  }

  @Test
  void aFaceOfWhichEveryPointIsAbsentIsRefusedNewOrNot() throws IOException {
    SmallSet.picture(folder, "a.png");
    LabelSession session = open(folder.toString());
    LabelFace none =
        new LabelFace(
            List.of(
                LabelPoint.ABSENT,
                LabelPoint.ABSENT,
                LabelPoint.ABSENT,
                LabelPoint.ABSENT,
                LabelPoint.ABSENT));
    assertThatThrownBy(() -> session.save(0, 0, LabelSession.NEW, Optional.of(none)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("remove the face");
    assertThat(folder.resolve("labels.json")).doesNotExist();
    session.save(0, 0, LabelSession.NEW, Optional.of(face(9, PointState.VISIBLE)));
    String seen = session.faces(0).get(0).revision();
    assertThatThrownBy(() -> session.save(0, 0, seen, Optional.of(none)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(session.faces(0)).hasSize(1);
  }
}
