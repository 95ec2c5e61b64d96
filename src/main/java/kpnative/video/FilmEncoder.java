package kpnative.video;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/*
 * Bits: 0.15 a pixel and frame are more than either encoder needs at these speeds for lines and dots to
 * stay sharp (H.264's usual advice is 0.1). Times: 90 kHz as in MPEG, so that frames keep the times that
 * they have; AVI knows only a rate, whose frames are counted.
 */
/**
 * Encodes pictures into one file, which it writes to a channel of the caller's. Owns all that
 * FFmpeg allocates for it. Not thread-safe.
 */
final class FilmEncoder implements AutoCloseable {
  private static final double BITS_PER_PIXEL = 0.15;
  private static final int TICKS = 90_000;
  private static final int MOST_RATE_DENOMINATOR = 1001;
  private static final int SECONDS_BETWEEN_KEY_FRAMES = 2;
  private static final int JPEG_QUALITY = 3; // FFmpeg's 2 (best) to 31
  private static final int HIGH_DEFINITION = 720; // rows from which colours are BT.709's

  private final String name;
  private final double rate;
  private final boolean counted; // times are numbers of frames
  private final AVFormatContext format = new AVFormatContext(null);
  private final AVPacket packet = avcodec.av_packet_alloc();
  private @Nullable FilmBytes bytes;
  private @Nullable AVCodecContext codec;
  private @Nullable FilmFrame frames;
  private final @Nullable FilmSound sound;
  private long last = -1;
  private boolean begun;
  private boolean closed;

  /**
   * Begins a file.
   *
   * @param name of the film in messages
   * @param into borrowed
   * @param rate frames a second, about
   * @param sound borrowed; null for a silent film
   */
  FilmEncoder(
      String name,
      FileChannel into,
      FilmFormats.Output how,
      int width,
      int height,
      double rate,
      @Nullable FilmSound sound)
      throws IOException {
    this.name = name;
    this.sound = sound;
    this.rate = rate;
    this.counted = how == FilmFormats.Output.AVI;
    boolean done = false;
    try {
      open(into, how, how.even() ? width & ~1 : width, how.even() ? height & ~1 : height);
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private void open(FileChannel into, FilmFormats.Output how, int width, int height)
      throws IOException {
    String what = String.format(Locale.ROOT, "cannot be made of %d x %d pixels", width, height);
    check(
        what,
        avformat.avformat_alloc_output_context2(format, null, how.container(), (String) null));
    AVCodec encoder = avcodec.avcodec_find_encoder_by_name(how.encoder());
    if (encoder == null || encoder.isNull()) {
      throw new IOException(
          name + ": this FFmpeg has no " + how.encoder() + "; try another ending");
    }
    AVCodecContext context = avcodec.avcodec_alloc_context3(encoder);
    codec = context;
    boolean jpeg = how == FilmFormats.Output.AVI;
    int pixels = jpeg ? avutil.AV_PIX_FMT_YUVJ420P : avutil.AV_PIX_FMT_YUV420P;
    int range = jpeg ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG;
    int space =
        jpeg || height < HIGH_DEFINITION ? avutil.AVCOL_SPC_SMPTE170M : avutil.AVCOL_SPC_BT709;
    AVRational perSecond = avutil.av_d2q(rate, MOST_RATE_DENOMINATOR * 1000);
    context.width(width);
    context.height(height);
    context.pix_fmt(pixels);
    context.color_range(range);
    context.colorspace(space);
    context.framerate(perSecond);
    context.time_base(counted ? avutil.av_inv_q(perSecond) : avutil.av_make_q(1, TICKS));
    context.bit_rate(Math.round(BITS_PER_PIXEL * width * height * Math.min(rate, 120)) + 100_000);
    context.gop_size(Math.max(1, (int) Math.round(rate * SECONDS_BETWEEN_KEY_FRAMES)));
    context.max_b_frames(0);
    context.thread_count(1);
    if (jpeg) {
      context.flags(context.flags() | avcodec.AV_CODEC_FLAG_QSCALE);
      context.global_quality(JPEG_QUALITY * avutil.FF_QP2LAMBDA);
    }
    if (how == FilmFormats.Output.WEBM) {
      avutil.av_opt_set(context.priv_data(), "deadline", "realtime", 0);
      avutil.av_opt_set(context.priv_data(), "cpu-used", "8", 0);
      avutil.av_opt_set(context.priv_data(), "lag-in-frames", "0", 0);
    }
    if ((format.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
      context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    check(what, avcodec.avcodec_open2(context, encoder, (PointerPointer<?>) null));
    frames = new FilmFrame(name, width, height, pixels, range, space);
    AVStream stream = avformat.avformat_new_stream(format, null);
    check(what, avcodec.avcodec_parameters_from_context(stream.codecpar(), context));
    stream.time_base(context.time_base());
    stream.avg_frame_rate(perSecond);
    if (sound != null) {
      sound.addTo(format);
    }
    bytes = FilmBytes.writing(format, into);
    check(what, avformat.avformat_write_header(format, (PointerPointer<?>) null));
    begun = true;
  }

  /**
   * Adds a frame.
   *
   * @param seconds its time; a frame that would not come after the one before comes a tick after it
   */
  void add(BufferedImage picture, double seconds) throws IOException {
    FilmFrame into = frames;
    AVCodecContext context = codec;
    if (closed || into == null || context == null) {
      throw new IllegalStateException(name + ": used after close");
    }
    AVFrame frame = into.of(picture);
    double perSecond = counted ? rate : TICKS;
    last = Math.max(last + 1, Math.round(seconds * perSecond));
    frame.pts(last);
    frame.duration(Math.max(1, Math.round(perSecond / rate)));
    frame.quality(context.global_quality());
    check("a frame cannot be encoded", avcodec.avcodec_send_frame(context, frame));
    drain(context);
    if (sound != null) { // as long as this frame is seen
      sound.until(
          last / perSecond + 1 / rate,
          format.streams(1),
          part ->
              check(
                  "its sound cannot be written",
                  avformat.av_interleaved_write_frame(format, part)));
    }
  }

  private void drain(AVCodecContext context) throws IOException {
    while (true) {
      int got = avcodec.avcodec_receive_packet(context, packet);
      if (got == org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN()
          || got == avutil.AVERROR_EOF()) {
        return;
      }
      check("a frame cannot be encoded", got);
      if (packet.duration() == 0) {
        packet.duration(Math.max(1, Math.round((counted ? rate : TICKS) / rate)));
      }
      packet.stream_index(0);
      avcodec.av_packet_rescale_ts(packet, context.time_base(), format.streams(0).time_base());
      check("a frame cannot be written", avformat.av_interleaved_write_frame(format, packet));
    }
  }

  /** Writes what is still to come and the end of the file. */
  void finish() throws IOException {
    AVCodecContext context = codec;
    if (begun && context != null) {
      begun = false;
      avcodec.avcodec_send_frame(context, null);
      drain(context);
      check("its end cannot be written", avformat.av_write_trailer(format));
    }
  }

  private void check(String what, int result) throws IOException {
    if (result < 0 && bytes != null) {
      bytes.check("cannot write " + name);
    }
    FilmError.check(name, what, result);
  }

  /** Frees all. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (codec != null) {
      avcodec.avcodec_free_context(codec);
    }
    if (frames != null) {
      frames.close();
    }
    if (!format.isNull()) {
      avformat.avformat_free_context(format);
    }
    if (bytes != null) {
      bytes.close();
    }
    avcodec.av_packet_free(packet);
  }
}
