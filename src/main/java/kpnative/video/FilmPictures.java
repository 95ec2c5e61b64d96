package kpnative.video;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import kpnative.natives.NativeScope;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/*
 * A display matrix takes a stored pixel to where it is shown: x' = a x + c y, y' = b x + d y, with
 * a, b, c, d its numbers 0, 1, 3, 4 in 16.16 fixed point. Phones write quarter turns, and front
 * cameras mirror; whatever it says is taken for the nearest of these eight.
 */
/**
 * Decoded frames as upright Java pictures of 8 bits a channel, TYPE_3BYTE_BGR. Owns the converter
 * and one native frame. Not thread-safe.
 */
final class FilmPictures implements AutoCloseable {
  private final String name;
  private final boolean transposed;
  private final boolean mirrored; // left and right, after transposing
  private final boolean flipped; // top and bottom, after transposing
  private final SwsContext converter = swscale.sws_alloc_context();
  private AVFrame colors = avutil.av_frame_alloc();
  private boolean closed;

  /**
   * A converter of a stream's frames.
   *
   * @param name of the film in messages
   */
  FilmPictures(String name, AVStream stream) {
    this.name = name;
    converter.flags(swscale.SWS_BILINEAR);
    IntPointer matrix = displayMatrix(stream);
    if (matrix == null) {
      transposed = false;
      mirrored = false;
      flipped = false;
      return;
    }
    transposed = Math.abs((long) matrix.get(1)) > Math.abs((long) matrix.get(0));
    mirrored = matrix.get(transposed ? 3 : 0) < 0;
    flipped = matrix.get(transposed ? 1 : 4) < 0;
  }

  private static @Nullable IntPointer displayMatrix(AVStream stream) {
    AVPacketSideData side =
        avcodec.av_packet_side_data_get(
            stream.codecpar().coded_side_data(),
            stream.codecpar().nb_coded_side_data(),
            avcodec.AV_PKT_DATA_DISPLAYMATRIX);
    return side == null || side.isNull() || side.size() < 36 ? null : new IntPointer(side.data());
  }

  /**
   * {@return the frame's picture, upright}
   *
   * @throws IOException if its pixels are of a kind that cannot be converted
   */
  BufferedImage of(AVFrame frame) throws IOException {
    if (colors.width() != frame.width() || colors.height() != frame.height()) {
      avutil.av_frame_free(colors);
      colors = avutil.av_frame_alloc();
      colors.width(frame.width());
      colors.height(frame.height());
      colors.format(avutil.AV_PIX_FMT_BGR24);
      FilmError.check(name, "no memory for a frame", avutil.av_frame_get_buffer(colors, 0));
    }
    // both fields as one picture: swscale refuses a frame of fields into one without
    frame.flags(frame.flags() & ~AVFrame.AV_FRAME_FLAG_INTERLACED);
    FilmError.check(
        name,
        "the frame's pixels cannot be converted",
        swscale.sws_scale_frame(converter, colors, frame));
    if (!transposed && !mirrored && !flipped) {
      return copy(colors.data(0), colors.width(), colors.height(), colors.linesize(0));
    }
    try (NativeScope scope = NativeScope.open()) {
      Mat mat =
          new Mat(
              colors.height(),
              colors.width(),
              opencv_core.CV_8UC3,
              colors.data(0),
              colors.linesize(0));
      if (transposed) {
        Mat turned = new Mat();
        opencv_core.transpose(mat, turned);
        mat = turned;
      }
      if (mirrored || flipped) {
        Mat turned = new Mat();
        opencv_core.flip(mat, turned, mirrored ? (flipped ? -1 : 1) : 0);
        mat = turned;
      }
      return copy(mat.data(), mat.cols(), mat.rows(), mat.step());
    }
  }

  private static BufferedImage copy(BytePointer pixels, int width, int height, long stride) {
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] into = ((DataBufferByte) out.getRaster().getDataBuffer()).getData();
    int row = 3 * width;
    for (int y = 0; y < height; y++) {
      pixels.position(y * stride).get(into, y * row, row);
    }
    return out;
  }

  /** Frees the converter and the frame. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      swscale.sws_free_context(converter);
      avutil.av_frame_free(colors);
    }
  }
}
