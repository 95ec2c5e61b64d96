package kpnative.preview;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kpnative.augment.Augmentation;
import kpnative.augment.DrawnAugmentation;
import kpnative.geometry.Size;
import kpnative.recipe.Recipes;

/** The drawn augmentations of a preview. */
public final class ChangesFile {
  private ChangesFile() {}

  /** {@return what two samples drew of every step that there is} */
  public static String made() throws IOException {
    Augmentation every = Recipes.load("face68/resnet18-gray", List.of()).augment();
    List<DrawnChanges.Entry> drawn = new ArrayList<>();
    for (int key = 1; key <= 2; key++) {
      drawn.add(
          new DrawnChanges.Entry(
              "face.png", "a:" + key, DrawnAugmentation.draw(every, key, new Size(32, 32))));
    }
    Path file = Files.createTempFile("changes", ".json");
    try {
      new DrawnChanges(drawn).write(file);
      return Files.readString(file);
    } finally {
      Files.delete(file);
    }
  }

  /** Reads them. */
  public static void read(Path file) throws IOException {
    DrawnChanges.read(file);
  }
}
