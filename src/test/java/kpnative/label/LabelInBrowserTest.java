package kpnative.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.read.PtsReader;
import kpnative.keypoints.KeypointSchema;
import kpnative.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By real mouse, touch and key events, in Chromium or Chrome, if one is installed. */
final class LabelInBrowserTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KeypointSchema FIVE = KeypointSchema.ofCount(5);

  /** The draft's points, which {@link SmallSet.FiveDrafts} places. */
  private static final double[][] DRAFT = {{20, 20}, {60, 20}, {40, 40}, {20, 60}, {60, 60}};

  private static final double APART = 40; // of points 0 and 1

  @TempDir static Path profile;
  private static Optional<Chromium> started = Optional.empty();

  @TempDir Path folder;
  private Chromium browser;

  @BeforeAll
  static void startBrowser() throws IOException, InterruptedException {
    Optional<Path> installed = Chromium.installed();
    if (installed.isPresent()) {
      started = Optional.of(Chromium.start(installed.get(), profile.resolve("chromium")));
    }
  }

  @AfterAll
  static void endBrowser() throws IOException {
    if (started.isPresent()) {
      started.get().close();
    }
  }

  @BeforeEach
  void window() throws IOException {
    assumeTrue(started.isPresent(), "no Chromium on the PATH");
    browser = started.get();
    browser.window(1200, 800, 1, false, "light");
  }

  private LabelServer coco(int pictures) throws IOException {
    for (int i = 0; i < pictures; i++) {
      SmallSet.picture(folder, String.format(Locale.ROOT, "face%02d.png", i));
    }
    return SmallSet.serve(
        LabelSets.open(folder.toString(), Optional.of(FIVE), Optional.empty(), note -> {}));
  }

  private JsonNode labels() throws IOException {
    return JSON.readTree(folder.resolve("labels.json").toFile());
  }

  /** {@return the keypoints saved of a picture, x, y and flag in turn} */
  private double[] keypoints(String picture) throws IOException {
    JsonNode labels = labels();
    for (JsonNode image : labels.path("images")) {
      if (image.path("file_name").asText().equals(picture)) {
        for (JsonNode annotation : labels.path("annotations")) {
          if (annotation.path("image_id").equals(image.path("id"))) {
            return JSON.convertValue(annotation.path("keypoints"), double[].class);
          }
        }
      }
    }
    throw new AssertionError(picture + " is not labelled: " + labels);
  }

  private static double[] draft() {
    double[] all = new double[15];
    for (int k = 0; k < 5; k++) {
      all[3 * k] = DRAFT[k][0];
      all[3 * k + 1] = DRAFT[k][1];
      all[3 * k + 2] = 2;
    }
    return all;
  }

  private static double[] absent(double[] points, int k) {
    points[3 * k] = 0;
    points[3 * k + 1] = 0;
    points[3 * k + 2] = 0;
    return points;
  }

  @Test
  void aSessionOfTwentyFacesEndsWithTheFilesThatWereMeant() throws Exception {
    List<double[]> meant = new ArrayList<>();
    String here;
    try (LabelServer server = coco(20)) {
      here = URI.create(server.address()).getAuthority();
      LabelWindow page = new LabelWindow(browser, server.address());
      for (int i = 0; i < 20; i++) {
        page.ready(String.format(Locale.ROOT, "face%02d", i));
        meant.add(label(page, i));
        page.key("Enter");
      }
      page.saved();
      assertThat(page.text("done-count")).isEqualTo("20 of 20");
    }
    for (int i = 0; i < 20; i++) {
      assertThat(keypoints(String.format(Locale.ROOT, "face%02d.png", i)))
          .as("face " + i)
          .containsExactly(meant.get(i), within(0.06)); // events are in whole window pixels
    }
    assertThat(labels().path("annotations")).hasSize(20);
    assertThat(labels().path("images")).hasSize(20);
    // tests share the browser, and others mean a 409 or end their servers under its pages
    assertThat(browser.problems()).noneMatch(problem -> problem.contains(here));
  }

  /** Does one of seven things to a face; {@return the keypoints that it means} */
  private static double[] label(LabelWindow page, int i) throws Exception {
    double[] meant = draft();
    double pixel = page.scale(0, 1, APART);
    switch (i % 7) {
      case 0 -> { // a drag
        page.drag(2, 4 * pixel, -3 * pixel);
        meant[6] += 4;
        meant[7] -= 3;
      }
      case 1 -> { // keys: the second point, right by 2, up by 10, left by a tenth
        page.key("Tab");
        page.key("Tab");
        page.key("ArrowRight");
        page.key("ArrowRight");
        page.key("ArrowUp", LabelWindow.SHIFT);
        page.key("ArrowLeft", LabelWindow.ALT);
        meant[3] += 1.9;
        meant[4] -= 10;
      }
      case 2 -> { // hidden and absent
        page.click(3);
        page.key("h");
        page.click(4);
        page.key("a");
        meant[11] = 1;
        absent(meant, 4);
      }
      case 3 -> {} // it is right
      case 4 -> { // two drags, one undone, undone and redone
        page.drag(0, 5 * pixel, 0);
        page.drag(1, 0, 5 * pixel);
        page.key("z", LabelWindow.CTRL);
        page.key("z", LabelWindow.CTRL);
        page.key("z", LabelWindow.CTRL | LabelWindow.SHIFT);
        meant[0] += 5;
      }
      case 5 -> { // the uncertain point, which is the third
        page.key("u");
        page.key("ArrowDown");
        meant[7] += 1;
      }
      default -> { // a small point, zoomed in
        page.click(4);
        page.key("+");
        page.key("+");
        double closer = page.scale(0, 1, APART);
        assertThat(closer).isGreaterThan(2 * pixel);
        page.drag(4, -closer, -2 * closer);
        meant[12] -= 1;
        meant[13] -= 2;
      }
    }
    return meant;
  }

  @Test
  void aFingerMovesAPointAndTwoZoom() throws Exception {
    browser.window(390, 844, 2, true, "dark");
    try (LabelServer server = coco(1)) {
      LabelWindow page = new LabelWindow(browser, server.address());
      double pixel = page.scale(0, 1, APART);
      double[] at = page.at(3);
      browser.touch("touchStart", at[0] + 9, at[1] - 9); // beside it: fingers are thick
      browser.touch("touchMove", at[0] + 9 + 20, at[1] - 9);
      browser.touch("touchMove", at[0] + 9 + 30, at[1] - 9);
      assertThat(browser.eval("document.getElementById('loupe').hidden").asBoolean()).isFalse();
      browser.touch("touchEnd");
      page.saved();
      double[] points = keypoints("face00.png");
      assertThat(points[9]).isCloseTo(20 + 30 / pixel, within(0.1));
      assertThat(points[10]).isEqualTo(60);
      browser.touch("touchStart", 150, 300, 230, 300);
      browser.touch("touchMove", 110, 300, 270, 300);
      browser.touch("touchEnd");
      assertThat(page.scale(0, 1, APART)).isCloseTo(2 * pixel, within(0.1 * pixel));
      assertThat(keypoints("face00.png")).containsExactly(points);
    }
  }

  @Test
  void twoWindowsOnOneFaceLoseNoChange() throws Exception {
    SmallSet.pts(folder);
    LabelSets.Opened set =
        LabelSets.open("pts:" + folder, Optional.empty(), Optional.empty(), note -> {});
    try (LabelServer server = SmallSet.serve(set)) {
      LabelWindow page = new LabelWindow(browser, server.address());
      browser.until("document.querySelector('#rows .row')");
      page.press("#picture-0");
      page.ready("a.png");
      // the other window moves point 1, this one point 0
      moved(set.store(), 1, 7);
      page.click(0);
      page.key("ArrowLeft");
      page.saved();
      assertThat(points("a")).containsExactly(29, 40, 77, 40, 50.25, 60, 35, 75, 65, 75);
      // and then both move point 2: a person chooses
      moved(set.store(), 2, -4);
      page.click(2);
      page.key("ArrowRight");
      browser.until("document.getElementById('conflict').open");
      assertThat(browser.eval("document.querySelectorAll('#marks .theirs').length").asInt())
          .isEqualTo(1);
      page.press("#conflict [value=theirs]");
      page.saved();
      assertThat(points("a")).containsExactly(29, 40, 77, 40, 46.25, 60, 35, 75, 65, 75);
      moved(set.store(), 2, 3);
      page.key("ArrowRight");
      browser.until("document.getElementById('conflict').open");
      page.key("Enter"); // on what has the focus
      page.saved();
      assertThat(points("a")[4]).isEqualTo(47.25);
    }
  }

  private double[] points(String name) throws IOException {
    AnnotatedFace face = new PtsReader().read(folder.resolve(name + ".pts"), line -> {}).get(0);
    return face.keypoints().toArray();
  }

  /** What another window does: moves a point of the first picture to the right. */
  private static void moved(LabelStore store, int k, double by) throws IOException {
    LabelFace face = store.faces(0).get(0);
    List<LabelPoint> points = new ArrayList<>(face.points());
    LabelPoint point = points.get(k);
    points.set(k, new LabelPoint(point.x() + by, point.y(), point.state()));
    store.put(0, 0, Optional.of(new LabelFace(points)));
  }

  @Test
  void facesAreAddedAndRemovedAndAllIsReachedByKeys() throws Exception {
    try (LabelServer server = coco(2)) {
      LabelWindow page = new LabelWindow(browser, server.address());
      page.key("Enter");
      page.ready("face01");
      page.key("f");
      browser.until("document.getElementById('face-name').textContent.includes('face 2 of 2')");
      page.key("Enter"); // saves the second face of the second picture
      page.saved();
      assertThat(labels().path("annotations")).hasSize(2);
      page.key("Delete");
      browser.until("document.getElementById('toast').textContent.includes('removed')");
      assertThat(labels().path("annotations")).hasSize(1);
      page.press("#toast button");
      browser.until("document.getElementById('saved').dataset.state === 'saved'");
      browser.until("document.getElementById('face-name').textContent.includes('labelled')");
      assertThat(labels().path("annotations")).hasSize(2);
      page.key("?");
      browser.until("document.getElementById('keys').open");
      page.key("Escape");
      browser.until("!document.getElementById('keys').open");
      browser.eval("document.getElementById('stage').focus()");
      for (int i = 0; i < 6; i++) { // past the last of five points
        page.key("Tab");
      }
      assertThat(browser.eval("document.activeElement.id").asText()).isNotEqualTo("stage");
    }
  }

  @Test
  void everyControlHasANameAndEachPointIsSpoken() throws Exception {
    try (LabelServer server = coco(1)) {
      LabelWindow page = new LabelWindow(browser, server.address());
      JsonNode tree = browser.send("Accessibility.getFullAXTree", "{}");
      for (JsonNode node : tree.path("nodes")) {
        String role = node.at("/role/value").asText();
        if (List.of("button", "listbox", "option", "searchbox", "combobox", "application", "dialog")
            .contains(role)) {
          assertThat(node.at("/name/value").asText()).as(node.toString()).isNotBlank();
        }
      }
      page.key("Tab");
      browser.until("document.getElementById('say').textContent.includes('point 0, 1 of 5, seen')");
      page.key("h");
      browser.until("document.getElementById('say').textContent.includes('hidden')");
      browser.until("document.getElementById('say').textContent.trim() === 'saved'");
    }
  }

  @Test
  void aThousandPicturesOpenAtOnce() throws Exception {
    Path one = SmallSet.picture(folder, "face0000.png");
    for (int i = 1; i < 1000; i++) {
      Files.createLink(folder.resolve(String.format(Locale.ROOT, "face%04d.png", i)), one);
    }
    long begin = System.nanoTime();
    try (LabelServer server =
        SmallSet.serve(
            LabelSets.open(folder.toString(), Optional.of(FIVE), Optional.empty(), note -> {}))) {
      LabelWindow page = new LabelWindow(browser, server.address());
      double seconds = (System.nanoTime() - begin) / 1e9;
      assertThat(browser.eval("document.querySelectorAll('#rows .row').length").asInt())
          .isLessThan(60);
      assertThat(page.text("done-count")).isEqualTo("0 of 1000");
      assertThat(seconds).isLessThan(15); // 0.5 s on a free machine
      browser.eval("document.getElementById('list').focus()");
      page.key("End");
      browser.until("document.getElementById('picture-999')");
    }
  }
}
