package kpnative.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import kpnative.measure.EvaluationRun.Part;

/** What a shell offers after {@code --split}: the parts of the data as the help writes them. */
final class PartNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(Part.values()).map(p -> p.name().toLowerCase(Locale.ROOT)).iterator();
  }
}
