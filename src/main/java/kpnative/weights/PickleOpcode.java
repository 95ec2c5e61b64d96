package kpnative.weights;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Python's pickle opcodes, one byte each. {@link PickleMachine} executes the first group; the
 * second group is listed so that an error can name the opcode that it refuses.
 *
 * @see <a href="https://docs.python.org/3/library/pickletools.html">pickletools, which documents
 *     them</a>
 */
enum PickleOpcode {
  PROTO(0x80),
  FRAME(0x95),
  STOP(0x2e),
  MARK(0x28),
  NONE(0x4e),
  NEWTRUE(0x88),
  NEWFALSE(0x89),
  BININT(0x4a),
  BININT1(0x4b),
  BININT2(0x4d),
  LONG1(0x8a),
  LONG4(0x8b),
  BINFLOAT(0x47),
  SHORT_BINSTRING(0x55),
  BINSTRING(0x54),
  SHORT_BINUNICODE(0x8c),
  BINUNICODE(0x58),
  BINUNICODE8(0x8d),
  EMPTY_TUPLE(0x29),
  TUPLE(0x74),
  TUPLE1(0x85),
  TUPLE2(0x86),
  TUPLE3(0x87),
  EMPTY_LIST(0x5d),
  APPEND(0x61),
  APPENDS(0x65),
  EMPTY_DICT(0x7d),
  SETITEM(0x73),
  SETITEMS(0x75),
  BINPUT(0x71),
  LONG_BINPUT(0x72),
  MEMOIZE(0x94),
  BINGET(0x68),
  LONG_BINGET(0x6a),
  GLOBAL(0x63),
  STACK_GLOBAL(0x93),
  REDUCE(0x52),
  NEWOBJ(0x81),
  BUILD(0x62),
  BINPERSID(0x51),

  // refused: the text opcodes of protocol 0, sets, bytes, and ways to create objects of any class
  DICT(0x64),
  LIST(0x6c),
  DUP(0x32),
  POP_MARK(0x31),
  POP(0x30),
  INT(0x49),
  LONG(0x4c),
  STRING(0x53),
  BINBYTES(0x42),
  SHORT_BINBYTES(0x43),
  BINBYTES8(0x8e),
  BYTEARRAY8(0x96),
  NEXT_BUFFER(0x97),
  READONLY_BUFFER(0x98),
  UNICODE(0x56),
  FLOAT(0x46),
  EMPTY_SET(0x8f),
  ADDITEMS(0x90),
  FROZENSET(0x91),
  GET(0x67),
  PUT(0x70),
  EXT1(0x82),
  EXT2(0x83),
  EXT4(0x84),
  INST(0x69),
  OBJ(0x6f),
  NEWOBJ_EX(0x92),
  PERSID(0x50);

  private static final @Nullable PickleOpcode[] BY_CODE = new @Nullable PickleOpcode[256];

  static {
    for (PickleOpcode opcode : values()) {
      BY_CODE[opcode.code] = opcode;
    }
  }

  private final int code;

  PickleOpcode(int code) {
    this.code = code;
  }

  /** {@return the opcode of a byte, 0 to 255, or empty if there is none} */
  static Optional<PickleOpcode> of(int code) {
    return Optional.ofNullable(BY_CODE[code]);
  }
}
