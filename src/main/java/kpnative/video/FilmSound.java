package kpnative.video;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * The sound of a film, packet by packet as it is, for another film of the same pictures. Owns the
 * open file and all that FFmpeg allocates for it. Not thread-safe.
 */
final class FilmSound implements AutoCloseable {
  /** How long before the first picture sound may begin: AAC and Opus need some to start with. */
  private static final long LEAD = avutil.AV_TIME_BASE / 10;

  private static final AVRational SECOND = avutil.av_make_q(1, avutil.AV_TIME_BASE);

  static { // no scope of the thread that came here first frees it
    SECOND.retainReference();
  }

  private final String name;
  private final FileChannel file;
  private final AVFormatContext format = avformat.avformat_alloc_context();
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final FilmBytes bytes;
  private @Nullable AVStream sound;
  private long begin; // of the pictures, in SECOND
  private boolean late; // parts before LEAD were left out
  private boolean waiting; // the packet is for later
  private boolean ended;
  private boolean closed;

  /**
   * Opens a film.
   *
   * @param into what its sound is for
   * @throws IOException if it has no sound, or the other kind of film cannot hold it
   */
  FilmSound(Path film, FilmFormats.Output into) throws IOException {
    name = FileNames.text(film);
    file = InputFile.channel(film, "a video");
    bytes = FilmBytes.reading(format, file);
    boolean done = false;
    try {
      open(into);
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private void open(FilmFormats.Output into) throws IOException {
    try (AVDictionary options = new AVDictionary(null)) {
      FilmInput.LOCAL.forEach((key, value) -> avutil.av_dict_set(options, key, value, 0));
      int result = avformat.avformat_open_input(format, "", null, options);
      avutil.av_dict_free(options);
      check("not a film that can be read", result);
    }
    check("no sound in it", avformat.avformat_find_stream_info(format, (PointerPointer<?>) null));
    int pictures = best(avutil.AVMEDIA_TYPE_VIDEO);
    int best = best(avutil.AVMEDIA_TYPE_AUDIO);
    if (best < 0) {
      throw new IOException(name + ": no sound in it to copy: leave out --audio");
    }
    for (int i = 0; i < format.nb_streams(); i++) {
      format.streams(i).discard(i == best ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
    }
    AVStream from = format.streams(best);
    sound = from;
    AVOutputFormat kind = avformat.av_guess_format(into.container(), null, null);
    int codec = from.codecpar().codec_id();
    if (avformat.avformat_query_codec(kind, codec, avcodec.FF_COMPLIANCE_NORMAL) != 1) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: its sound (%s) cannot be in a film of the kind %s: write .mkv, or leave out"
                  + " --audio",
              name,
              avcodec.avcodec_get_name(codec).getString(),
              into.container()));
    }
    AVStream seen = format.streams(Math.max(0, pictures));
    if (pictures >= 0 && seen.start_time() != avutil.AV_NOPTS_VALUE) {
      begin = avutil.av_rescale_q(seen.start_time(), seen.time_base(), SECOND);
    }
    waiting = next(from);
  }

  private int best(int kind) {
    return avformat.av_find_best_stream(format, kind, -1, -1, (AVCodec) null, 0);
  }

  private void check(String what, int result) throws IOException {
    if (result < 0) {
      bytes.check(name);
    }
    FilmError.check(name, what, result);
  }

  private AVStream stream() {
    AVStream from = sound;
    if (closed || from == null) {
      throw new IllegalStateException(name + ": used after close");
    }
    return from;
  }

  /** Adds a stream of this sound to a film that has no header yet. */
  void addTo(AVFormatContext film) throws IOException {
    AVStream into = avformat.avformat_new_stream(film, null);
    check("no memory", avcodec.avcodec_parameters_copy(into.codecpar(), stream().codecpar()));
    into.codecpar().codec_tag(0); // each kind of film has its own
    if (late) { // what decoders leave out at the beginning is not there
      into.codecpar().initial_padding(0);
    }
    into.time_base(stream().time_base());
  }

  /** Receives packets. */
  interface Receiver {
    /** Takes what the packet holds. */
    void take(AVPacket packet) throws IOException;
  }

  /**
   * Gives the packets that begin before a time, but those long before the first picture, each once.
   *
   * @param seconds since the first picture
   * @param into the stream that {@link #addTo} made
   */
  void until(double seconds, AVStream into, Receiver receiver) throws IOException {
    AVStream from = stream();
    while (true) {
      waiting = waiting || (!ended && next(from));
      if (!waiting) {
        return;
      }
      if (avutil.av_compare_ts(
              packet.pts(), from.time_base(), Math.round(seconds * avutil.AV_TIME_BASE), SECOND)
          >= 0) {
        return;
      }
      packet.stream_index(into.index());
      packet.pos(-1);
      avcodec.av_packet_rescale_ts(packet, from.time_base(), into.time_base());
      waiting = false;
      receiver.take(packet);
    }
  }

  /** Reads a packet; a damaged end is an end. */
  private boolean next(AVStream from) throws IOException {
    long shift = avutil.av_rescale_q(begin, SECOND, from.time_base());
    long lead = avutil.av_rescale_q(LEAD, SECOND, from.time_base());
    while (true) {
      avcodec.av_packet_unref(packet);
      int read = avformat.av_read_frame(format, packet);
      if (read < 0) {
        bytes.check(name);
        ended = true;
        return false;
      }
      if (packet.stream_index() == from.index() && packet.pts() != avutil.AV_NOPTS_VALUE) {
        if (packet.pts() >= shift - lead) {
          packet.pts(packet.pts() - shift);
          packet.dts(packet.pts());
          return true;
        }
        late = true;
      }
    }
  }

  /** Frees all. Idempotent. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (!format.isNull()) { // opening frees it where it fails
      avformat.avformat_close_input(format);
    }
    bytes.close();
    avcodec.av_packet_free(packet);
    file.close();
  }
}
