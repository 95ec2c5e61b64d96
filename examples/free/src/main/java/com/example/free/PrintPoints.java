package com.example.free;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorOptions;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;

/** An application that is sold: of the models it has the one whose terms allow that. */
public final class PrintPoints {
  private PrintPoints() {}

  /**
   * Prints the model's terms and notice, each line after a {@code #}, and a line for each point of
   * the painted face: its number, x and y in pixels.
   *
   * @param args the picture
   * @throws IOException if it can't be read
   */
  public static void main(String[] args) throws IOException {
    BuiltInModel model = BuiltInModel.free(); // whatever this version's default is
    System.out.println("# " + model.card().terms());
    model.notice().forEach(line -> System.out.println("# " + line));
    BufferedImage picture = ImageIO.read(new File(args[0]));
    try (KeypointDetector detector = KeypointDetector.of(model, DetectorOptions.DEFAULT)) {
      Face face = detector.detect(Photo.of(picture), Box.ofPixels(50, 35, 94, 92));
      for (int k = 0; k < face.keypoints().count(); k++) {
        Point p = face.keypoints().point(k);
        System.out.printf(Locale.ROOT, "%d %.2f %.2f%n", k, p.x(), p.y());
      }
    }
  }
}
