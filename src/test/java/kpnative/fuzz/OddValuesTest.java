package kpnative.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kpnative.recipe.Recipes;
import kpnative.text.SpecYaml;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every key of every JSON and YAML that we read ourselves, with every odd value: the file is named,
 * and the key. The keys are those of valid documents, so a new one is tried without a line here.
 */
class OddValuesTest {
  private static final String HERE = "@here@";
  private static final String DEEP = "[".repeat(40) + "]".repeat(40);

  /** What no key of ours may hold. */
  private static final List<String> WRONG = List.of("null", "{\"\":1}", "[null]", DEEP, "[[[1]]]");

  /** Keys whose value has names of the user's, among them keys of recipes. */
  private static final List<String> MAPS = List.of("largest", "nme", "axes", "columns", "a", "b");

  /** What some may hold. */
  private static final List<String> ODD =
      List.of(
          "true",
          "\"\"",
          "\"x\"",
          "-1",
          "0",
          "1.5",
          "1e400",
          "-1e400",
          "1e-400",
          "2147483648",
          "9223372036854775808",
          "[]",
          "{}",
          "\"NaN\"",
          "\"\\u0007\"");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "detector, ",
    "confidence, ",
    "ranges, ",
    "precisions, ",
    "finder, ",
    "schema, ",
    "mapping, ",
    "state, ",
    "changes, ",
    "run, ",
    "sweep-folder, ",
    "sweep, ",
    "recipe, face68/quick",
    "recipe, face68/resnet18-gray",
    "recipe, nose/cnn-12-24-32"
  })
  void anOddValueIsReadOrNamedWithItsKey(String name, String recipe) throws IOException {
    FuzzTarget target = FuzzTargets.of(name);
    FuzzFolder.prepared(folder);
    List<byte[]> documents =
        recipe == null
            ? FuzzSeeds.made(name)
            : List.of(utf8(Recipes.load(recipe, List.of()).toYaml()));
    int tried = 0;
    List<String> unnamed = new ArrayList<>();
    for (byte[] document : documents) {
      JsonNode root = SpecYaml.mapper().readTree(document); // of JSON too
      assertThat(refusal(target, root.toString())).as("the valid document").isEmpty();
      for (String odd : variants(root)) {
        String said = refusal(target, odd.substring(odd.indexOf(' ') + 1));
        String key = odd.substring(1, odd.indexOf(' '));
        boolean mayBeRead = odd.startsWith("?");
        boolean named =
            odd.contains(DEEP)
                ? said.contains("depth")
                : Stream.of(key.split("<")).anyMatch(said::contains);
        if (!(named || (mayBeRead && said.isEmpty()))) {
          unnamed.add(key + " not in '" + said + "', of " + odd);
        }
        tried++;
      }
    }
    assertThat(unnamed).isEmpty();
    assertThat(tried).isGreaterThan(50);
  }

  /**
   * {@return documents, each after a '?' if it may be valid or a '!', its key, which may be
   * followed by '<' and that of the section, whose check of several values names only itself, and a
   * blank}
   */
  private static List<String> variants(JsonNode root) {
    List<String> all = new ArrayList<>();
    collect(root, root, "", all);
    return all;
  }

  private static void collect(JsonNode root, JsonNode node, String key, List<String> all) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.properties().stream().map(e -> e.getKey()).toList())) {
        JsonNode was = object.get(name);
        object.put(name, HERE);
        String text = root.toString();
        object.set(name, was);
        String at = key.isEmpty() ? name : name + "<" + key;
        replaced(text, at, all);
        String twice = "\"" + name + "\":1,\"" + name + "\":" + was;
        all.add("!" + name + " " + text.replace("\"" + name + "\":\"" + HERE + "\"", twice));
        collect(root, was, name, all);
      }
      object.put("no-such-key", HERE);
      String mark = MAPS.contains(key) ? "?" : "!";
      all.add(mark + "no-such-key " + root.toString());
      object.remove("no-such-key");
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      JsonNode was = array.get(0);
      array.set(0, HERE);
      replaced(root.toString(), key, all);
      array.set(0, was);
      collect(root, was, key, all);
    }
  }

  private static void replaced(String text, String key, List<String> all) {
    for (String wrong : WRONG) {
      String mark = MAPS.contains(key.replaceFirst("<.*", "")) && wrong.startsWith("{") ? "?" : "!";
      all.add(mark + key + " " + text.replace("\"" + HERE + "\"", wrong));
    }
    for (String odd : ODD) {
      all.add("?" + key + " " + text.replace("\"" + HERE + "\"", odd));
    }
  }

  private String refusal(FuzzTarget target, String text) {
    return target.refusal(folder.resolve(target.file()), utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
