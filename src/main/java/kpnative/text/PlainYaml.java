package kpnative.text;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.ByteArrayInputStream;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Optional;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Makes YAML parsers that refuse values without quotes which are not what a person reads, see
 * {@link PlainScalar}.
 */
final class PlainYaml extends YAMLFactory {
  private static final long serialVersionUID = 1;

  PlainYaml(YAMLFactoryBuilder builder) {
    super(builder);
  }

  @Override
  protected YAMLParser _createParser(Reader in, IOContext context) {
    return new Parser(this, in, context);
  }

  @Override
  protected YAMLParser _createParser(
      char[] text, int offset, int length, IOContext context, boolean recyclable) {
    return new Parser(this, new CharArrayReader(text, offset, length), context);
  }

  @Override
  protected YAMLParser _createParser(InputStream in, IOContext context) throws IOException {
    return new Parser(this, _createReader(in, null, context), context);
  }

  @Override
  protected YAMLParser _createParser(byte[] text, int offset, int length, IOContext context)
      throws IOException {
    return _createParser(new ByteArrayInputStream(text, offset, length), context);
  }

  /** A value that a person reads otherwise; the message begins with its key. */
  static final class Misread extends JsonParseException {
    private static final long serialVersionUID = 1;

    Misread(YAMLParser at, String message) {
      super(at, message, at.currentTokenLocation());
    }
  }

  private static final class Parser extends YAMLParser {
    Parser(PlainYaml factory, Reader in, IOContext context) {
      super(
          context,
          factory._parserFeatures,
          factory._yamlParserFeatures,
          factory._loaderOptions,
          factory._objectCodec,
          in);
    }

    @Override
    protected JsonToken _decodeScalar(ScalarEvent scalar) throws IOException {
      Optional<String> instead =
          scalar.isPlain() ? PlainScalar.instead(scalar.getValue()) : Optional.empty();
      if (instead.isPresent()) {
        String key = // /train/lr; empty for a value alone
            getParsingContext().pathAsPointer().toString().replaceFirst("^/", "").replace('/', '.');
        throw new Misread(
            this,
            (key.isEmpty() ? "" : key + ": ")
                + scalar.getValue()
                + " is no plain value: write "
                + instead.get());
      }
      return super._decodeScalar(scalar);
    }
  }
}
