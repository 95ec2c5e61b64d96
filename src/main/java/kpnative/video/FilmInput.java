package kpnative.video;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kpnative.image.ImageLimits;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * An open film, its best video stream decoded frame by frame on the caller's thread. Owns all that
 * FFmpeg allocates for it, and frees it in {@link #close}; the channel is the caller's.
 */
final class FilmInput implements AutoCloseable {
  /**
   * What decoding takes, bytes a pixel: H.264 and H.265 keep 16 frames of 1.5 bytes beside the
   * present one, and there are 3 for its colours.
   */
  private static final int BYTES_PER_PIXEL = 28;

  /** For bytes that Java reads: FFmpeg opens nothing. */
  static final Map<String, String> LOCAL =
      Map.of(
          "format_whitelist", FilmFormats.CONTAINERS,
          "codec_whitelist", FilmFormats.CODECS,
          "protocol_whitelist", "none");

  /** For addresses, also those that they lead to; times in microseconds. */
  private static final Map<String, String> NETWORK =
      Map.of(
          "format_whitelist", FilmFormats.CONTAINERS + ",rtsp,sdp,rtp",
          "codec_whitelist", FilmFormats.CODECS,
          "protocol_whitelist", "rtsp,rtp,udp,tcp,http,https,tls",
          "rtsp_transport", "tcp",
          "timeout", "10000000",
          "rw_timeout", "10000000");

  private final String name;
  private final AVFormatContext format;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private @Nullable FilmBytes bytes; // of a film that Java reads
  private @Nullable FilmInterrupt waits; // of one that FFmpeg opens
  private @Nullable AVCodecContext codec;
  private @Nullable AVStream stream;
  private boolean draining;
  private boolean closed;
  private double end; // of what came, seconds
  private int damaged; // packets
  private @Nullable String firstDamage;

  private FilmInput(String name) {
    this.name = name;
    this.format = avformat.avformat_alloc_context();
  }

  /**
   * {@return a film in a file, which the caller closes}
   *
   * @param name of the film in messages
   * @param file borrowed
   */
  static FilmInput of(String name, FileChannel file) throws IOException {
    FilmInput film = new FilmInput(name);
    film.bytes = FilmBytes.reading(film.format, file);
    return film.opened();
  }

  /**
   * {@return a film that comes in a stream, which the caller closes}
   *
   * @param name of the film in messages
   * @param from borrowed
   */
  static FilmInput of(String name, ReadableByteChannel from) throws IOException {
    FilmInput film = new FilmInput(name);
    film.bytes = FilmBytes.reading(film.format, from);
    return film.opened();
  }

  /**
   * {@return a film at an address in a network, which FFmpeg opens itself}
   *
   * @param address begins with rtsp:, http: or https:
   */
  static FilmInput ofAddress(String address) throws IOException {
    FilmInput film = new FilmInput(address);
    film.waits = new FilmInterrupt(film.format);
    return film.opened(address, null, NETWORK);
  }

  /**
   * {@return what a camera shows, which FFmpeg opens itself}
   *
   * @param device its name
   * @param driver FFmpeg's name of the way to read it
   */
  static FilmInput ofDevice(String device, String driver) throws IOException {
    AVInputFormat how = avformat.av_find_input_format(driver);
    if (how == null || how.isNull()) {
      throw new IOException(device + ": this FFmpeg reads no cameras");
    }
    FilmInput film = new FilmInput(device);
    film.waits = new FilmInterrupt(film.format);
    return film.opened(device, how, Map.of("codec_whitelist", FilmFormats.CODECS));
  }

  private FilmInput opened() throws IOException {
    return opened("", null, LOCAL);
  }

  private FilmInput opened(String url, @Nullable AVInputFormat how, Map<String, String> options)
      throws IOException {
    boolean done = false;
    try {
      open(url, how, options);
      done = true;
      return this;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private void open(String url, @Nullable AVInputFormat how, Map<String, String> options)
      throws IOException {
    try (AVDictionary all = new AVDictionary(null)) {
      options.forEach((name, value) -> avutil.av_dict_set(all, name, value, 0));
      int result = avformat.avformat_open_input(format, url, how, all);
      avutil.av_dict_free(all);
      failed(
          url.isEmpty()
              ? "not a film that can be read, or cut off before its index"
              : "cannot be opened",
          result);
    }
    failed("no film in it", avformat.avformat_find_stream_info(format, (PointerPointer<?>) null));
    AVCodec decoder = new AVCodec(null);
    int index =
        failed(
            "no film in it",
            avformat.av_find_best_stream(format, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, decoder, 0));
    AVStream best = format.streams(index);
    stream = best;
    if (ownDuration(best)) { // else the end of the others is needed, too
      for (int i = 0; i < format.nb_streams(); i++) {
        format.streams(i).discard(i == index ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
      }
    }
    if ((best.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0) {
      throw new IOException(name + ": no film in it, only a picture");
    }
    long most = ImageLimits.maxDecodingBytes() / BYTES_PER_PIXEL;
    long pixels = (long) best.codecpar().width() * best.codecpar().height();
    if (pixels > most) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: %d x %d pixels a frame, more than the allowed %d; -D%s=BYTES allows more",
              name,
              best.codecpar().width(),
              best.codecpar().height(),
              most,
              ImageLimits.MAX_DECODING_BYTES_PROPERTY));
    }
    AVCodecContext context = avcodec.avcodec_alloc_context3(decoder);
    codec = context;
    failed("cannot be decoded", avcodec.avcodec_parameters_to_context(context, best.codecpar()));
    context.pkt_timebase(best.time_base());
    context.max_pixels(most); // also of frames that say otherwise than the header
    context.thread_count(1);
    failed("cannot be decoded", avcodec.avcodec_open2(context, decoder, (PointerPointer<?>) null));
  }

  private int failed(String what, int result) throws IOException {
    if (result < 0 && bytes != null) {
      bytes.check(name);
    }
    return FilmError.check(name, what, result);
  }

  /** {@return the stream whose frames are decoded} */
  AVStream stream() {
    if (closed || stream == null) {
      throw new IllegalStateException(name + ": used after close");
    }
    return stream;
  }

  /** {@return frames a second as the film says; 25 where it doesn't, or says nonsense} */
  double rate() {
    for (AVRational rate : new AVRational[] {stream().avg_frame_rate(), stream().r_frame_rate()}) {
      double perSecond = rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
      if (perSecond >= 0.01 && perSecond <= 10_000) {
        return perSecond;
      }
    }
    return 25;
  }

  private static boolean ownDuration(AVStream stream) {
    return stream.duration() != avutil.AV_NOPTS_VALUE && stream.duration() > 0;
  }

  /** {@return how long the film says it is, sound included, seconds; NaN where it doesn't say} */
  double duration() {
    if (ownDuration(stream())) {
      return seconds(stream(), stream().duration());
    }
    boolean said =
        format.duration() > 0
            && format.duration_estimation_method() != avformat.AVFMT_DURATION_FROM_BITRATE;
    // Matroska's is the time of its end, also where it begins late
    return said ? format.duration() / (double) avutil.AV_TIME_BASE - begin() : Double.NaN;
  }

  /** {@return when whatever came of the film so far ended, seconds since it began} */
  double end() {
    return end - begin();
  }

  private double begin() {
    return Math.max(0, format.start_time()) / (double) avutil.AV_TIME_BASE; // or no value, below 0
  }

  private static double seconds(AVStream stream, long time) {
    return (double) time * stream.time_base().num() / stream.time_base().den();
  }

  /**
   * Decodes the next frame. What cannot be decoded is counted and passed over.
   *
   * @param into receives it
   * @return false after the last
   * @throws IOException if the bytes cannot be read
   */
  boolean next(AVFrame into) throws IOException {
    AVCodecContext decoder = codec;
    if (closed || decoder == null) {
      throw new IllegalStateException(name + ": used after close");
    }
    while (true) {
      int got = avcodec.avcodec_receive_frame(decoder, into);
      if (got == 0) {
        if (into.decode_error_flags() != 0) { // FFmpeg has filled what is missing; it is used
          damaged(avutil.AVERROR_INVALIDDATA());
        }
        return true;
      }
      if (got == avutil.AVERROR_EOF()) {
        return false;
      }
      if (got != org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN()) {
        damaged(got);
      }
      if (draining) {
        return false;
      }
      feed(decoder);
    }
  }

  private void feed(AVCodecContext decoder) throws IOException {
    int read = avformat.av_read_frame(format, packet);
    if (read < 0) {
      if (bytes != null) {
        bytes.check(name);
      }
      if (read != avutil.AVERROR_EOF()) {
        damaged(read);
      }
      draining = true;
      avcodec.avcodec_send_packet(decoder, null);
      return;
    }
    if (packet.pts() != avutil.AV_NOPTS_VALUE) {
      AVStream of = format.streams(packet.stream_index());
      end = Math.max(end, seconds(of, packet.pts() + packet.duration()));
    }
    if (packet.stream_index() == stream().index()) {
      boolean cut = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
      int sent = avcodec.avcodec_send_packet(decoder, packet);
      if (sent < 0 || cut) {
        damaged(sent < 0 ? sent : avutil.AVERROR_INVALIDDATA());
      }
    }
    avcodec.av_packet_unref(packet);
  }

  private void damaged(int error) {
    damaged++;
    if (firstDamage == null) {
      firstDamage = FilmError.text(error);
    }
  }

  /** {@return what could not be decoded so far, in a line; empty if all could} */
  Optional<String> damage() {
    return damaged == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s: damaged or cut off: %d %s could not be decoded in full (%s)",
                name,
                damaged,
                damaged == 1 ? "part" : "parts",
                firstDamage));
  }

  /** Makes a thread that waits for the network or a camera return; called by any other. */
  void interrupt() {
    if (waits != null) {
      waits.interrupt();
    }
  }

  /** Frees all. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    interrupt();
    if (codec != null) {
      avcodec.avcodec_free_context(codec);
    }
    if (!format.isNull()) { // opening frees it where it fails
      avformat.avformat_close_input(format);
    }
    if (bytes != null) {
      bytes.close();
    }
    if (waits != null) {
      waits.close();
    }
    avcodec.av_packet_free(packet);
  }
}
