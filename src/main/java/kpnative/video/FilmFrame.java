package kpnative.video;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.IntPointer;

/**
 * Java pictures as the frames that an encoder takes. Owns the converter and two native frames. Not
 * thread-safe.
 */
final class FilmFrame implements AutoCloseable {
  private final String name;
  private final SwsContext converter = swscale.sws_alloc_context();
  private final AVFrame encoded = avutil.av_frame_alloc();
  private AVFrame picture = avutil.av_frame_alloc();
  private boolean closed;

  /**
   * A converter to frames of one size; pictures of other sizes are scaled to it.
   *
   * @param name of the film in messages
   * @param format of the pixels, AV_PIX_FMT_*
   * @param range and {@code space} of the colours, AVCOL_RANGE_* and AVCOL_SPC_*
   */
  FilmFrame(String name, int width, int height, int format, int range, int space)
      throws IOException {
    this.name = name;
    converter.flags(swscale.SWS_BILINEAR | swscale.SWS_ACCURATE_RND);
    encoded.width(width);
    encoded.height(height);
    encoded.format(format);
    encoded.color_range(range);
    encoded.colorspace(space);
    FilmError.check(name, "no memory for a frame", avutil.av_frame_get_buffer(encoded, 0));
  }

  /**
   * {@return the picture as the encoder takes it, valid until the next call}
   *
   * @param from of any type and size; where it is one pixel wider or higher than the frame, that
   *     pixel is left out
   */
  AVFrame of(BufferedImage from) throws IOException {
    BufferedImage plain = plain(from);
    boolean ints = plain.getType() == BufferedImage.TYPE_INT_RGB;
    fill(plain, ints);
    FilmError.check(name, "no memory for a frame", avutil.av_frame_make_writable(encoded));
    // an odd side loses its last row rather than that every row is resampled
    int width = picture.width();
    int height = picture.height();
    picture.width(width - encoded.width() == 1 ? encoded.width() : width);
    picture.height(height - encoded.height() == 1 ? encoded.height() : height);
    int result = swscale.sws_scale_frame(converter, encoded, picture);
    picture.width(width);
    picture.height(height);
    FilmError.check(name, "a picture cannot be converted", result);
    return encoded;
  }

  private void fill(BufferedImage plain, boolean ints) throws IOException {
    int width = plain.getWidth();
    int height = plain.getHeight();
    int format = ints ? avutil.AV_PIX_FMT_BGR0 : avutil.AV_PIX_FMT_BGR24;
    if (picture.width() != width || picture.height() != height || picture.format() != format) {
      avutil.av_frame_free(picture);
      picture = avutil.av_frame_alloc();
      picture.width(width);
      picture.height(height);
      picture.format(format);
      FilmError.check(name, "no memory for a frame", avutil.av_frame_get_buffer(picture, 0));
    }
    int stride = picture.linesize(0);
    if (ints) {
      int[] pixels = ((DataBufferInt) plain.getRaster().getDataBuffer()).getData();
      IntPointer into = new IntPointer(picture.data(0));
      for (int y = 0; y < height; y++) {
        into.position((long) y * stride / Integer.BYTES).put(pixels, y * width, width);
      }
    } else {
      byte[] pixels = ((DataBufferByte) plain.getRaster().getDataBuffer()).getData();
      for (int y = 0; y < height; y++) {
        picture.data(0).position((long) y * stride).put(pixels, 3 * y * width, 3 * width);
      }
    }
  }

  /** {@return the picture itself if its pixels lie row after row in a known order, or a copy} */
  private static BufferedImage plain(BufferedImage from) {
    boolean known =
        from.getType() == BufferedImage.TYPE_INT_RGB
            || from.getType() == BufferedImage.TYPE_3BYTE_BGR;
    if (known && from.getRaster().getParent() == null) {
      return from;
    }
    BufferedImage copy =
        new BufferedImage(from.getWidth(), from.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = copy.createGraphics();
    try {
      g.drawImage(from, 0, 0, null);
    } finally {
      g.dispose();
    }
    return copy;
  }

  /** Frees the converter and the frames. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      swscale.sws_free_context(converter);
      avutil.av_frame_free(encoded);
      avutil.av_frame_free(picture);
    }
  }
}
