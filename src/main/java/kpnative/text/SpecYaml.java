package kpnative.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.util.regex.Pattern;
import kpnative.checks.OptionalArtifact;
import org.yaml.snakeyaml.LoaderOptions;

/*
 * Separate from SpecMapper because an application that only runs detection reads JSON and need not have
 * Jackson's YAML module.
 */
/**
 * Records as YAML, by the rules of {@link SpecMapper}. Every method throws {@link
 * IllegalStateException} if {@link OptionalArtifact#YAML} is absent. Thread-safe.
 */
public final class SpecYaml {
  private SpecYaml() {}

  /** {@return the shared YAML mapper, which must not be reconfigured} */
  public static ObjectMapper mapper() {
    OptionalArtifact.YAML.require();
    return Lazy.MAPPER;
  }

  /**
   * {@return the record as YAML in block style}
   *
   * @throws IllegalArgumentException if the object cannot be written as YAML
   */
  public static String write(Object spec) {
    try {
      return mapper().writeValueAsString(spec);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          spec.getClass().getName() + " cannot be written as YAML", e);
    }
  }

  /**
   * {@return the tokens of a YAML text with their line numbers, for readers that report where an
   * error is} Bounded in size and depth. Aliases, anchors and tags are reported, not resolved. A
   * value without quotes that a person reads otherwise than YAML is an error of the tokens: {@link
   * #isMisread}.
   *
   * @throws IOException if the text exceeds the size limit
   */
  public static YAMLParser tokens(String yaml) throws IOException {
    OptionalArtifact.YAML.require();
    return Lazy.TOKENS.createParser(yaml);
  }

  /**
   * {@return whether an error is that of a value which people and YAML read differently, such as
   * {@code 010} or {@code no}; its original message then begins with the key}
   */
  public static boolean isMisread(JsonProcessingException e) {
    return e instanceof PlainYaml.Misread;
  }

  /** Initialised on first use, after the check that the YAML library is present. */
  private static final class Lazy {
    static final ObjectMapper MAPPER =
        SpecMapper.strict(
                YAMLMapper.builder(
                    new PlainYaml(factory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION))))
            .build();

    /** Does not reject duplicate keys: the reader of the tokens reports them with their line. */
    static final YAMLFactory TOKENS = new PlainYaml(factory());

    private static YAMLFactoryBuilder factory() {
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(SpecMapper.MAX_CHARACTERS);
      options.setNestingDepthLimit(SpecMapper.MAX_DEPTH);
      options.setMaxAliasesForCollections(0);
      return YAMLFactory.builder()
          .loaderOptions(options)
          .streamReadConstraints(SpecMapper.CONSTRAINTS)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .stringQuotingChecker(new Quoting());
    }
  }

  /** Quotes every string that is not plainly a word or a sentence. */
  private static final class Quoting extends StringQuotingChecker {
    private static final long serialVersionUID = 1;

    /**
     * Strings that are written without quotes; none could be read as a number or as YAML syntax.
     */
    private static final Pattern PLAIN =
        Pattern.compile("[A-Za-z]([A-Za-z0-9 ,;()/_.-]*[A-Za-z0-9)])?");

    @Override
    public boolean needToQuoteName(String name) {
      return needToQuoteValue(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return !PLAIN.matcher(value).matches() || isReservedKeyword(value);
    }
  }
}
