package kpnative.data.check;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.SplitRule;
import kpnative.data.painted.SyntheticFaces;
import kpnative.data.read.ReadOptions;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/** A folder of synthetic faces with PTS files, into which tests put errors. */
record FaceFolder(Path path) {
  private static final long SEED = 5;

  /** Writes faces 0 to {@code count} - 1 to {@code face0.png}, {@code face0.pts} and so on. */
  static FaceFolder of(Path path, int count) throws IOException {
    FaceFolder folder = new FaceFolder(Files.createDirectories(path));
    for (int i = 0; i < count; i++) {
      folder.write("face" + i, picture(i), keypoints(i));
    }
    return folder;
  }

  static BufferedImage picture(int face) {
    return SyntheticFaces.render(face, SEED);
  }

  static Keypoints keypoints(int face) {
    return SyntheticFaces.faces(face + 1, SEED, 68).get(face).keypoints();
  }

  void write(String name, BufferedImage picture, Keypoints k) throws IOException {
    ImageIO.write(picture, "png", file(name + ".png").toFile());
    annotate(name, k);
  }

  void writeJpeg(String name, BufferedImage picture, Keypoints k, float quality)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(quality);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file(name + ".jpg").toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), param);
    } finally {
      writer.dispose();
    }
    annotate(name, k);
  }

  void annotate(String name, Keypoints k) throws IOException {
    StringBuilder pts = new StringBuilder("version: 1\nn_points: " + k.count() + "\n{\n");
    for (int i = 0; i < k.count(); i++) { // PTS counts pixels from 1
      pts.append(String.format(Locale.ROOT, "%.3f %.3f%n", k.x(i) + 1, k.y(i) + 1));
    }
    Files.writeString(file(name + ".pts"), pts.append("}\n"));
  }

  /** Changes the keypoints of one face. */
  void change(int face, UnaryOperator<double[]> change) throws IOException {
    annotate("face" + face, Keypoints.of(change.apply(keypoints(face).toArray())));
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Applies a Java2D transform of pixel corners to a picture; its keypoints take the same. */
  static BufferedImage transformed(BufferedImage picture, AffineTransform t, int w, int h) {
    BufferedImage out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(picture, t, null);
    g.dispose();
    return out;
  }

  static Warp warp(AffineTransform t) {
    return Warp.translation(0.5, 0.5)
        .then(
            Warp.affine(
                t.getScaleX(),
                t.getShearX(),
                t.getTranslateX(),
                t.getShearY(),
                t.getScaleY(),
                t.getTranslateY()))
        .then(Warp.translation(-0.5, -0.5));
  }

  DataCheck check() throws IOException {
    return check(use(96));
  }

  DataCheck check(DataCheck.Use use) throws IOException {
    return DataCheck.of(List.of("pts:" + path), Optional.empty(), ReadOptions.DEFAULT, use);
  }

  static DataCheck.Use use(int input) {
    SplitRule rule = new SplitRule(SplitRule.By.FRACTION, 0.2, 0, "", SplitRule.Names.TRUST);
    return new DataCheck.Use(
        new BoxRule(BoxRule.From.POINTS, 1.25), new Size(input, input), d -> rule.apply(d, 1));
  }

  static AnnotatedFace only(Finding finding) {
    return finding.faces().get(0);
  }
}
