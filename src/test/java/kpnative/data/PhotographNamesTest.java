package kpnative.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotographNamesTest {
  private static String photograph(String path) {
    return PhotographNames.photograph(Path.of(path));
  }

  @ParameterizedTest
  @CsvSource({
    "helen/trainset/100032540_1.jpg, helen/trainset/100032540_2.jpg",
    "afw/18489332_1.jpg, other/folder/18489332_15.png",
    "a/lfpw/trainset/image_0195.png, b/lfpw/trainset/image_0195.jpg",
    "helen/trainset/100032540_1.jpg, helen/trainset/100032540_1_mirror.jpg",
    "a/x/face.jpg, a/x/face_mirror.jpg",
    "afw/20301003_1.jpg, afw/20301003_2.jpg",
    "afw/20241301_1.jpg, afw/20241301_2.jpg"
  })
  void theseAreOnePhotograph(String a, String b) {
    assertThat(photograph(a)).isEqualTo(photograph(b));
  }

  @ParameterizedTest
  @CsvSource({
    "lfpw/trainset/image_0001.png, lfpw/trainset/image_0002.png",
    "lfpw/trainset/image_0001.png, lfpw/testset/image_0001.png",
    "a/x/2007_007763.jpg, a/x/2007_000032.jpg",
    "a/x/01_01.jpg, a/x/01_02.jpg",
    "a/x/01-1m.jpg, a/x/01-2m.jpg",
    "a/x/000731_01.jpg, a/x/000731_02.jpg",
    "a/x/face_1.jpg, a/x/face_2.jpg",
    "helen/100032540_1.jpg, helen/100032541_1.jpg",
    "a/x/20240101_1.jpg, a/x/20240101_2.jpg",
    "a/x/19991231_1.jpg, a/x/19991231_12.jpg"
  })
  void theseAreTwoPhotographs(String a, String b) {
    assertThat(photograph(a)).isNotEqualTo(photograph(b));
  }

  @ParameterizedTest
  @CsvSource({
    "01-1m.jpg, 01",
    "08-6f.bmp, 08",
    "12_10.jpg, 12",
    "Agbani_Darego_02.jpg, Agbani_Darego",
    "Leticia_Van_de_Putte_42.jpg, Leticia_Van_de_Putte",
    "Jean-Claude_Van_Damme_10.jpg, Jean-Claude_Van_Damme",
    "JK_Rowling_51.jpg, JK_Rowling",
    "A_J_Cook_0001.jpg, A_J_Cook",
    "Li_Na_3.jpg, Li_Na"
  })
  void theNameTellsThePerson(String file, String person) {
    assertThat(PhotographNames.person(Path.of("a", file))).contains(person);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image_0001.jpg",
        "100032540_1.jpg",
        "2007_007763.jpg",
        "face.jpg",
        "Face_01.jpg",
        "Session_A_001.jpg",
        "Session_B_1.jpg",
        "Subject_C_12.jpg",
        "Person_X_00001.jpg",
        "Video_Frame_12.jpg",
        "Camera_Left_0001.jpg",
        "IMG_Portrait_7.jpg",
        "20240101_1.jpg"
      })
  void theNameTellsNoPerson(String file) {
    assertThat(PhotographNames.person(Path.of("a", file))).isEmpty();
  }

  @Test
  void aPictureInTheCurrentFolderHasAName() {
    assertThat(photograph("face.jpg")).endsWith("/face");
  }
}
