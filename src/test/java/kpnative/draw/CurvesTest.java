package kpnative.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CurvesTest {
  private static final String HEADER =
      "epoch,train_loss,validation_loss,nme,lr,images_per_s,wait_share,seconds\n";

  @TempDir Path folder;
  private Path csv;
  private Path png;

  @BeforeEach
  void nameFiles() {
    csv = folder.resolve("metrics.csv");
    png = folder.resolve("curves.png");
  }

  private BufferedImage drawn(String table) throws IOException {
    Assumptions.assumeTrue(Lettering.problem().isEmpty(), "this machine has no font");
    Files.writeString(csv, table);
    Curves.write(csv, png);
    return ImageIO.read(png.toFile());
  }

  @Test
  void pictureIsAPngOfTheStatedSize() throws IOException {
    BufferedImage picture =
        drawn(HEADER + "1,0.5,0.6,0.2,1e-3,99,0.1,3\n2,0.3,0.4,0.1,1e-3,99,0.1,3\n");
    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    assertThat(picture.getWidth()).isEqualTo(Curves.WIDTH);
    assertThat(picture.getHeight()).isEqualTo(Curves.HEIGHT);
  }

  @Test
  void bothCurvesAreInThePicture() throws IOException {
    BufferedImage picture = drawn("epoch,train_loss,nme\n1,0.5,0.2\n2,0.3,0.1\n3,0.1,0.05\n");
    assertThat(pixels(picture, 0x1F4E9C)).as("blue of the training loss").isGreaterThan(100);
    assertThat(pixels(picture, 0xD55E00)).as("orange of the NME").isGreaterThan(100);
  }

  @Test
  void meanShapeIsALineIfTheTableHasIt() throws IOException {
    String without = "epoch,nme\n1,0.2\n2,0.1\n";
    String with = "epoch,nme,mean_shape_nme\n1,0.2,0.17\n2,0.1,0.17\n";
    int grey = 0x666666;
    assertThat(pixels(drawn(with), grey)).isGreaterThan(pixels(drawn(without), grey) + 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epoch,train_loss,validation_loss,nme\n1,0.5,0.6,0.2\n",
        "epoch,train_loss,validation_loss,nme\n1,NaN,NaN,NaN\n",
        "epoch,train_loss,validation_loss,nme\n1,0.5,,\n2,0,NaN,0\n3,0.4,0.3,0.1\n",
        "epoch,train_loss\n1,Infinity\n2,1e-30\n",
        "epoch,lr\n0,1e-3\n",
      })
  void incompleteTablesStillMakeAPicture(String table) throws IOException {
    assertThat(drawn(table).getWidth()).isEqualTo(Curves.WIDTH);
  }

  @Test
  void aLineOfAnotherLengthIsNamed() throws IOException {
    Files.writeString(csv, "epoch,nme\n1,0.5\n2\n");
    assertThatThrownBy(() -> Curves.write(csv, png))
        .isInstanceOf(IOException.class)
        .hasMessage(csv + ", line 3: expected 2 columns, got 1");
  }

  @Test
  void aCellThatIsNotANumberIsNamed() throws IOException {
    Files.writeString(csv, "epoch,nme\n1,many\n");
    assertThatThrownBy(() -> Curves.write(csv, png))
        .isInstanceOf(IOException.class)
        .hasMessage(csv + ", line 2: expected a number, got many");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,b\n1,2\n", "epoch,nme\n"})
  void aTableWithoutEpochsIsRefused(String table) throws IOException {
    Files.writeString(csv, table);
    assertThatThrownBy(() -> Curves.write(csv, png))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(csv.toString())
        .hasMessageContaining("epoch");
  }

  private static int pixels(BufferedImage picture, int rgb) {
    int n = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if ((picture.getRGB(x, y) & 0xFFFFFF) == rgb) {
          n++;
        }
      }
    }
    return n;
  }
}
