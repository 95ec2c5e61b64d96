package kpnative.video;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.image.Photo;
import kpnative.image.PictureFiles;

/** The pictures of a folder, ordered by the last number in their names. */
final class NumberedFrames implements FrameSequence {
  private final List<Path> files;
  private final double rate;
  private int at;

  NumberedFrames(Path folder, double rate) throws IOException {
    this.files =
        PictureFiles.under(folder).stream()
            .sorted(Comparator.comparing(NumberedFrames::digits).thenComparing(FileNames::text))
            .toList();
    this.rate = rate;
  }

  /**
   * A sort key: the number of digits, then the digits without leading zeros, so that 9 sorts before
   * 10.
   */
  private static String digits(Path file) {
    String name = FileTree.nameOf(file);
    int dot = name.lastIndexOf('.');
    String digits = (dot < 0 ? name : name.substring(0, dot)).replaceAll(".*?(\\d*)$", "$1");
    String number = digits.replaceFirst("^0+", "");
    return String.format(Locale.ROOT, "%05d", number.length()) + number;
  }

  @Override
  public Optional<Frame> next() {
    if (at == files.size()) {
      return Optional.empty();
    }
    Path file = files.get(at);
    return Optional.of(new Frame(Photo.of(file), at++ / rate));
  }

  @Override
  public double rate() {
    return rate;
  }

  @Override
  public void close() {
    // no file is kept open
  }
}
