package kpnative.cli;

import java.util.Comparator;
import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command's help. Picocli orders options by their names in capitals of the process's language, in
 * which Turkish {@code --points} comes after {@code --pose}; here the order is the same everywhere.
 */
final class HelpPage extends Help {
  private static final Comparator<OptionSpec> BY_NAME =
      Comparator.comparing((OptionSpec option) -> name(option).toUpperCase(Locale.ROOT))
          .thenComparing(HelpPage::name, Comparator.reverseOrder());

  private static final Comparator<OptionSpec> BY_VALUES_AND_NAME =
      Comparator.<OptionSpec>comparingInt(option -> option.arity().max())
          .thenComparingInt(option -> option.arity().min())
          .thenComparing(OptionSpec::isMultiValue)
          .thenComparing(BY_NAME);

  HelpPage(CommandSpec spec, ColorScheme colours) {
    super(spec, colours);
  }

  @Override
  public Comparator<OptionSpec> createDefaultOptionSort() {
    return BY_NAME;
  }

  @Override
  public String detailedSynopsis(
      int indented, Comparator<OptionSpec> picoclis, boolean clustersFlags) {
    return super.detailedSynopsis(indented, BY_VALUES_AND_NAME, clustersFlags);
  }

  private static String name(OptionSpec option) {
    return option.shortestName().replaceFirst("^-+", "");
  }
}
