package kpnative.label;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask: a page of this server, in a browser on this machine, that was opened by its address.
 *
 * <p>The address holds a secret, so other users of the machine and other pages don't know it. The
 * name of the host is checked, so that a page elsewhere whose name is made to point here (DNS
 * rebinding) is refused; and for writes the page's origin, so that no other page posts.
 */
final class RequestGuard {
  private static final int SECRET_BYTES = 16;
  private static final String SITE = "Sec-Fetch-Site";

  private final Set<String> hosts;
  private final byte[] secret;
  private final String token;

  RequestGuard(int port) {
    hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    secret = token.getBytes(StandardCharsets.US_ASCII);
  }

  /** {@return the secret part of the address} */
  String token() {
    return token;
  }

  /**
   * {@return the path after the secret, as it was sent; empty if the request is refused}
   *
   * @param exchange whose headers alone are read
   */
  Optional<String> admitted(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    Optional<String> host = only(headers, "Host");
    if (host.isEmpty() || !hosts.contains(host.get())) {
      return Optional.empty();
    }
    // of a page elsewhere; "none" is what a person typed or opened
    if (headers.containsKey(SITE)
        && !only(headers, SITE).filter(Set.of("same-origin", "none")::contains).isPresent()) {
      return Optional.empty();
    }
    boolean write = !exchange.getRequestMethod().equals("GET");
    Optional<String> origin = only(headers, "Origin");
    if ((write || headers.containsKey("Origin"))
        && !origin.equals(Optional.of("http://" + host.get()))) {
      return Optional.empty();
    }
    String path = exchange.getRequestURI().getRawPath();
    int slash = path.indexOf('/', 1);
    if (slash < 0
        || !MessageDigest.isEqual(
            secret, path.substring(1, slash).getBytes(StandardCharsets.UTF_8))) {
      return Optional.empty();
    }
    return Optional.of(path.substring(slash + 1));
  }

  /** {@return a header's value; empty if it is not there or there are several} */
  private static Optional<String> only(Headers headers, String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }
}
