package kpnative.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import kpnative.testing.OwnProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reader of bytes from outside, with its seeds and with mutations of them. */
class FuzzTargetsTest {
  private static final long SEED = 20261127;
  private static final int INPUTS = 1_000; // the slowest, recipes, take 2 ms each

  @TempDir Path folder;

  static Stream<String> names() {
    return FuzzTargets.all().stream().map(FuzzTarget::name).filter(n -> !n.equals("decode"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void mutatedFilesAreReadOrRefusedInOneLine(String name) throws IOException {
    readAll(FuzzTargets.of(name), INPUTS);
  }

  @Test
  @OwnProcess
  void mutatedPicturesAreDecodedOrRefused() throws IOException {
    readAll(FuzzTargets.of(FuzzTargets.DECODE), INPUTS);
  }

  private void readAll(FuzzTarget target, int inputs) throws IOException {
    FuzzFolder.prepared(folder);
    List<byte[]> seeds = FuzzSeeds.of(target.name());
    for (byte[] seed : seeds) {
      read(target, seed, "a seed");
    }
    Mutations mutations = new Mutations(seeds, SEED);
    for (int i = 0; i < inputs; i++) {
      read(target, mutations.next(), "mutation " + i);
    }
  }

  private void read(FuzzTarget target, byte[] bytes, String what) {
    try {
      target.run(folder, bytes);
    } catch (Throwable e) {
      throw new AssertionError(
          target.name() + ", " + what + ": " + Base64.getEncoder().encodeToString(bytes), e);
    }
  }
}
