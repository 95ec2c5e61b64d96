package kpnative.image;

import java.awt.image.BufferedImage;
import kpnative.geometry.Size;
import org.bytedeco.opencv.opencv_core.Mat;

/** STUB: one decoded picture, 8 bits a channel, owned native memory. */
public final class Image implements AutoCloseable {
  /** Takes ownership of mat (CV_8UC1 or CV_8UC3). */
  public static Image owning(Mat mat) {
    throw new AssertionError("stub");
  }

  public static Image of(BufferedImage picture, Channels channels) {
    throw new AssertionError("stub");
  }

  public Size size() {
    throw new AssertionError("stub");
  }

  public Channels channels() {
    throw new AssertionError("stub");
  }

  /** borrowed */
  public Mat mat() {
    throw new AssertionError("stub");
  }

  public long bytes() {
    throw new AssertionError("stub");
  }

  public BufferedImage toBufferedImage() {
    throw new AssertionError("stub");
  }

  @Override
  public void close() {}
}
