package kpnative.label;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import kpnative.testing.Chromium;

/** The page in a browser, as a person uses it. */
final class LabelWindow {
  static final int ALT = 1;
  static final int CTRL = 2;
  static final int SHIFT = 8;

  private final Chromium browser;

  LabelWindow(Chromium browser, String address) throws IOException, InterruptedException {
    this.browser = browser;
    browser.open(address);
    ready("");
  }

  /** Waits until a picture is open, with all that the model says of it. */
  void ready(String name) throws IOException, InterruptedException {
    browser.until(
        "document.querySelector('#marks .dot') && document.getElementById('waiting').hidden"
            + " && document.getElementById('picture-name').textContent.includes('"
            + name
            + "')");
  }

  void saved() throws IOException, InterruptedException {
    browser.until("document.getElementById('saved').dataset.state === 'saved'");
  }

  void key(String key) throws IOException {
    browser.key(key, 0);
  }

  void key(String key, int modifiers) throws IOException {
    browser.key(key, modifiers);
  }

  String text(String id) throws IOException {
    return browser.eval("document.getElementById('" + id + "').textContent").asText();
  }

  /** {@return where a point is in the window} */
  double[] at(int point) throws IOException {
    JsonNode place =
        browser.eval(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {"
                + "const dot = document.querySelector('#marks [data-k=\""
                + point
                + "\"] .dot');"
                + "const box = dot.getBoundingClientRect();"
                + "done([box.x + box.width / 2, box.y + box.height / 2]); })))");
    return new double[] {place.get(0).asDouble(), place.get(1).asDouble()};
  }

  /** {@return window pixels a picture pixel, by two points that are {@code apart} pixels apart} */
  double scale(int left, int right, double apart) throws IOException {
    return (at(right)[0] - at(left)[0]) / apart;
  }

  /** Drags a point with the mouse, by window pixels. */
  void drag(int point, double dx, double dy) throws IOException {
    double[] at = at(point);
    browser.drag(at[0], at[1], at[0] + dx, at[1] + dy);
  }

  void click(int point) throws IOException {
    double[] at = at(point);
    browser.click(at[0], at[1]);
  }

  /** Clicks in the middle of an element. */
  void press(String selector) throws IOException {
    JsonNode box =
        browser.eval(
            String.format(
                Locale.ROOT,
                "(() => { const b = document.querySelector('%s').getBoundingClientRect();"
                    + " return [b.x + b.width / 2, b.y + b.height / 2]; })()",
                selector));
    browser.click(box.get(0).asDouble(), box.get(1).asDouble());
  }

  Chromium browser() {
    return browser;
  }
}
