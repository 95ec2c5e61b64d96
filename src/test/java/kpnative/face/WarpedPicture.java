package kpnative.face;

import java.util.List;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** A color picture taken through a warp. */
public final class WarpedPicture {
  private WarpedPicture() {}

  /** {@return the warped picture, owned by the caller; black where there was none} */
  public static Image of(Image picture, Warp warp, Size size) {
    InputFormat format = new InputFormat(size.height(), size.width(), Channels.COLOR, 0, 1);
    try (NativeScope scope = NativeScope.open();
        Resampler resampler = new Resampler(format)) {
      Mat rgb = new Mat(size.height(), size.width(), opencv_core.CV_8UC3);
      BytePointer memory = new BytePointer(rgb.data()).capacity(format.values());
      try (InputSlots slots = InputSlots.bytes(format, memory, 1)) {
        resampler.sample(picture, warp, Border.CONSTANT, List.of(), slots, 0);
      }
      Mat bgr = new Mat();
      opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
      return Image.copyOf(bgr, Channels.COLOR);
    }
  }
}
