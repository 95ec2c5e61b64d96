package kpnative.infer;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.Callable;
import kpnative.data.painted.SyntheticFaces;
import kpnative.face.CascadeFinder;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.natives.Device;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeThreads;
import kpnative.recipe.Recipes;

/**
 * Makes the calls that an application without the optional libraries may make; prints one line per
 * call.
 */
final class BareApplication {
  private BareApplication() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    NativeThreads.set(2);
    BufferedImage picture = SyntheticFaces.render(12, 7);
    try (KeypointDetector detector = KeypointDetector.builtIn();
        CascadeFinder finder = new CascadeFinder();
        Image color = Image.of(picture, Channels.COLOR)) {
      Box box = finder.find(color).get(0).box();
      System.out.println("points: " + detector.detect(Photo.of(picture), box).keypoints().count());
    }
    System.out.println("auto: " + Device.parse("auto"));
    System.out.println("objects: " + (NativeMemory.objects() >= 0));
    print("torch", () -> NativeRuntime.libraries());
    print("recipe", () -> Recipes.load("face68/fast", List.of()));
  }

  /** Prints the exception of a call that needs an optional library. */
  @SuppressWarnings("SystemOut")
  private static void print(String name, Callable<?> call) throws Exception {
    try {
      System.out.println(name + ": " + call.call());
    } catch (IllegalStateException e) {
      System.out.println(name + ": " + e.getMessage());
    }
  }
}
