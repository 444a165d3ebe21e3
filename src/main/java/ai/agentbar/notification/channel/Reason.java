package ai.agentbar.notification.channel;

import ai.agentbar.event.Masking;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/** Why a try came to nothing, in words that can be stored and shown: short, and with no secret. */
final class Reason {

  private static final int LENGTH_MAX = 200;
  private static final int CAUSES_MAX = 10;

  private Reason() {}

  /** The innermost cause: it is what happened, the rest is where. */
  static String of(@Nullable Throwable failure) {
    return causes(failure)
        .reduce((_, inner) -> inner)
        .map(it -> clean(it.getClass().getSimpleName() + ": " + it.getMessage()))
        .orElse("unknown");
  }

  /**
   * A provider's own words.
   *
   * @param secrets what it was told and might repeat
   */
  static String quoted(String words, String... secrets) {
    String quoted = words;
    for (String secret : secrets) {
      quoted = secret.isEmpty() ? quoted : quoted.replace(secret, "***");
    }
    return clean(quoted);
  }

  /** The other side could not prove who it is; only a person can mend that. */
  static boolean isUntrusted(Throwable failure) {
    return causes(failure)
        .anyMatch(
            it ->
                it instanceof CertificateException
                    || it instanceof SSLPeerUnverifiedException
                    || String.valueOf(it.getMessage()).contains("Server is not trusted"));
  }

  /** There was no connection, so nothing was said on it. */
  static boolean isUnreached(Throwable failure) {
    return causes(failure)
        .anyMatch(
            it ->
                it instanceof ConnectException
                    || it instanceof ConnectTimeoutException
                    || it instanceof NoRouteToHostException
                    || it instanceof UnknownHostException);
  }

  private static String clean(String words) {
    String line = Masking.mask(words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip());
    return line.substring(0, Math.min(line.length(), LENGTH_MAX));
  }

  private static Stream<Throwable> causes(@Nullable Throwable failure) {
    return Stream.<Throwable>iterate(failure, it -> it != null, Throwable::getCause)
        .limit(CAUSES_MAX);
  }
}
