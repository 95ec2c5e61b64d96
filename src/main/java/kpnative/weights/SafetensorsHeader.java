package kpnative.weights;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON header of a safetensors file, checked against every rule of the format. Messages name
 * the tensor; the caller adds the path.
 *
 * @param entries tensors in the order of their bytes
 * @param metadata strings by name
 * @param dataStart position of the first tensor's bytes in the file
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata, long dataStart) {
  /** The format's own limit on the size of a header. */
  static final long MAX_BYTES = 100_000_000;

  private static final String METADATA = "__metadata__";
  private static final int MAX_RANK = 64; // LibTorch's limit

  /**
   * About a hundred times the tensors of a large model. A header of 100 MB could list 2 million.
   */
  private static final int MAX_ENTRIES = 100_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION) // the format is UTF-8 only
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // a file may have any number of them
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  /**
   * One tensor; its bytes in the data section are {@code begin}, inclusive, to {@code end},
   * exclusive.
   */
  record Entry(String name, DType dtype, List<Long> sizes, long begin, long end) {
    long[] shape() {
      return sizes.stream().mapToLong(Long::longValue).toArray();
    }
  }

  /**
   * {@return the header in these bytes of JSON}
   *
   * @param dataBytes how many bytes follow the header
   */
  static SafetensorsHeader parse(byte[] json, long dataBytes) throws IOException {
    if (json[0] != '{') {
      throw new IOException("the header does not begin with '{'");
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
    } catch (CharacterCodingException e) {
      throw new IOException("the header is not UTF-8", e);
    }
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        require(entries.size() < MAX_ENTRIES, "over " + MAX_ENTRIES + " tensors");
        if (name.equals(METADATA)) {
          readMetadata(in, metadata);
        } else {
          entries.add(readEntry(in, name));
        }
      }
      if (in.nextToken() != null) {
        throw new IOException("extra content follows the header's object");
      }
    } catch (JacksonException e) {
      throw new IOException("the header is not valid JSON: " + e.getOriginalMessage(), e);
    }
    checkRanges(entries, dataBytes);
    return new SafetensorsHeader(entries, metadata, Long.BYTES + (long) json.length);
  }

  /** {@return the header of these tensors, stored back to back; padded to a multiple of 8 bytes} */
  static byte[] toJson(Map<String, TensorData> tensors, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      if (!metadata.isEmpty()) {
        out.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> e : metadata.entrySet()) {
          out.writeStringField(e.getKey(), e.getValue());
        }
        out.writeEndObject();
      }
      long begin = 0;
      for (Map.Entry<String, TensorData> e : tensors.entrySet()) {
        if (e.getKey().equals(METADATA)) {
          throw new IllegalArgumentException("a tensor cannot be named " + METADATA);
        }
        TensorData t = e.getValue();
        long[] shape = t.shape();
        long end = begin + t.data().remaining();
        out.writeObjectFieldStart(e.getKey());
        out.writeStringField("dtype", t.dtype().name());
        out.writeFieldName("shape");
        out.writeArray(shape, 0, shape.length);
        out.writeFieldName("data_offsets");
        out.writeArray(new long[] {begin, end}, 0, 2);
        out.writeEndObject();
        begin = end;
      }
      out.writeEndObject();
    }
    while (bytes.size() % 8 != 0) {
      bytes.write(' ');
    }
    if (bytes.size() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "names and metadata take " + bytes.size() + " bytes, the limit is " + MAX_BYTES);
    }
    return bytes.toByteArray();
  }

  private static void readMetadata(JsonParser in, Map<String, String> metadata) throws IOException {
    require(in.nextToken() == JsonToken.START_OBJECT, METADATA + " must be an object");
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      require(
          in.nextToken() == JsonToken.VALUE_STRING,
          METADATA + "." + QuotedName.of(key) + " must be a string");
      require(metadata.size() < MAX_ENTRIES, METADATA + " has over " + MAX_ENTRIES + " texts");
      metadata.put(key, in.getText());
    }
  }

  private static Entry readEntry(JsonParser in, String name) throws IOException {
    String tensor = "tensor " + QuotedName.of(name);
    require(in.nextToken() == JsonToken.START_OBJECT, tensor + " must be an object");
    @Nullable DType dtype = null;
    @Nullable List<Long> sizes = null;
    @Nullable List<Long> offsets = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      in.nextToken();
      switch (key) {
        case "dtype" -> dtype = readDtype(in, tensor);
        case "shape" -> sizes = readNumbers(in, tensor + ": shape", MAX_RANK);
        case "data_offsets" -> offsets = readNumbers(in, tensor + ": data_offsets", 2);
        default -> throw new IOException(tensor + ": unknown key " + QuotedName.of(key));
      }
    }
    if (dtype == null || sizes == null || offsets == null || offsets.size() != 2) {
      throw new IOException(tensor + " needs dtype, shape and two data_offsets");
    }
    return new Entry(name, dtype, List.copyOf(sizes), offsets.get(0), offsets.get(1));
  }

  private static DType readDtype(JsonParser in, String tensor) throws IOException {
    require(in.currentToken() == JsonToken.VALUE_STRING, tensor + ": dtype must be a string");
    String text = in.getText();
    try {
      return DType.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          tensor
              + ": dtype "
              + QuotedName.of(text)
              + ", expected one of "
              + Arrays.toString(DType.values()),
          e);
    }
  }

  private static List<Long> readNumbers(JsonParser in, String what, int most) throws IOException {
    require(in.currentToken() == JsonToken.START_ARRAY, what + " must be an array");
    List<Long> numbers = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      require(
          in.currentToken() == JsonToken.VALUE_NUMBER_INT, what + " must contain integers only");
      long n = in.getLongValue(); // an overflow is a JacksonException
      require(n >= 0, what + " must not be negative, got " + n);
      require(numbers.size() < most, what + " has over " + most + " numbers");
      numbers.add(n);
    }
    return numbers;
  }

  /**
   * Sorts the entries by position and checks that they cover the data section exactly: no tensor
   * outside it, no overlap and no gap.
   */
  private static void checkRanges(List<Entry> entries, long dataBytes) throws IOException {
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long at = 0;
    for (Entry e : entries) {
      String tensor = "tensor " + QuotedName.of(e.name());
      require(
          e.begin() <= e.end() && e.end() <= dataBytes,
          String.format(
              Locale.ROOT,
              "%s: bytes %d to %d are outside the data section of %d bytes (truncated?)",
              tensor,
              e.begin(),
              e.end(),
              dataBytes));
      long needed;
      try {
        needed = TensorData.byteCount(e.dtype(), e.shape());
      } catch (ArithmeticException overflow) {
        throw new IOException(tensor + ": shape " + e.sizes() + " overflows", overflow);
      }
      require(
          needed == e.end() - e.begin(),
          String.format(
              Locale.ROOT,
              "%s: %s %s needs %d bytes, its range has %d",
              tensor,
              e.dtype(),
              e.sizes(),
              needed,
              e.end() - e.begin()));
      require(
          e.begin() == at,
          String.format(
              Locale.ROOT,
              "%s: begins at byte %d, expected %d (%s)",
              tensor,
              e.begin(),
              at,
              e.begin() < at ? "overlap" : "gap"));
      at = e.end();
    }
    require(
        at == dataBytes,
        String.format(
            Locale.ROOT, "the tensors end at byte %d of the data, which has %d", at, dataBytes));
  }

  private static void require(boolean holds, String message) throws IOException {
    if (!holds) {
      throw new IOException(message);
    }
  }
}
