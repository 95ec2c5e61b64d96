package kpnative.data.rendered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kpnative.files.FileNames;

/**
 * A head in the folder {@code FaceXModel}, as ICT-FaceKit ships it: {@code
 * generic_neutral_mesh.obj}, {@code identity000.obj} to {@code identity099.obj}, and one mesh for
 * each expression, all with the same faces. A mode is its mesh without the neutral one.
 *
 * @see <a href="https://github.com/ICT-VGL/ICT-FaceKit">ICT-FaceKit</a>
 */
final class MeshFolder {
  private static final String FOLDER = "FaceXModel";
  private static final String NEUTRAL = "generic_neutral_mesh.obj";

  private MeshFolder() {}

  /**
   * {@return the head in a folder}
   *
   * @param folder FaceXModel or the folder above it
   * @throws IOException if a mesh is missing, cannot be read or has other faces
   */
  static HeadModel read(Path folder, HeadLayout layout) throws IOException {
    Path meshes = folder;
    if (!Files.exists(folder.resolve(NEUTRAL)) && Files.isDirectory(folder.resolve(FOLDER))) {
      meshes = folder.resolve(FOLDER); // a copy of the whole repository
    }
    List<Path> identities = identities(meshes);
    List<Path> expressions =
        HeadNames.EXPRESSIONS.stream().map(name -> name + ".obj").map(meshes::resolve).toList();
    present(meshes.resolve(NEUTRAL));
    for (Path file : identities) {
      present(file);
    }
    for (Path file : expressions) {
      present(file);
    }
    ObjMesh neutral = ObjMesh.surface(meshes.resolve(NEUTRAL), layout.vertexCount());
    try {
      return new HeadModel(
          neutral.toHeadMesh(),
          layout.parts(),
          layout.landmarks(),
          modes(identities, neutral),
          HeadNames.EXPRESSIONS,
          modes(expressions, neutral));
    } catch (IllegalArgumentException e) {
      throw new IOException(FileNames.text(meshes) + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> identities(Path folder) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < HeadNames.IDENTITIES; i++) {
      files.add(folder.resolve(String.format(Locale.ROOT, "identity%03d.obj", i)));
    }
    return files;
  }

  private static void present(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          FileNames.text(file),
          null,
          String.format(
              Locale.ROOT,
              "no such file: expected %s, identity000.obj to identity%03d.obj, and %d expressions"
                  + " from %s.obj to %s.obj, as in the folder FaceXModel of ICT-FaceKit",
              NEUTRAL,
              HeadNames.IDENTITIES - 1,
              HeadNames.EXPRESSIONS.size(),
              HeadNames.EXPRESSIONS.get(0),
              HeadNames.EXPRESSIONS.get(HeadNames.EXPRESSIONS.size() - 1)));
    }
  }

  private static float[][] modes(List<Path> files, ObjMesh neutral) throws IOException {
    float[][] modes = new float[files.size()][];
    for (int i = 0; i < modes.length; i++) {
      double[] whole = ObjMesh.sameFaces(files.get(i), neutral).positions();
      float[] mode = new float[whole.length];
      for (int k = 0; k < mode.length; k++) {
        mode[k] = (float) (whole[k] - neutral.positions()[k]);
      }
      modes[i] = mode;
    }
    return modes;
  }
}
