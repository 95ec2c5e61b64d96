package kpnative.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/**
 * Numbers that others have computed; {@code src/test/resources/golden/README.md} says who, how and
 * how near ours must be.
 */
public final class Golden {
  private final String name;
  private final JsonNode values;

  private Golden(String name, JsonNode values) {
    this.name = name;
    this.values = values;
  }

  /** {@return what a JSON file of that folder holds} */
  public static Golden read(String name) throws IOException {
    try (InputStream in = url(name).openStream()) {
      return new Golden(name, new ObjectMapper().readTree(in));
    }
  }

  /** {@return a file of that folder} */
  public static Path file(String name) {
    try {
      return Path.of(url(name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }

  /** {@return the value of a key} */
  public JsonNode get(String key) {
    JsonNode value = values.get(key);
    if (value == null) {
      throw new AssertionError(name + " has no " + key);
    }
    return value;
  }

  /** {@return the numbers of a key} */
  public double[] numbers(String key) {
    JsonNode array = get(key);
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).doubleValue();
    }
    if (numbers.length == 0) {
      throw new AssertionError(name + " has no numbers under " + key);
    }
    return numbers;
  }

  private static URL url(String name) {
    URL url = Golden.class.getResource("/golden/" + name);
    if (url == null) {
      throw new AssertionError("no golden file " + name);
    }
    return url;
  }
}
