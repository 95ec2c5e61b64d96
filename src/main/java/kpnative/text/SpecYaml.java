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
 * Apart from SpecMapper, because an application that only detects reads JSON, and has no YAML.
 */
/**
 * Records as YAML, by the rules of {@link SpecMapper}. Every method throws {@link
 * IllegalStateException} where {@link OptionalArtifact#YAML} is absent. Thread-safe.
 */
public final class SpecYaml {
  private SpecYaml() {}

  /** {@return the mapper of YAML, shared: not to be configured} */
  public static ObjectMapper mapper() {
    OptionalArtifact.YAML.require();
    return Made.MAPPER;
  }

  /**
   * {@return the record as YAML in block style}
   *
   * @throws IllegalArgumentException if it is no record of values
   */
  public static String write(Object spec) {
    try {
      return mapper().writeValueAsString(spec);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(spec.getClass().getName() + " is no spec", e);
    }
  }

  /**
   * {@return the tokens of a YAML text with their lines, for readers that tell where a mistake is}
   * Bounded in size and depth; aliases, anchors and tags are told, not followed.
   *
   * @throws IOException if the text is absurdly large
   */
  public static YAMLParser tokens(String yaml) throws IOException {
    OptionalArtifact.YAML.require();
    return Made.TOKENS.createParser(yaml);
  }

  /** Made when first needed: what comes before it tells of a library that is absent. */
  private static final class Made {
    static final ObjectMapper MAPPER =
        SpecMapper.strict(
                YAMLMapper.builder(
                    factory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build()))
            .build();

    /** Leaves doubled keys to its reader, who can tell them with their place. */
    static final YAMLFactory TOKENS = factory().build();

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

  /** Quotes whatever is not plainly a word or a sentence. */
  private static final class Quoting extends StringQuotingChecker {
    private static final long serialVersionUID = 1;

    /** What is written without quotes: nothing that YAML could take for a number or a sign. */
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
