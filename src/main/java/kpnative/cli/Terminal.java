package kpnative.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import kpnative.text.PlainText;
import org.jspecify.annotations.Nullable;

/*
 * Names of files, and texts in annotations and weights, are chosen by others. Printed as they are, an ESC in
 * one moves the cursor, sets the title or, on some terminals, types a command; a line break forges a line of ours.
 */
/**
 * What commands print to: everything goes through {@link PlainText}, and what the stream's charset
 * lacks is written as its code as well. {@code println} and the arguments of {@code printf} are one
 * line whatever they hold; {@code print} takes text of several lines. Only {@link #eraseLine}
 * controls the terminal.
 */
final class Terminal extends PrintWriter {
  static final String ERASE_LINE = "\r\033[K"; // ECMA-48: erase in line

  private final PrintWriter raw;
  private final @Nullable Sink sink;

  private Terminal(PrintWriter raw, @Nullable Charset charset, @Nullable Sink sink) {
    super(new Plain(raw, charset), true);
    this.raw = raw;
    this.sink = sink;
  }

  /** {@return the writer itself if it is one, else one that writes to it} */
  static Terminal of(PrintWriter writer) {
    return writer instanceof Terminal terminal ? terminal : new Terminal(writer, null, null);
  }

  /**
   * {@return one that writes to a stream of the process}
   *
   * @param name {@code stdout} or {@code stderr}
   */
  static Terminal of(OutputStream stream, String name) {
    return of(stream, charset(name));
  }

  static Terminal of(OutputStream stream, Charset charset) {
    Sink sink = new Sink(stream);
    return new Terminal(new PrintWriter(new OutputStreamWriter(sink, charset)), charset, sink);
  }

  /** The first that the JVM has set: the first since JDK 19, the second for a terminal before. */
  private static Charset charset(String stream) {
    return Arrays.asList(stream + ".encoding", "sun." + stream + ".encoding", "native.encoding")
        .stream()
        .map(property -> System.getProperty(property, ""))
        .filter(name -> !name.isEmpty() && Charset.isSupported(name))
        .findFirst()
        .map(Charset::forName)
        .orElse(StandardCharsets.UTF_8);
  }

  /** {@return the writer beneath, for text of our own that has colours} */
  PrintWriter raw() {
    return raw;
  }

  /** {@return whether something could not be written} Nobody may have it, then. */
  @Override
  public boolean checkError() {
    boolean own = super.checkError(); // flushes what the other then knows of
    return raw.checkError() || own;
  }

  /** {@return why something could not be written, as far as it is known} */
  Optional<IOException> lost() {
    return Optional.ofNullable(sink).map(Sink::lost);
  }

  /** Erases the line that the cursor is in, and goes to its beginning. */
  void eraseLine() {
    flush();
    raw.print(ERASE_LINE);
    raw.flush();
  }

  @Override
  public void println(@Nullable String line) {
    super.println(PlainText.line(String.valueOf(line)));
  }

  /**
   * A stack trace's lines come here. What natives throw, has lines of theirs and none of a name.
   */
  @Override
  public void println(@Nullable Object line) {
    String text = String.valueOf(line);
    boolean ofNatives = line != null && line.getClass() == RuntimeException.class;
    super.println((Object) (ofNatives ? text : PlainText.line(text)));
  }

  @Override
  public PrintWriter format(String format, @Nullable Object... arguments) {
    return format(Locale.ROOT, format, arguments);
  }

  @Override
  public PrintWriter format(@Nullable Locale locale, String format, @Nullable Object... arguments) {
    return super.format(locale, format, Arrays.stream(arguments).map(Terminal::argument).toArray());
  }

  private static @Nullable Object argument(@Nullable Object argument) {
    return argument == null || argument instanceof Number || argument instanceof Boolean
        ? argument
        : PlainText.line(argument.toString());
  }

  /** A stream that remembers its first error, which a {@code PrintWriter} keeps to itself. */
  private static final class Sink extends FilterOutputStream {
    private volatile @Nullable IOException lost;

    Sink(OutputStream out) {
      super(out);
    }

    @Nullable IOException lost() {
      return lost;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        lost = lost == null ? e : lost;
        throw e;
      }
    }
  }

  /** Writes the characters that are shown, and the codes of all others. */
  private static final class Plain extends Writer {
    private final Writer out;
    private final @Nullable CharsetEncoder encoder;

    Plain(Writer out, @Nullable Charset charset) {
      this.out = out;
      this.encoder = charset == null ? null : charset.newEncoder();
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      out.write(
          PlainText.escaped(PlainText.lines(new String(text, from, length)), this::isWritten));
    }

    private boolean isWritten(int c) {
      return encoder == null || encoder.canEncode(Character.toString(c));
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
