package kpnative.label;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import kpnative.geometry.Box;
import kpnative.keypoints.Keypoints;

/** A folder of small pictures, and what proposes points in them without a network. */
final class SmallSet {
  static final int WIDTH = 120;
  static final int HEIGHT = 100;
  static final String FIVE =
      "version: 1\nn_points: 5\n{\n31 41\n71 41\n51.25 61\n36 76\n66 76\n}\n";

  private SmallSet() {}

  static Path picture(Path folder, String name) throws IOException {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(Color.GRAY);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setColor(Color.PINK);
    g.fillOval(20, 10, 60, 80);
    g.dispose();
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  /** Pictures a, b, c, of which c has no points. */
  static Path pts(Path folder) throws IOException {
    for (String name : List.of("a", "b", "c")) {
      picture(folder, name + ".png");
      if (!name.equals("c")) {
        Files.writeString(folder.resolve(name + ".pts"), FIVE);
      }
    }
    return folder;
  }

  /** Five points, always the same. */
  static final class FiveDrafts implements Drafts {
    @Override
    public String name() {
      return "a test";
    }

    @Override
    public List<Draft> find(Path picture) {
      return List.of(in(picture, new Box(20, 20, 60, 60)));
    }

    @Override
    public Draft in(Path picture, Box box) {
      return new Draft(
          LabelFace.of(
              Keypoints.of(
                  box.left(),
                  box.top(),
                  box.right(),
                  box.top(),
                  box.center().x(),
                  box.center().y(),
                  box.left(),
                  box.bottom(),
                  box.right(),
                  box.bottom()),
              List.of()),
          List.of(0.9, 0.9, 0.2, 0.9, 0.9));
    }

    @Override
    public boolean looks() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** The server of a set, on any free port. */
  static LabelServer serve(LabelSets.Opened set) throws IOException {
    LabelSession session = new LabelSession(set.store(), new FiveDrafts());
    return new LabelServer(new LabelApi(session, LabelOrder.NONE, set.folder()), 0);
  }
}
