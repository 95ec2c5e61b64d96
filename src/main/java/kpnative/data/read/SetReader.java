package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import kpnative.data.annotation.AnnotationSet;

/** Reads annotation files of one format as values. Implementations are thread-safe. */
interface SetReader {
  /**
   * {@return what the files say; possibly no picture}
   *
   * @param files at least one, all of this format
   * @param faults receives a line, which names file and place, for each face at fault and for each
   *     thing that is passed over
   * @throws IOException in one line that names the file, if one is malformed or too large
   */
  AnnotationSet read(List<Path> files, Consumer<String> faults) throws IOException;

  /** Reads one file after another, each a set of its own. */
  interface OfFile extends SetReader {
    /** {@return what one file says} */
    AnnotationSet read(Path file, Consumer<String> faults) throws IOException;

    @Override
    default AnnotationSet read(List<Path> files, Consumer<String> faults) throws IOException {
      List<AnnotationSet> sets = new ArrayList<>();
      for (Path file : files) {
        sets.add(read(file, faults));
      }
      return AnnotationSet.of(sets);
    }
  }
}
