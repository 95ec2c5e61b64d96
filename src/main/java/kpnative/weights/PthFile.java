package kpnative.weights;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kpnative.files.FileNames;
import kpnative.weights.PickleValue.Dict;
import kpnative.weights.PickleValue.Items;
import kpnative.weights.PickleValue.ScriptModule;
import kpnative.weights.PickleValue.Storage;
import kpnative.weights.PickleValue.Text;
import kpnative.weights.PickleValue.Truth;
import kpnative.weights.PickleValue.Whole;

/*
 * Zip format: under one folder of any name, data.pkl is the pickled object, data/KEY the bytes of
 * each storage, byteorder (since PyTorch 2.1) "little" or "big".
 *
 * Legacy format: five pickles (a magic number, the protocol number, system information, the object,
 * the list of storage keys), then for each storage, in the order of that list, its number of
 * elements in 8 bytes and its elements.
 *
 * A TorchScript file also has the zip format. Its pickle is a module of submodules and tensors.
 * code/ holds the source of their classes, which is not read here, and extra/ holds files of any
 * name.
 */

/**
 * The content of a file written by PyTorch's {@code torch.save} or {@code torch.jit.save}.
 *
 * @param format one of the three PyTorch formats
 * @param tensors by name, in the file's order
 * @param metadata strings by name, see {@link WeightFile}
 */
record PthFile(WeightFormat format, Map<String, TensorData> tensors, Map<String, String> metadata) {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;
  private static final String PICKLE = "data.pkl";
  private static final int MAX_EXTRA = 1 << 22;

  /** {@return the content of a file in the zip format} */
  static PthFile readZip(FileRegion all) throws IOException {
    Map<String, ZipEntries.Entry> entries = ZipEntries.read(all).entries();
    String folder = folder(all, entries);
    ZipEntries.Entry order = entries.get(folder + "byteorder");
    if (order != null && !text(order).equals("little")) {
      throw new IOException(
          FileNames.text(all.file())
              + ": expected little-endian data, its byteorder entry says otherwise");
    }
    FileRegion pickle = entry(all, entries, folder + PICKLE).data();
    PickleInput in = new PickleInput(pickle, PICKLE);
    PickleValue value = PickleMachine.read(in);
    StateDict state = stateDict(all, value);
    if (in.position() != pickle.size()) {
      throw in.error((pickle.size() - in.position()) + " bytes follow the end of the pickle");
    }
    entry(all, entries, folder + PICKLE).read(); // checks its CRC; its size is within the limit
    StoredTensors tensors =
        new StoredTensors(
            all, storage -> entry(all, entries, folder + "data/" + storage.key()).read());
    if (value instanceof ScriptModule) {
      Map<String, String> texts = extraFiles(folder + "extra/", entries);
      return new PthFile(WeightFormat.TORCHSCRIPT, tensors.readAll(state.tensors()), texts);
    }
    return new PthFile(
        WeightFormat.PYTORCH_ZIP, tensors.readAll(state.tensors()), state.metadata());
  }

  /** {@return the content of a file in the legacy format} */
  static PthFile readLegacy(FileRegion all) throws IOException {
    PickleInput in = new PickleInput(all, "");
    if (!isNumber(PickleMachine.read(in), MAGIC)) {
      throw new IOException(
          FileNames.text(all.file())
              + ": a pickle, but not from torch.save: it has no magic number");
    }
    if (!isNumber(PickleMachine.read(in), BigInteger.valueOf(PROTOCOL))) {
      throw new IOException(
          FileNames.text(all.file()) + ": expected protocol " + PROTOCOL + " of torch.save");
    }
    if (!(PickleMachine.read(in) instanceof Dict system
        && system.values.get(new Text("little_endian")) == Truth.TRUE)) {
      throw new IOException(
          FileNames.text(all.file()) + ": expected a file that declares little-endian data");
    }
    PickleMachine machine = new PickleMachine(in);
    StateDict state = stateDict(all, machine.read());
    PickleValue keys = PickleMachine.read(in);
    Map<String, FileRegion> regions = regions(all, keys, in.position(), machine.storages());
    StoredTensors tensors =
        new StoredTensors(
            all,
            storage -> {
              FileRegion region = regions.get(storage.key());
              if (region == null) {
                throw new IOException(
                    FileNames.text(all.file())
                        + ": the storage "
                        + QuotedName.of(storage.key())
                        + " is missing");
              }
              return region.read();
            });
    return new PthFile(
        WeightFormat.PYTORCH_LEGACY, tensors.readAll(state.tensors()), state.metadata());
  }

