package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.PictureFile;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.SampleRenderer.Sample;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRendererTest {
  private static final Color COLOR = new Color(200, 100, 50);

  @TempDir Path temp;

  @Test
  void aPictureHasTheTonesOfItsPhotograph() throws IOException {
    Sample sample = render(Channels.COLOR, new int[] {0, 1});

    assertThat(new Color(sample.picture().getRGB(7, 5))).isEqualTo(COLOR);
  }

  @Test
  void aGrayPictureShowsLuma() throws IOException {
    int luma = (int) Math.round(0.299 * 200 + 0.587 * 100 + 0.114 * 50); // ITU-R BT.601
    Sample sample = render(Channels.GRAY, new int[] {0, 1});

    assertThat(new Color(sample.picture().getRGB(7, 5))).isEqualTo(new Color(luma, luma, luma));
  }

  @Test
  void keypointsAreInTheFrameOfThePicture() throws IOException {
    Sample sample = render(Channels.GRAY, new int[] {1});

    // the photograph is twice as large: x' = (x + 0.5) / 2 - 0.5
    assertThat(sample.keypoints().x(0)).isCloseTo(9.75, Offset.offset(1e-4));
    assertThat(sample.keypoints().y(0)).isCloseTo(4.75, Offset.offset(1e-4));
  }

  private Sample render(Channels channels, int[] indices) throws IOException {
    BufferedImage photograph = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = photograph.createGraphics();
    g.setColor(COLOR);
    g.fillRect(0, 0, 32, 24);
    g.dispose();
    Path file = temp.resolve("photograph.png");
    ImageIO.write(photograph, "png", file.toFile());
    AnnotatedFace face =
        new AnnotatedFace(
            new PictureFile(file),
            "photograph",
            Optional.empty(),
            Keypoints.of(4, 6, 20, 10),
            Optional.empty(),
            "test");
    FaceSampler sampler =
        new FaceSampler(
            new InputFormat(12, 16, channels, 0.5, 0.25),
            new BoxRule(BoxRule.From.PICTURE, 1),
            KeypointSchema.ofCount(2),
            indices,
            new CoordinateCodec(0.5));
    try (PictureCache pictures = new PictureCache(channels, 0)) {
      return SampleRenderer.render(
              List.of(face),
              new int[] {0},
              sampler,
              pictures,
              Optional.empty(),
              UnreadablePictures.FATAL)
          .get(0);
    }
  }
}
