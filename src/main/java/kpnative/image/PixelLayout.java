package kpnative.image;

import org.bytedeco.opencv.global.opencv_core;

/** How the bytes of a pixel lie in memory. */
enum PixelLayout {
  GRAY(1, opencv_core.CV_8UC1),
  /** 16 bits, the lower byte first. */
  GRAY16(2, opencv_core.CV_16UC1),
  BGR(3, opencv_core.CV_8UC3),
  /** The fourth byte means nothing. */
  BGRA(4, opencv_core.CV_8UC4),
  /** The fourth byte means nothing. */
  RGBA(4, opencv_core.CV_8UC4);

  private final int bytes;
  private final int type;

  PixelLayout(int bytes, int type) {
    this.bytes = bytes;
    this.type = type;
  }

  /** {@return bytes a pixel} */
  int bytes() {
    return bytes;
  }

  /** {@return OpenCV's type for it} */
  int type() {
    return type;
  }
}
