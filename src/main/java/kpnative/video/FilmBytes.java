package kpnative.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/*
 * FFmpeg calls back with the opaque pointer that it was given, here the address of the film's
 * AVFormatContext. The callbacks are three for all films: JavaCPP compiles a limited number of them.
 */
/**
 * The bytes of a film, which Java reads and writes for FFmpeg: FFmpeg itself opens nothing. Owns
 * the AVIOContext and its buffer; the channel is the caller's. One thread at a time.
 */
final class FilmBytes implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;

  private static final Map<Long, FilmBytes> OPEN = new ConcurrentHashMap<>();
  private static final Read READ = new Read();
  private static final Write WRITE = new Write();
  private static final Seek SEEK = new Seek();

  static { // no scope of the thread that came here first frees them
    READ.retainReference();
    WRITE.retainReference();
    SEEK.retainReference();
  }

  private final @Nullable FileChannel file;
  private final @Nullable ReadableByteChannel stream;
  private final long key;
  private final AVIOContext context;
  private final long most; // of a film that is read: its size when it was opened
  private long at;
  private @Nullable Exception failure;
  private boolean closed;

  private FilmBytes(
      AVFormatContext film,
      @Nullable FileChannel file,
      @Nullable ReadableByteChannel stream,
      boolean writes)
      throws IOException {
    this.file = file;
    this.stream = stream;
    this.key = film.address();
    this.most = file == null || writes ? Long.MAX_VALUE : file.size();
    BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER)).capacity(BUFFER);
    context =
        avformat.avio_alloc_context(
            buffer,
            BUFFER,
            writes ? 1 : 0,
            film,
            writes ? null : READ,
            writes ? WRITE : null,
            file == null ? null : SEEK);
    if (file == null) {
      context.seekable(0);
    }
    OPEN.put(key, this);
    film.pb(context);
  }

  /** Lets a film be read from a file. */
  static FilmBytes reading(AVFormatContext film, FileChannel file) throws IOException {
    return new FilmBytes(film, file, null, false);
  }

  /** Lets a film be read from a stream, in which nothing is sought. */
  static FilmBytes reading(AVFormatContext film, ReadableByteChannel stream) throws IOException {
    return new FilmBytes(film, null, stream, false);
  }

  /** Lets a film be written to a file. */
  static FilmBytes writing(AVFormatContext film, FileChannel file) throws IOException {
    return new FilmBytes(film, file, null, true);
  }

  /**
   * Reports what failed in a callback.
   *
   * @param name of the film
   * @throws IOException if anything did
   */
  void check(String name) throws IOException {
    Exception why = failure;
    if (why != null) {
      failure = null;
      throw new IOException(name + ": " + why.getMessage(), why);
    }
  }

  private int read(BytePointer into, int size) {
    try {
      FileChannel from = file;
      ByteBuffer bytes = into.capacity(size).asByteBuffer();
      int got;
      if (from != null) {
        bytes.limit((int) Math.min(size, Math.max(0, most - at)));
        got = from.read(bytes, at);
      } else {
        ReadableByteChannel channel = stream;
        got = channel == null ? -1 : channel.read(bytes);
      }
      if (got <= 0) {
        return avutil.AVERROR_EOF();
      }
      at += got;
      return got;
    } catch (IOException | RuntimeException e) {
      failure = e;
      return avutil.AVERROR_EXTERNAL();
    }
  }

  private int write(BytePointer from, int size) {
    try {
      FileChannel into = file;
      ByteBuffer bytes = from.capacity(size).asByteBuffer();
      while (into != null && bytes.hasRemaining()) {
        at += into.write(bytes, at);
      }
      return size;
    } catch (IOException | RuntimeException e) {
      failure = e;
      return avutil.AVERROR_EXTERNAL();
    }
  }

  private long seek(long to, int whence) {
    try {
      FileChannel in = file;
      long size = in == null ? 0 : Math.min(in.size(), most);
      if (whence == avformat.AVSEEK_SIZE) {
        return size;
      }
      long target =
          switch (whence & ~avformat.AVSEEK_FORCE) {
            case SEEK_SET -> to;
            case SEEK_CUR -> at + to;
            case SEEK_END -> size + to;
            default -> -1;
          };
      if (target < 0) {
        return avutil.AVERROR_EXTERNAL();
      }
      at = target;
      return at;
    } catch (IOException | RuntimeException e) {
      failure = e;
      return avutil.AVERROR_EXTERNAL();
    }
  }

  /** Frees the context and its buffer, after the film that uses them. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      OPEN.remove(key, this); // a film that has been opened since may be at the same address
      avutil.av_free(context.buffer());
      avformat.avio_context_free(context);
    }
  }

  /** A film reads. */
  private static final class Read extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer film, BytePointer into, int size) {
      FilmBytes bytes = OPEN.get(film.address());
      return bytes == null ? avutil.AVERROR_EXTERNAL() : bytes.read(into, size);
    }
  }

  /** A film writes. */
  private static final class Write extends Write_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer film, BytePointer from, int size) {
      FilmBytes bytes = OPEN.get(film.address());
      return bytes == null ? avutil.AVERROR_EXTERNAL() : bytes.write(from, size);
    }
  }

  /** A film goes elsewhere. */
  private static final class Seek extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer film, long to, int whence) {
      FilmBytes bytes = OPEN.get(film.address());
      return bytes == null ? avutil.AVERROR_EXTERNAL() : bytes.seek(to, whence);
    }
  }
}
