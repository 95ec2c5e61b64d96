package kpnative.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import kpnative.measure.EvaluationRun.Part;

/** Shell completions for {@code --split}, in lower case as in the help. */
final class PartNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(Part.values()).map(p -> p.name().toLowerCase(Locale.ROOT)).iterator();
  }
}
