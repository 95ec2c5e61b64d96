package kpnative.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kpnative.draw.FilterSheet.Scale;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import kpnative.weights.WeightFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterSheetTest {
  private static final int LEFT = 16; // left edge of the first filter
  private static final int TOP = 46;
  private static final int ZOOM = 28; // pixels per weight of a 2 x 2 filter

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeWeights() throws IOException {
    file = folder.resolve("weights.safetensors");
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    // two filters of 2 x 2; the second is ten times the first
    tensors.put(
        "conv1.weight", TensorData.ofFloats(new float[] {0, 1, 2, 4, 0, 10, 20, 40}, 2, 1, 2, 2));
    tensors.put("conv1.bias", TensorData.ofFloats(new float[] {0, 0}, 2));
    float[] red = new float[12];
    red[0] = 1; // the first weight of the first of three inputs
    tensors.put("stem.weight", TensorData.ofFloats(red, 1, 3, 2, 2));
    tensors.put("conv2.weight", TensorData.ofFloats(new float[70 * 5], 70, 5, 1, 1));
    SafetensorsFile.write(file, tensors, Map.of());
  }

  private BufferedImage drawn(String layer, boolean first, Scale scale) throws IOException {
    return FilterSheet.of(WeightFile.read(file), file.toString(), Optional.of(layer))
        .draw(first, scale);
  }

  private static int rgb(BufferedImage picture, int filterColumn, int row, int column) {
    int x = LEFT + filterColumn * (2 * ZOOM + 6) + column * ZOOM + ZOOM / 2;
    return picture.getRGB(x, TOP + row * ZOOM + ZOOM / 2) & 0xFFFFFF;
  }

  @Test
  void cellsStandOnATransparentGround() throws IOException {
    FilterSheet sheet = FilterSheet.of(WeightFile.read(file), file.toString(), Optional.empty());
    BufferedImage cells = sheet.cells(true);
    boolean[] seen = new boolean[2];
    for (int y = 0; y < cells.getHeight(); y++) {
      for (int x = 0; x < cells.getWidth(); x++) {
        int alpha = cells.getRGB(x, y) >>> 24;
        assertThat(alpha).isIn(0, 255);
        seen[alpha / 255] = true;
      }
    }
    assertThat(seen).containsExactly(true, true);
  }

  @Test
  void eachFilterGoesFromBlackToWhite() throws IOException {
    BufferedImage picture = drawn("conv1", false, Scale.FILTER);
    for (int filter = 0; filter < 2; filter++) {
      assertThat(rgb(picture, filter, 0, 0)).isZero();
      assertThat(rgb(picture, filter, 0, 1)).isEqualTo(0x404040);
      assertThat(rgb(picture, filter, 1, 0)).isEqualTo(0x808080);
      assertThat(rgb(picture, filter, 1, 1)).isEqualTo(0xFFFFFF);
    }
  }

  @Test
  void onACommonScaleASmallerFilterIsDarker() throws IOException {
    BufferedImage picture = drawn("conv1.weight", false, Scale.COMMON);
    assertThat(rgb(picture, 0, 1, 1)).isEqualTo(0x1A1A1A); // 4 of 40
    assertThat(rgb(picture, 1, 1, 1)).isEqualTo(0xFFFFFF);
  }

  @Test
  void threeInputsAreDrawnInColour() throws IOException {
    assertThat(rgb(drawn("stem", false, Scale.FILTER), 0, 0, 0)).isEqualTo(0xFF0000);
    assertThat(rgb(drawn("stem", true, Scale.FILTER), 0, 0, 0)).isEqualTo(0xFFFFFF);
  }

  @Test
  void theFirstConvolutionIsTheDefault() throws IOException {
    FilterSheet sheet = FilterSheet.of(WeightFile.read(file), file.toString(), Optional.empty());
    assertThat(sheet.name()).isEqualTo("conv1.weight");
    assertThat(sheet.shape()).isEqualTo("[2, 1, 2, 2]");
  }

  @Test
  void anUnknownLayerIsNamedWithTheExistingOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FilterSheet.of(WeightFile.read(file), file.toString(), Optional.of("conv7")))
        .withMessageEndingWith(
            "has no convolution 'conv7'; it has conv1.weight, stem.weight, conv2.weight");
  }

  @Test
  void aLayerOfManyFiltersIsCutToAPage() throws IOException {
    BufferedImage all = drawn("conv2", false, Scale.FILTER);
    assertThat(all.getHeight()).isLessThan(64 * 40);
    assertThat(drawn("conv2", true, Scale.FILTER).getHeight()).isLessThan(all.getHeight());
  }

  @Test
  void aFileWithoutConvolutionsIsRefused() throws IOException {
    Path none = folder.resolve("none.safetensors");
    SafetensorsFile.write(
        none, Map.of("fc.bias", TensorData.ofFloats(new float[] {0}, 1)), Map.of());
    assertThatThrownBy(() -> FilterSheet.all(WeightFile.read(none), none.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no convolution");
  }
}
