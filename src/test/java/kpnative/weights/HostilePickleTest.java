package kpnative.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pickles that would run code, exhaust memory or never end, and pickles that are merely malformed:
 * each is refused with a one-line message that states the position.
 */
class HostilePickleTest {
  @TempDir Path folder;

  static Stream<Arguments> pickles() {
    return Stream.of(
        bad(
            "a call of os.system",
            start().global("os", "system").op("(").text("touch /tmp/owned").op("tR."),
            "the global 'os.system' is refused"),
        bad(
            "a call of eval",
            start().global("builtins", "eval").op("(").text("1").op("tR."),
            "the global 'builtins.eval' is refused"),
        bad(
            "a global named by the stack",
            start().raw(0x8c, 5).op("posix").raw(0x8c, 6).op("system").raw(0x93).op("."),
            "the global 'posix.system' is refused"),
        bad(
            "a harmless class of PyTorch",
            start().global("torch.nn.modules.linear", "Linear").op("."),
            "'torch.nn.modules.linear.Linear' is refused"),
        bad(
            "a global whose name has control characters",
            start().global("os\u001b[2J", "system").op("."),
            "'os\\u001b[2J.system'"),
        bad("an endless name", start().op("c" + "a".repeat(1000)), "name longer than 256 bytes"),
        bad(
            "an object of a class by INST",
            start().op("(ios\nsystem\n."),
            "the opcode INST is refused"),
        bad("an object by OBJ", start().op("(o."), "the opcode OBJ is refused"),
        bad("a number in text", start().op("I1\n."), "the opcode INT is refused"),
        bad("an extension", start().raw(0x82, 1), "the opcode EXT1 is refused"),
        bad("bytes", start().op("C").raw(1, 0).op("."), "SHORT_BINBYTES is refused"),
        bad("an unknown opcode", start().raw(0xff), "byte 2: 0xff is not an opcode"),
        bad("protocol 0", new PickleBytes().raw(0x80, 0).op("."), "pickle protocol 0"),
        bad("protocol 9", new PickleBytes().raw(0x80, 9).op("."), "pickle protocol 9"),
        bad("nothing after the start", start(), "the pickle ends inside a value"),
        bad("no value", start().op("."), "ends with 0 values"),
        bad("two values", start().op("NN."), "ends with 2 values"),
        bad("an open group", start().op("(N."), "ends with 1 values"),
        bad(
            "a call of a number",
            start().number(1).op(")R."),
            "a call of a value that is not a function"),
        bad(
            "a call of a storage's class",
            start().global("torch", "FloatStorage").op(")R."),
            "torch.FloatStorage, which cannot be called here"),
        bad(
            "arguments that are not a tuple",
            start().global("collections", "OrderedDict").op("]R."),
            "called with arguments that are not a tuple"),
        bad(
            "a tensor without a storage",
            start().global("torch._utils", "_rebuild_tensor_v2").op("(NNNNNNtR."),
            "_rebuild_tensor_v2 without a storage"),
        bad(
            "a tensor of too few parts",
            start().global("torch._utils", "_rebuild_tensor_v2").op("(NtR."),
            "with 1 arguments, expected 6 to 7"),
        bad(
            "a dict that contains itself",
            start().op("}q").raw(0).text("me").op("h").raw(0).op("s."),
            "a value that contains itself"),
        bad(
            "a list in a dict that contains the dict",
            start().op("}q").raw(0).text("me").op("]h").raw(0).op("as."),
            "a value that contains itself"),
        bad("deep nesting", start().op("]".repeat(70) + "a".repeat(69) + "."), "more than 64 deep"),
        bad("deep groups", start().op("(".repeat(2000)), "over 1000 nested groups"),
        bad("an endless stack", start().op("N".repeat(100_001)), "over 100000 values"),
        bad("a string beyond the end", start().op("X").int32(1000).op("a"), "but only 1 are left"),
        bad("a string of 2 GB", start().op("X").int32(-1).op("a"), "a string of 4294967295 bytes"),
        bad("a string of Python 2 of -1 bytes", start().op("T").int32(-1), "18446744073709551615"),
        bad(
            "a string of 2^63 bytes",
            start().raw(0x8d).int64(Long.MAX_VALUE),
            "a string of 9223372036854775807 bytes"),
        bad("a string of 2^64 - 1 bytes", start().raw(0x8d).int64(-1), "18446744073709551615"),
        bad("an integer of 2 GB", start().raw(0x8b).int32(Integer.MAX_VALUE), "2147483647 bytes"),
        bad("an integer of -1 bytes", start().raw(0x8b).int32(-1), "an integer of 1844674407"),
        bad("broken UTF-8", start().op("X").int32(1).raw(0xff).op("."), "not UTF-8"),
        bad("an unknown memo number", start().op("h").raw(7), "the memo has no value 7"),
        bad("the end of a group that never began", start().op("t."), "a group that never began"),
        bad("a key without a value", start().op("}(Nu."), "a key without a value"),
        bad("a list as a key", start().op("}]Ns."), "neither a string nor an integer"),
        bad(
            "a key twice",
            start().op("}").text("a").op("Ns").text("a").op("Ns."),
            "the key 'a' occurs twice"),
        bad(
            "an item appended to a number",
            start().op("NNa."),
            "appended to a value that is not a list"),
        bad("a key set in a number", start().op("NNNs."), "set in a value that is not a dict"),
        bad("the state of a list", start().op("]}b."), "state is set on a value that has no state"),
        bad(
            "an operand below the group",
            start().op("N(").raw(0x85).op("."),
            "needs 1 values on the stack"),
        bad("an unknown persistent id", start().text("x").op("Q."), "does not name a storage"));
  }

