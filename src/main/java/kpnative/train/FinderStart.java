package kpnative.train;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.files.FileNames;
import kpnative.finder.BuiltInFinder;
import kpnative.finder.FinderFile;
import kpnative.recipe.FinderRecipe;
import kpnative.recipe.FinderTrainSettings;

/**
 * The finder whose weights a finder's training begins with, if {@code train.pretrained} names one.
 */
final class FinderStart {
  private FinderStart() {}

  /**
   * {@return the finder; empty if the network is trained from scratch}
   *
   * @param notes receives a line on what the training begins with
   * @throws IOException if the file cannot be read or holds no finder, or one of other widths or
   *     another input than the recipe's
   */
  static Optional<FinderFile> of(FinderRecipe recipe, Consumer<String> notes) throws IOException {
    String name = recipe.train().pretrained();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    FinderFile file =
        name.equals(FinderTrainSettings.BUILT_IN)
            ? BuiltInFinder.read()
            : FinderFile.read(FileNames.path(name));
    same(file.name(), "network", file.spec().network(), recipe.network());
    same(file.name(), "input.mean", file.spec().mean(), recipe.input().mean());
    same(file.name(), "input.deviation", file.spec().deviation(), recipe.input().deviation());
    notes.accept(
        String.format(
            Locale.ROOT, "starting from %d tensors of %s", file.tensors().size(), file.name()));
    return Optional.of(file);
  }

  private static void same(String file, String key, Object has, Object wanted) throws IOException {
    if (!has.equals(wanted)) {
      throw new IOException(
          file + ": its " + key + " is " + has + ", and the recipe's is " + wanted);
    }
  }
}
