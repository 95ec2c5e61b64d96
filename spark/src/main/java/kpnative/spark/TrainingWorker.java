package kpnative.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import kpnative.cli.Main;

/**
 * The main class of a worker's process: the command {@code kp}, for as long as whoever started it
 * lives. An executor that is killed ends nothing any more; but the pipe to its worker breaks, and a
 * worker that went on would train in the folder in which the next attempt does.
 */
final class TrainingWorker {
  private TrainingWorker() {}

  public static void main(String[] args) {
    InputStream starter = System.in;
    Thread watch = new Thread(() -> await(starter), "kpnative-starter");
    watch.setDaemon(true);
    watch.start();
    Main.main(args);
  }

  private static void await(InputStream starter) {
    try {
      starter.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // broken: the same as its end
    }
    Runtime.getRuntime().halt(1);
  }
}