  /**
   * {@return the folder of the only data.pkl, with a slash at the end} PyTorch gives it the name
   * under which the file was first saved.
   */
  private static String folder(FileRegion all, Map<String, ZipEntries.Entry> entries)
      throws IOException {
    List<String> pickles =
        entries.keySet().stream()
            .filter(name -> name.endsWith("/" + PICKLE) && name.indexOf('/') == slash(name))
            .toList();
    if (pickles.size() != 1) {
      throw new IOException(
          FileNames.text(all.file())
              + ": a zip file, but not from torch.save: it has "
              + pickles.size()
              + " folders with "
              + PICKLE
              + ", expected 1");
    }
    return pickles.get(0).substring(0, slash(pickles.get(0)) + 1);
  }

  private static int slash(String pickle) {
    return pickle.length() - PICKLE.length() - 1;
  }

  private static ZipEntries.Entry entry(
      FileRegion all, Map<String, ZipEntries.Entry> entries, String name) throws IOException {
    ZipEntries.Entry entry = entries.get(name);
    if (entry == null) {
      throw new IOException(
          FileNames.text(all.file()) + ": the zip entry " + QuotedName.of(name) + " is missing");
    }
    return entry;
  }

  private static String text(ZipEntries.Entry entry) throws IOException {
    FileRegion start = entry.data().part(0, Math.min(entry.data().size(), 10));
    return StandardCharsets.US_ASCII.decode(start.read()).toString().strip();
  }

  /** {@return the extra files of a TorchScript file that are UTF-8 text, by name} */
  private static Map<String, String> extraFiles(
      String folder, Map<String, ZipEntries.Entry> entries) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (ZipEntries.Entry e : entries.values()) {
      if (e.name().startsWith(folder) && e.data().size() <= MAX_EXTRA) {
        ByteBuffer bytes = e.read();
        String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        if (StandardCharsets.UTF_8.encode(text).equals(bytes)) { // skips binary files
          texts.put(e.name().substring(folder.length()), text);
        }
      }
    }
    return texts;
  }

  private static boolean isNumber(PickleValue value, BigInteger number) {
    return value instanceof Whole whole && whole.number().equals(number);
  }

  private static StateDict stateDict(FileRegion all, PickleValue value) throws IOException {
    try {
      return StateDict.of(value);
    } catch (IOException e) {
      throw new IOException(FileNames.text(all.file()) + ": " + e.getMessage(), e);
    }
  }

  /**
   * {@return the region of each storage in a legacy file, by key}
   *
   * @param keys the storage keys in the order of the file
   * @param start the first byte after the list
   * @param storages the storages that tensors use; only these give the size of an element
   */
  private static Map<String, FileRegion> regions(
      FileRegion all, PickleValue keys, long start, Set<Storage> storages) throws IOException {
    if (!(keys instanceof Items list)) {
      throw new IOException(FileNames.text(all.file()) + ": expected a list of storage keys");
    }
    Map<String, Storage> known = new HashMap<>();
    for (Storage s : storages) {
      Storage other = known.put(s.key(), s);
      if (other != null && (other.dtype() != s.dtype() || other.count() != s.count())) {
        throw new IOException(
            FileNames.text(all.file()) + ": two storages have the key " + QuotedName.of(s.key()));
      }
    }
    Map<String, FileRegion> regions = new HashMap<>();
    long at = start;
    for (PickleValue key : list.values) {
      Storage storage = key instanceof Text text ? known.remove(text.text()) : null;
      if (storage == null) {
        throw new IOException(
            FileNames.text(all.file())
                + ": its storage list has a key that no tensor uses, or has a key twice");
      }
      long count = all.part(at, Long.BYTES).read().getLong();
      if (count != storage.count()) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s: byte %d: the storage %s has %d elements, the pickle says %d",
                FileNames.text(all.file()),
                at,
                QuotedName.of(storage.key()),
                count,
                storage.count()));
      }
      at += Long.BYTES;
      long left = all.size() - at;
      if (count > left / storage.dtype().bytes()) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s: byte %d: expected %d elements (%s), but only %d bytes are left (truncated?)",
                FileNames.text(all.file()),
                at,
                count,
                storage.dtype(),
                left));
      }
      regions.put(storage.key(), all.part(at, count * storage.dtype().bytes()));
      at += count * storage.dtype().bytes();
    }
    if (at != all.size()) {
      throw new IOException(
          FileNames.text(all.file()) + ": " + (all.size() - at) + " bytes follow its storages");
    }
    return regions;
  }
}
