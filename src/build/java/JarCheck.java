import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/*
 * Run by the build from source: java -cp CLASSPATH src/build/java/JarCheck.java JAR
 */
/**
 * Checks that the runnable jar holds what its SBOM says, and nothing that it does not: every native
 * library, every model and every other listed file, with its SHA-256; every Maven artifact that
 * left its coordinates in the jar; a licence text for each part, and a card beside each keypoint
 * model.
 */
final class JarCheck {
  private static final String BILL = "META-INF/sbom/kp-native.cdx.json";
  private static final String OWN = "org.kpnative:kp-native:";

  private JarCheck() {}

  public static void main(String[] args) throws Exception {
    List<String> wrong = new ArrayList<>();
    try (ZipFile jar = new ZipFile(args[0])) {
      if (jar.getEntry(BILL) == null) {
        wrong.add("has no " + BILL);
      } else {
        check(jar, new ObjectMapper().readTree(bytes(jar, BILL)), wrong);
      }
    }
    if (!wrong.isEmpty()) {
      wrong.forEach(w -> System.err.println("JarCheck: " + args[0] + ": " + w));
      System.exit(1);
    }
  }

  private static void check(ZipFile jar, JsonNode bill, List<String> wrong) throws Exception {
    TreeMap<String, String> files = new TreeMap<>();
    Set<String> artifacts = new HashSet<>();
    for (JsonNode part : bill.path("components")) {
      String ref = part.path("bom-ref").asText();
      if (ref.startsWith("file:")) {
        files.put(ref.substring(5), part.path("hashes").path(0).path("content").asText());
      } else if (part.has("group")) {
        artifacts.add(coordinates(part));
      }
      if (part.path("licenses").path(0).path("expression").asText().isEmpty()) {
        wrong.add(ref + " has no licence in the SBOM");
      }
      int texts = 0;
      for (JsonNode property : part.path("properties")) {
        if (property.path("name").asText().equals("kpnative:licence-text")) {
          String text = property.path("value").asText();
          texts++;
          if (jar.getEntry(text) == null || jar.getEntry(text).getSize() == 0) {
            wrong.add(ref + ": its licence text " + text + " is missing");
          }
        }
      }
      if (texts == 0) {
        wrong.add(ref + " names no licence text");
      }
    }
    for (ZipEntry entry : jar.stream().toList()) {
      String name = entry.getName();
      if (name.matches(".*\\.(so|dylib|jnilib|dll)(\\.[\\d.]+)?") && !files.containsKey(name)) {
        wrong.add(name + " is not in the SBOM");
      }
      if (name.startsWith("kpnative/") && name.endsWith(".safetensors")) {
        if (!files.containsKey(name)) {
          wrong.add(name + " is not in the SBOM");
        }
        String card = name.replaceFirst("safetensors$", "md");
        if (name.startsWith("kpnative/model/") && jar.getEntry(card) == null) {
          wrong.add(name + ": its card " + card + " is missing");
        }
      }
      if (name.matches("META-INF/maven/.*/pom\\.properties")) {
        Properties pom = new Properties();
        pom.load(new java.io.ByteArrayInputStream(bytes(jar, name)));
        String is =
            pom.getProperty("groupId")
                + ":"
                + pom.getProperty("artifactId")
                + ":"
                + pom.getProperty("version");
        if (!is.startsWith(OWN) && !artifacts.contains(is)) {
          wrong.add(is + " is not in the SBOM");
        }
      }
    }
    for (String file : files.keySet()) {
      if (jar.getEntry(file) == null) {
        wrong.add(file + " is in the SBOM, but not in the jar");
      } else if (!sha256(bytes(jar, file)).equals(files.get(file))) {
        wrong.add(file + " has another SHA-256 than the SBOM says");
      }
    }
  }

  private static String coordinates(JsonNode part) {
    return part.path("group").asText()
        + ":"
        + part.path("name").asText()
        + ":"
        + part.path("version").asText();
  }

  private static byte[] bytes(ZipFile jar, String entry) throws IOException {
    try (var in = jar.getInputStream(jar.getEntry(entry))) {
      return in.readAllBytes();
    }
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
