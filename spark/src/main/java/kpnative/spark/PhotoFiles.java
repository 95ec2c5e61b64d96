package kpnative.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import kpnative.image.ImageLimits;
import kpnative.image.Photo;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Photographs in files of any file system that Spark's Hadoop knows. Serializable; thread-safe. */
final class PhotoFiles implements Serializable {
  private static final long serialVersionUID = 1;

  private final Broadcast<SerializableConfiguration> configuration;

  private PhotoFiles(Broadcast<SerializableConfiguration> configuration) {
    this.configuration = configuration;
  }

  /** {@return files as a session sees them} */
  static PhotoFiles of(SparkSession spark) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    return new PhotoFiles(
        spark
            .sparkContext()
            .broadcast(
                new SerializableConfiguration(hadoop),
                scala.reflect.ClassTag$.MODULE$.apply(SerializableConfiguration.class)));
  }

  /**
   * {@return the photograph in a file, whose bytes are read now}
   *
   * @throws IOException if it cannot be read, or is larger than a picture may be
   */
  Photo photo(String path) throws IOException {
    try (InputStream in = open(path)) {
      return Photo.of(in);
    }
  }

  /**
   * {@return a photograph's bytes}
   *
   * @throws IOException as {@link #photo}
   */
  byte[] bytesOf(String path) throws IOException {
    try (InputStream in = open(path)) {
      byte[] bytes = in.readNBytes((int) ImageLimits.MAX_FILE_BYTES);
      if (in.read() >= 0) {
        throw new IOException("more than " + ImageLimits.MAX_FILE_BYTES + " bytes");
      }
      return bytes;
    }
  }

  private InputStream open(String path) throws IOException {
    try {
      return fileSystem(path).open(new Path(path));
    } catch (FileNotFoundException e) {
      throw new IOException("no such file", e);
    }
  }

  /** {@return how many bytes a file has; 0 if it cannot be told} */
  long bytes(String path) {
    try {
      return fileSystem(path).getFileStatus(new Path(path)).getLen();
    } catch (IOException | IllegalArgumentException e) {
      return 0; // the task that reads it says why
    }
  }

  private FileSystem fileSystem(String path) throws IOException {
    return new Path(path).getFileSystem(configuration.value().value());
  }
}
