package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import kpnative.files.FileTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeshFolderTest {
  @TempDir Path folder;
  private HeadModel packed;
  private Path meshes;

  @BeforeEach
  void writeBothForms() throws IOException {
    packed = HeadModelFile.read(MadeHead.write(folder.resolve("head.safetensors")));
    meshes = folder.resolve("FaceXModel");
    MadeHead.write(meshes, packed);
  }

  @Test
  void bothFormsGiveTheSameHead() throws IOException {
    HeadModel head = MeshFolder.read(meshes, MadeHead.LAYOUT);
    assertThat(head.mean()).isEqualTo(packed.mean());
    assertThat(head.triangles()).isEqualTo(packed.triangles());
    assertThat(head.uv()).isEqualTo(packed.uv());
    assertThat(head.uvTriangles()).isEqualTo(packed.uvTriangles());
    assertThat(head.materials()).isEqualTo(packed.materials());
    assertThat(head.parts()).isEqualTo(packed.parts());
    assertThat(head.landmarks()).isEqualTo(packed.landmarks());
    assertThat(head.expressionNames()).isEqualTo(packed.expressionNames());
    assertThat(head.identity().length).isEqualTo(packed.identity().length);
    for (int i = 0; i < packed.identity().length; i++) {
      assertThat(head.identity()[i]).containsExactly(packed.identity()[i], within(1e-7f));
    }
    for (int i = 0; i < packed.expression().length; i++) {
      assertThat(head.expression()[i]).containsExactly(packed.expression()[i], within(1e-7f));
    }
  }

  @Test
  void theFolderAboveWillDo() throws IOException {
    assertThat(MeshFolder.read(folder, MadeHead.LAYOUT).mean()).isEqualTo(packed.mean());
  }

  @Test
  void aQuadIsSplitFromItsFirstCorner() throws IOException {
    for (Path mesh : FileTree.under(meshes)) {
      String rest =
          Files.readString(mesh)
              .lines()
              .filter(line -> !line.startsWith("f"))
              .collect(Collectors.joining("\n"));
      Files.writeString(mesh, rest + "\nf 4/9 3/8 2/7 1/6\n");
    }
    HeadModel head = MeshFolder.read(meshes, MadeHead.LAYOUT);
    assertThat(head.triangles()).containsExactly(3, 2, 1, 3, 1, 0);
    assertThat(head.uvTriangles()).containsExactly(8, 7, 6, 8, 6, 5);
  }

  @ParameterizedTest
  @CsvSource({
    "generic_neutral_mesh.obj, identity000.obj",
    "identity000.obj, identity001.obj",
    "identity037.obj, jawOpen.obj",
    "identity099.obj, browDown_L.obj",
    "browDown_L.obj, noseSneer_R.obj"
  })
  void theFirstMissingMeshIsNamed(String first, String second) throws IOException {
    Files.delete(meshes.resolve(first));
    Files.delete(meshes.resolve(second));
    assertThatThrownBy(() -> MeshFolder.read(meshes, MadeHead.LAYOUT))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageStartingWith(meshes.resolve(first) + ": no such file: expected ")
        .hasMessageContaining("identity000.obj to identity099.obj")
        .hasMessageContaining("53 expressions from browDown_L.obj to noseSneer_R.obj");
  }

  @Test
  void aFolderOfOtherThingsSaysWhatBelongsThere() {
    assertThatThrownBy(() -> HeadModelFile.read(folder.resolve("..")))
        .hasMessageContaining("generic_neutral_mesh.obj: no such file: expected")
        .hasMessageContaining("as in the folder FaceXModel of ICT-FaceKit");
  }

  @Test
  void aMeshOfAnotherSizeIsNotIctsHead() {
    assertThatThrownBy(() -> HeadModelFile.read(meshes))
        .hasMessage(
            meshes.resolve("generic_neutral_mesh.obj")
                + ": expected 26719 vertices (lines v), got 8");
  }

  private void replace(String mesh, String of, String to) throws IOException {
    Path file = meshes.resolve(mesh + ".obj");
    String text = Files.readString(file);
    assertThat(text).containsPattern(of);
    Files.writeString(file, text.replaceFirst(of, to));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "v \\S+ | v NaN | 4: expected v x y z of finite numbers, got 'v NaN",
        "v \\S+ | v Infinity | 4: expected v x y z of finite",
        "v \\S+ | v 1e39 | 4: expected v x y z of finite",
        "v \\S+ | v 0x1p3 | 4: expected v x y z of finite",
        "v \\S+ | v 1f | 4: expected v x y z of finite",
        "v \\S+ | v 1-2 | 4: expected v x y z, got",
        "v \\S+ | v one | 4: expected v x y z of finite",
        "v \\S+ | v | 4: expected v x y z, got 'v ",
        "v \\S+ | v 1 2 | 4: expected v x y z, got 'v 1 2 ",
        "v \\S+ | v 1 2 3 4 5 6 7 8\u001b ; | 4: expected v x y z, got 'v 1 2 3 4 5 6 7 8\\u001b",
        "vt | v 1 2 3; vt | 12: expected no more than 8 vertices",
        "vt | vt x | 12: expected vt u v of finite numbers, got 'vt x",
        "f 1/1 | f 0/1 | 22: expected an index from 1 to 8, the vertices above, got 'f 0/1",
        "f 1/1 | f -1/1 | 22: expected an index from 1 to 8",
        "f 1/1 | f 9/1 | 22: expected an index from 1 to 8",
        "f 1/1 | f 99999999999999999999/1 | 22: expected an index from 1 to 8",
        "f 1/1 | f 4294967297/1 | 22: expected an index from 1 to 8",
        "f 1/1 | f 1/10 | 22: expected an index from 1 to 9, the texture coordinates above",
        "f 1/1 | f 1//1 | 22: expected an index from 1 to 9",
        "f 1/1/7 | f 1 | 22: expected corners with a texture coordinate",
        "f 1/1 | f 1/1 1/1 1/1 | 22: expected a face of 3 or 4 corners",
        "f 1/1.* | f 1/1 2/2 | 22: expected a face of 3 or 4 corners",
        "f 1/1.* | f | 22: expected a face of 3 or 4 corners",
        "usemtl M_Face | usemtl M_Cheese | 21: expected a material of ICT-FaceKit's",
        "usemtl M_Face | # | 22: expected a line usemtl before the first face"
      })
  void aNeutralMeshAtFaultIsRefusedWithItsLine(String of, String to, String message)
      throws IOException {
    replace("generic_neutral_mesh", of, to.replace("; ", "\n").replace(";", "\n"));
    assertThatThrownBy(() -> MeshFolder.read(meshes, MadeHead.LAYOUT))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(meshes.resolve("generic_neutral_mesh.obj") + ":" + message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity000", "identity099", "jawOpen"})
  void aModesMeshAtFaultIsRefusedWithItsLine(String mesh) throws IOException {
    replace(mesh, "v \\S+", "v NaN");
    assertThatThrownBy(() -> MeshFolder.read(meshes, MadeHead.LAYOUT))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(meshes.resolve(mesh + ".obj") + ":4: expected v x y z of finite");
  }

  @Test
  void aModesMeshWithOtherFacesIsRefused() throws IOException {
    replace("identity042", "f 1/1", "f 2/1");
    assertThatThrownBy(() -> MeshFolder.read(meshes, MadeHead.LAYOUT))
        .hasMessageStartingWith(meshes.resolve("identity042.obj") + ": expected the faces of ")
        .hasMessageEndingWith("generic_neutral_mesh.obj, got others: not the same vertices");
  }

  @Test
  void aTruncatedMeshIsRefused() throws IOException {
    Path file = meshes.resolve("mouthClose.obj");
    String text = Files.readString(file);
    for (int n : new int[] {0, 50, text.indexOf("vt"), text.length() - 20}) {
      Files.writeString(file, text.substring(0, n));
      assertThatThrownBy(() -> MeshFolder.read(meshes, MadeHead.LAYOUT))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file.toString());
    }
  }

  @Test
  void aMeshWithoutFacesIsRefused() throws IOException {
    Path file = meshes.resolve("generic_neutral_mesh.obj");
    Files.writeString(file, Files.readString(file).replaceAll("\nf .*", ""));
    assertThatThrownBy(() -> MeshFolder.read(meshes, MadeHead.LAYOUT))
        .hasMessage(file + ": expected faces (lines f), got none");
  }
}
