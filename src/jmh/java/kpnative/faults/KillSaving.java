package kpnative.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kpnative.weights.DType;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;

/**
 * Kills a process that saves weights without a pause, each time with another number in them.
 * Whatever the moment, the file is whole, and no older than the latest save that was reported.
 * {@code KillSaving FOLDER KILLS [SEED]}.
 */
public final class KillSaving {
  private static final int NUMBERS = 1 << 18; // 1 MiB

  private KillSaving() {}

  /** Saves, without arguments but the file; {@link #main} runs it in a process. */
  static final class Saver {
    private Saver() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
      Path file = Path.of(args[0]);
      for (int i = Files.exists(file) ? saved(file) + 1 : 1; ; i++) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * NUMBERS).order(ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < NUMBERS; j++) {
          bytes.putFloat(4 * j, i);
        }
        TensorData tensor = new TensorData(DType.F32, new long[] {NUMBERS}, bytes);
        SafetensorsFile.write(file, Map.of("numbers", tensor), Map.of("save", Integer.toString(i)));
        System.out.println("saved " + i);
      }
    }
  }

  /** {@return the number in a file, all of which was checked} */
  private static int saved(Path file) throws IOException {
    SafetensorsFile read = SafetensorsFile.read(file);
    int number = Integer.parseInt(String.valueOf(read.metadata().get("save")));
    ByteBuffer bytes =
        read.tensors().get("numbers").data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (int j = 0; j < NUMBERS; j++) {
      if (bytes.getFloat(bytes.position() + 4 * j) != number) {
        throw new IOException(file + ": number " + j + " is not of save " + number);
      }
    }
    return number;
  }

  /** Runs. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Path file = folder.resolve("weights.safetensors");
    int kills = Integer.parseInt(args[1]);
    SplittableRandom random = new SplittableRandom(args.length > 2 ? Long.parseLong(args[2]) : 1);
    int reported = 0;
    int cut = 0;
    int saves = 0;
    for (int i = 0; i < kills; i++) {
      List<String> lines =
          Killed.run(
              random,
              "saved",
              100,
              folder.resolve("log.txt"),
              Saver.class.getName(),
              file.toString());
      saves += lines.size();
      for (String line : lines) {
        reported = Math.max(reported, Integer.parseInt(line.substring("saved ".length())));
      }
      try (Stream<Path> all = Files.list(folder)) {
        cut += all.anyMatch(f -> f.toString().endsWith(".tmp")) ? 1 : 0;
      }
      int found = saved(file);
      if (found < reported) {
        throw new IOException(
            file + ": holds save " + found + ", and " + reported + " was reported");
      }
      if ((i + 1) % 20 == 0 || i + 1 == kills) {
        System.out.printf(
            Locale.ROOT,
            "| saving | %d | %d saves reported, %d kills within one | none | none |%n",
            i + 1,
            saves,
            cut);
      }
    }
  }
}
