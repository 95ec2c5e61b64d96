package kpnative.face;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/*
 * An ONNX file is one protobuf message: fields, each a varint of number * 8 + kind, then a varint
 * (kind 0), 8 bytes (1), a length and so many bytes (2), or 4 bytes (5). Field 7 of a model is its
 * graph; fields 12 of that are the outputs, whose field 1 is the name. (onnx.proto3)
 */
/**
 * The top level of an ONNX file: whether it is well formed, and the names of its outputs. It is
 * checked before native code reads the file, in memory that does not depend on lengths claimed in
 * the file.
 */
final class OnnxOutline {
  private static final int GRAPH = 7;
  private static final int GRAPH_OUTPUT = 12;
  private static final int NAME = 1;

  private final byte[] bytes;
  private final Path file;
  private int at;

  private OnnxOutline(byte[] bytes, Path file) {
    this.bytes = bytes;
    this.file = file;
  }

  /**
   * Checks that the network has the expected outputs.
   *
   * @throws IOException with the file's path, if it is not an ONNX file or lacks an output
   */
  static void check(byte[] onnx, Path file, List<String> expected) throws IOException {
    Set<String> outputs = new HashSet<>();
    new OnnxOutline(onnx, file).model(outputs);
    for (String name : expected) {
      if (!outputs.contains(name)) {
        throw new IOException(
            file
                + ": not YuNet: expected an output "
                + name
                + (outputs.isEmpty() ? ", got none" : ", got " + outputs.size() + " others"));
      }
    }
  }

  private void model(Set<String> outputs) throws IOException {
    while (at < bytes.length) {
      int tag = tag();
      if (tag == (GRAPH << 3 | 2)) {
        graph(length(bytes.length), outputs);
      } else {
        skip(tag, bytes.length);
      }
    }
  }

  private void graph(int end, Set<String> outputs) throws IOException {
    while (at < end) {
      int tag = tag();
      if (tag == (GRAPH_OUTPUT << 3 | 2)) {
        int outputEnd = length(end);
        while (at < outputEnd) {
          int inner = tag();
          int from = at;
          skip(inner, outputEnd);
          if (inner == (NAME << 3 | 2)) {
            at = from;
            int nameEnd = length(outputEnd);
            outputs.add(new String(bytes, at, nameEnd - at, StandardCharsets.UTF_8));
            at = nameEnd;
          }
        }
      } else {
        skip(tag, end);
      }
    }
  }

  private int tag() throws IOException {
    long tag = varint();
    if (tag < 8 || tag > Integer.MAX_VALUE) {
      throw damaged();
    }
    return (int) tag;
  }

  private void skip(int tag, int end) throws IOException {
    switch (tag & 7) {
      case 0 -> varint();
      case 1 -> at += 8;
      case 2 -> at = length(end);
      case 5 -> at += 4;
      default -> throw damaged();
    }
    if (at > end) {
      throw damaged();
    }
  }

  /** Reads a length; {@return the offset of the end of that many bytes} */
  private int length(int end) throws IOException {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw damaged();
    }
    return at + (int) length;
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= bytes.length) {
        throw damaged();
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  private IOException damaged() {
    return new IOException(file + ": not an ONNX file, or damaged (at byte " + at + ")");
  }
}