  private static PickleBytes start() {
    return PickleBytes.start();
  }

  private static Arguments bad(String name, PickleBytes pickle, String message) {
    return Arguments.of(name, pickle.bytes(), message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pickles")
  void aBrokenPickleIsRefusedWithItsPlace(String name, byte[] pickle, String message)
      throws IOException {
    Path file = zip(pickle);
    assertThatThrownBy(() -> WeightFile.read(file))
        .as(name)
        .isInstanceOf(IOException.class)
        .hasMessageMatching("(?s)" + Pattern.quote(file + ": data.pkl, byte ") + "\\d+: .*")
        .hasMessageContaining(message);
  }

  @Test
  void aListGivenToManyCallsCountsEachTime() throws IOException {
    PickleBytes bomb = start().op("]q").raw(0).op("(");
    for (int i = 0; i < 1000; i++) {
      bomb.text("k" + i).op("N").raw(0x86);
    }
    bomb.op("e").global("collections", "OrderedDict").op("q").raw(1);
    for (int i = 0; i < 3000; i++) {
      bomb.op("h").raw(1).op("h").raw(0).raw(0x85).op("R");
    }
    Path file = zip(bomb.op(".").bytes());
    assertThatThrownBy(() -> WeightFile.read(file)).hasMessageContaining("over 2000000");
  }

  @Test
  void aMemoOfMillionsIsRefused() throws IOException {
    PickleBytes bomb = start().op("N");
    for (int i = 0; i <= 1_000_000; i++) {
      bomb.op("r").int32(i);
    }
    Path file = zip(bomb.op(".").bytes());
    assertThatThrownBy(() -> WeightFile.read(file))
        .hasMessageContaining("over 1000000 values in the memo");
  }

  @Test
  void millionsOfInstructionsAreRefused() throws IOException {
    byte[] bytes = new byte[4_000_010];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = (byte) 0x80;
      bytes[i + 1] = 2;
    }
    Path file = zip(bytes);
    assertThatThrownBy(() -> WeightFile.read(file))
        .hasMessageContaining("byte 4000000: over 2000000 instructions");
  }

  @Test
  void theHighestNumberOfTheMemoTakesNoMoreThanTheLowest() throws IOException {
    PickleBytes pickle =
        start().op("}").text("w").op("r").int32(-1).vector("FloatStorage", "0", 1).op("s");
    pickle.op("r").int32(-2).op(".");
    Path file =
        Files.write(
            folder.resolve("x.pth"),
            new ZipBytes()
                .entry("x/data.pkl", pickle.bytes())
                .entry("x/data/0", new PickleBytes().floats(3).bytes())
                .bytes());
    assertThat(WeightFile.read(file).tensors())
        .isEqualTo(Map.of("w", TensorData.ofFloats(new float[] {3}, 1)));
  }

  @Test
  void aDictThatTwoDictsContainIsVisitedOnce() throws IOException {
    int depth = 40; // 2^40 paths lead to the innermost one
    PickleBytes laughs = start();
    for (int i = depth; i > 0; i--) {
      laughs.op("}q").raw(i).op("(").text("a");
    }
    laughs.op("}q").raw(0);
    for (int i = 0; i < depth; i++) {
      laughs.text("b").op("h").raw(i).op("u");
    }
    Path file = zip(laughs.op(".").bytes());
    assertThatThrownBy(() -> WeightFile.read(file))
        .hasMessage(file + ": contains no dict of named tensors");
  }

  private Path zip(byte[] pickle) throws IOException {
    return Files.write(folder.resolve("x.pth"), new ZipBytes().entry("x/data.pkl", pickle).bytes());
  }
}
