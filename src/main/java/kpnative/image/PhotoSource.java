package kpnative.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import kpnative.files.FileNames;
import kpnative.geometry.Camera;
import kpnative.geometry.Size;
import org.bytedeco.opencv.opencv_core.Mat;

/** The source of a photo's pixels: an encoded file or decoded pixels. */
sealed interface PhotoSource {
  /** {@return the default name for messages} */
  String name();

  /** The bytes of a picture file. */
  sealed interface Encoded extends PhotoSource {
    /** Hands the bytes to a decoder. */
    void load(ImageDecoder decoder, String name) throws IOException;

    /** {@return the size of the upright picture, from the header alone} */
    Size size(String name) throws IOException;

    /** {@return the camera, from the header alone} */
    Camera camera(String name) throws IOException;
  }

  /** Borrowed pixels, which their owner neither changes nor frees during a call. */
  sealed interface Decoded extends PhotoSource {
    /** {@return width and height} */
    Size size();

    /** {@return an image that holds at least these pixels; the caller closes it} */
    Image image(Channels channels, PixelRegion part);
  }

  /** A file. */
  record OfFile(Path file) implements Encoded {
    @Override
    public String name() {
      return FileNames.text(file);
    }

    @Override
    public void load(ImageDecoder decoder, String name) throws IOException {
      decoder.load(file, name);
    }

    @Override
    public Size size(String name) throws IOException {
      try (ImageDecoder decoder = new ImageDecoder()) {
        return decoder.size(file, name);
      }
    }

    @Override
    public Camera camera(String name) throws IOException {
      try (ImageDecoder decoder = new ImageDecoder()) {
        return decoder.camera(file, name);
      }
    }
  }

  /** A file's bytes in memory, which must not be changed. */
  record OfBytes(byte[] bytes) implements Encoded {
    @Override
    public String name() {
      return "a picture of " + bytes.length + " bytes";
    }

    @Override
    public void load(ImageDecoder decoder, String name) throws IOException {
      decoder.load(name, bytes);
    }

    @Override
    public Size size(String name) throws IOException {
      try (ImageDecoder decoder = new ImageDecoder()) {
        decoder.load(name, bytes);
        return decoder.size();
      }
    }

    @Override
    public Camera camera(String name) throws IOException {
      try (ImageDecoder decoder = new ImageDecoder()) {
        decoder.load(name, bytes);
        return decoder.camera();
      }
    }
  }

  /** A Java picture. */
  record OfJava(BufferedImage picture) implements Decoded {
    @Override
    public String name() {
      return "a BufferedImage of " + size() + " pixels";
    }

    @Override
    public Size size() {
      return new Size(picture.getWidth(), picture.getHeight());
    }

    @Override
    public Image image(Channels channels, PixelRegion part) {
      return Image.of(picture, channels, part);
    }
  }

  /** An OpenCV Mat. */
  record OfMat(Mat mat) implements Decoded {
    @Override
    public String name() {
      return "a Mat of " + size() + " pixels";
    }

    @Override
    public Size size() {
      return new Size(mat.cols(), mat.rows());
    }

    @Override
    public Image image(Channels channels, PixelRegion part) {
      return Image.isViewable(mat, channels)
          ? Image.viewOf(mat)
          : Image.copyOf(mat, channels, part);
    }
  }

  /** An image. */
  record OfImage(Image image) implements Decoded {
    @Override
    public String name() {
      return "an image of " + size() + " pixels";
    }

    @Override
    public Size size() {
      return image.size();
    }

    @Override
    public Image image(Channels channels, PixelRegion part) {
      return image.channels() == channels ? image.view() : image.as(channels);
    }
  }
}
