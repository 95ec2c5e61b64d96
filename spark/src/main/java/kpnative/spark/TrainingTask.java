package kpnative.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.parallel.WorkerPlace;
import org.apache.spark.BarrierTaskContext;
import scala.runtime.AbstractFunction1;

/**
 * One worker of a training, as a task of a barrier stage: meets the others, starts the worker's
 * process, and waits for it. The first gives the weights.
 *
 * <p>All attempts use one run's folder. Whether a run is there, and so is gone on with, the first
 * worker tells the others, since a file system of many machines may not show it to all at once.
 */
final class TrainingTask
    extends AbstractFunction1<scala.collection.Iterator<Integer>, scala.collection.Iterator<byte[]>>
    implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MOST_WEIGHTS = 1 << 30;
  private static final String BEGIN = "begin";
  private static final String RESUME = "resume";

  private final WorkerSettings settings;
  private final String folder;

  TrainingTask(WorkerSettings settings, String folder) {
    this.settings = settings;
    this.folder = folder;
  }

  @Override
  public scala.collection.Iterator<byte[]> apply(scala.collection.Iterator<Integer> nothing) {
    BarrierTaskContext context = BarrierTaskContext.get();
    int rank = context.partitionId();
    try {
      Path run = FileNames.path(folder).resolve("run");
      boolean begun = Files.exists(run.resolve("run.yaml")); // it is written last
      String[] said = context.allGather(freePort() + " " + (begun ? RESUME : BEGIN));
      String[] first = said[0].split(" ");
      List<String> hosts = hosts(context);
      WorkerPlace place =
          new WorkerPlace(rank, hosts.size(), hosts.get(0), Integer.parseInt(first[0]));
      String name = FileNames.text(run);
      String table = FileNames.text(FileNames.path(folder).resolve("data").resolve(FaceTable.CSV));
      List<String> words =
          first[1].equals(RESUME) ? settings.resume(name) : settings.begin(table, name);
      WorkerProcess.run(
          settings.javaOptions(),
          words,
          environment(place, hosts),
          FileNames.path(folder).resolve("worker-" + rank + ".log"),
          place.toString(),
          context::isInterrupted);
      return rank > 0 ? result(new byte[0]) : result(weights(run));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static scala.collection.Iterator<byte[]> result(byte[] weights) {
    return scala.jdk.javaapi.CollectionConverters.asScala(List.of(weights).iterator());
  }

  private static byte[] weights(Path run) throws IOException {
    return InputFile.bytes(
        run.resolve("weights").resolve("best.safetensors"), "weights", MOST_WEIGHTS);
  }

  /** {@return each worker's machine, as Spark reaches it} */
  private static List<String> hosts(BarrierTaskContext context) {
    List<String> hosts = new ArrayList<>();
    for (var info : context.getTaskInfos()) {
      String address = info.address(); // host:port
      hosts.add(address.substring(0, address.lastIndexOf(':')).replaceAll("[\\[\\]]", ""));
    }
    return hosts;
  }

  private static Map<String, String> environment(WorkerPlace place, List<String> hosts)
      throws IOException {
    String host = hosts.get(place.rank());
    int local = (int) hosts.subList(0, place.rank()).stream().filter(host::equals).count();
    Map<String, String> variables = new HashMap<>(place.environment(local));
    // The interface by which the executors reach each other, unless the machine's owner has named
    // one.
    NetworkInterface own = NetworkInterface.getByInetAddress(InetAddress.getByName(host));
    if (own != null && System.getenv("GLOO_SOCKET_IFNAME") == null) {
      variables.put("GLOO_SOCKET_IFNAME", own.getName());
    }
    return variables;
  }

  /** Another process may take it before the first worker does, which then says so. */
  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }
}
