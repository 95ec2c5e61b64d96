package kpnative.image;

import org.bytedeco.opencv.global.opencv_core;

/** The memory layout of a pixel. */
enum PixelLayout {
  GRAY(1, opencv_core.CV_8UC1),
  /** 16 bits, little-endian. */
  GRAY16(2, opencv_core.CV_16UC1),
  BGR(3, opencv_core.CV_8UC3),
  /** The fourth byte is ignored. */
  BGRA(4, opencv_core.CV_8UC4),
  /** The fourth byte is ignored. */
  RGBA(4, opencv_core.CV_8UC4);

  private final int bytes;
  private final int type;

  PixelLayout(int bytes, int type) {
    this.bytes = bytes;
    this.type = type;
  }

  /** {@return bytes per pixel} */
  int bytes() {
    return bytes;
  }

  /** {@return the corresponding OpenCV Mat type} */
  int type() {
    return type;
  }
}
