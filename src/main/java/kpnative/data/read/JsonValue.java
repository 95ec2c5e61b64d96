package kpnative.data.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.data.AnnotationText;
import kpnative.files.FileNames;
import kpnative.geometry.Size;
import kpnative.text.PlainText;

/**
 * A value in a file of JSON, and where it stands. What it is not is an error that begins with both.
 *
 * @param file the file
 * @param at the value's place, a JSON pointer such as {@code /annotations/12}
 * @param node the value; a missing node where there is none
 */
record JsonValue(Path file, String at, JsonNode node) {
  private static final double LARGEST = 1e6; // as AnnotationText's: no picture is that wide
  private static final int MOST_CHARACTERS = 4096; // of a name

  /** {@return a field's value, which may be missing} */
  JsonValue get(String field) {
    return new JsonValue(file, at + "/" + field, node.path(field));
  }

  /** {@return whether there is such a field, and it is not null} */
  boolean has(String field) {
    return node.hasNonNull(field);
  }

  /** {@return the value of a field; empty where it is missing or null} */
  Optional<JsonValue> find(String field) {
    return has(field) ? Optional.of(get(field)) : Optional.empty();
  }

  /** {@return the items of a list} */
  List<JsonValue> items() throws IOException {
    if (!node.isArray()) {
      throw expected("a list");
    }
    List<JsonValue> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(new JsonValue(file, at + "/" + i, node.get(i)));
    }
    return items;
  }

  /** {@return a text} */
  String text() throws IOException {
    if (!node.isTextual() || node.textValue().length() > MOST_CHARACTERS) {
      throw expected("a text of at most " + MOST_CHARACTERS + " characters");
    }
    return node.textValue();
  }

  /** {@return a text, or a number as one: what names things} */
  String key() throws IOException {
    return node.isNumber() ? node.asText() : text();
  }

  /** {@return a finite number within a million of 0} */
  double number() throws IOException {
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!(Math.abs(value) <= LARGEST)) { // the negation also catches NaN
      throw expected("a finite number within 1,000,000 of 0");
    }
    return value;
  }

  /** {@return a whole number from {@code least} to {@code most}} */
  int whole(int least, int most) throws IOException {
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!(value >= least && value <= most && value == Math.rint(value))) {
      throw expected("a whole number from " + least + " to " + most);
    }
    return (int) value;
  }

  /** {@return the size that two fields state; empty where one is missing or no positive number} */
  Optional<Size> size(String width, String height) {
    double w = get(width).node.asDouble(0);
    double h = get(height).node.asDouble(0);
    boolean stated = w >= 1 && h >= 1 && w <= LARGEST && h <= LARGEST;
    return stated ? Optional.of(new Size((int) w, (int) h)) : Optional.empty();
  }

  /** {@return file and place} */
  String place() {
    return FileNames.text(file) + "#" + PlainText.line(at);
  }

  IOException error(String message) {
    return new IOException(place() + ": " + message);
  }

  private IOException expected(String what) {
    String got =
        node.isMissingNode() ? "nothing" : PlainText.line(AnnotationText.shown(node.toString()));
    return error("expected " + what + ", got " + got);
  }
}
