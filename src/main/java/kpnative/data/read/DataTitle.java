package kpnative.data.read;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a data set is called in tables: short, and without the folders of this machine. */
public final class DataTitle {
  private static final Pattern RENDERED =
      Pattern.compile("(rendered(?:-geometry)?):.*?(:\\d+)?", Pattern.DOTALL);

  private DataTitle() {}

  /**
   * {@return the last components of the path, such as {@code helen/testset}; of made faces the kind
   * and the number, such as {@code rendered:500}}
   *
   * @param spec as written after {@code --data}
   */
  public static String of(String spec) {
    if (spec.startsWith("synthetic")) {
      return spec;
    }
    Matcher rendered = RENDERED.matcher(spec);
    if (rendered.matches()) {
      return rendered.group(1) + (rendered.group(2) == null ? "" : rendered.group(2));
    }
    return spec.replace('\\', '/').replaceFirst("^.*?([^/:]+(/(trainset|testset))?)/?$", "$1");
  }
}
