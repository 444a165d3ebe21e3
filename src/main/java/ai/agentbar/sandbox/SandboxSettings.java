package ai.agentbar.sandbox;

import ai.agentbar.kernel.Secret;
import ai.agentbar.sandbox.base.Pace;
import ai.agentbar.sandbox.buyer.BuyerSettings;
import ai.agentbar.sandbox.midtrans.MidtransSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * The settings below {@code agentbar.sandbox}; every one has a default that fits the demo.
 *
 * @param port where the sandbox serves HTTP; 0 for any free port
 * @param smtpPort where it takes mail; 0 for any free port
 * @param address loopback, always: the control API asks for no password
 * @param serverKey the merchant's key; without it {@code agentbar.midtrans.server-key}, and without
 *     that the key of Midtrans' own fixtures
 * @param packageIds what buyers buy; without any, no buyers come
 * @param clockSpeed how much faster than life retries, expiries and thinking go by; 1 is life
 * @param seed repeats a run; leave it out where the shop remembers earlier runs, or the names of
 *     new transactions will be those of old ones
 */
public record SandboxSettings(
    @DefaultValue("8090") int port,
    @DefaultValue("2525") int smtpPort,
    @DefaultValue("127.0.0.1") String address,
    Secret serverKey,
    @DefaultValue("G000000000") String merchantId,
    @DefaultValue("http://127.0.0.1:8080/api/webhooks/midtrans") URI webhookUrl,
    @DefaultValue("http://127.0.0.1:8080") URI shopUrl,
    @DefaultValue List<String> packageIds,
    @DefaultValue Buyers buyers,
    @DefaultValue("10") double clockSpeed,
    @Nullable Long seed) {

  private static final String PREFIX = "agentbar.sandbox";
  private static final String FIXTURES_KEY = "SB-Mid-server-test";
  private static final int PORT_MAX = 65_535;

  /** Whether buyers come by themselves, and how often. */
  public record Buyers(
      @DefaultValue("true") boolean enabled, @DefaultValue("20") double perMinute) {}

  public SandboxSettings {
    packageIds = List.copyOf(packageIds);
    checkPort("port", port);
    checkPort("smtp-port", smtpPort);
    if (!inetAddress(address).isLoopbackAddress()) {
      throw new IllegalArgumentException(
          PREFIX + ".address must be a loopback address, not " + address);
    }
  }

  /** As the program's environment says. */
  static SandboxSettings from(Environment environment) {
    String shopsKey = environment.getProperty("agentbar.midtrans.server-key", FIXTURES_KEY);
    ConfigurationPropertySource last =
        new MapConfigurationPropertySource(Map.of(PREFIX + ".server-key", shopsKey));
    Stream<ConfigurationPropertySource> given =
        StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false);
    return new Binder(
            Stream.concat(given, Stream.of(last)).toList(),
            new PropertySourcesPlaceholdersResolver(environment))
        .bindOrCreate(PREFIX, SandboxSettings.class);
  }

  InetAddress inetAddress() {
    return inetAddress(address);
  }

  MidtransSettings midtrans(long drawnSeed) {
    return new MidtransSettings(serverKey, merchantId, webhookUrl, new Pace(clockSpeed), drawnSeed);
  }

  BuyerSettings buyer(long drawnSeed) {
    return new BuyerSettings(
        shopUrl, packageIds, buyers.enabled(), buyers.perMinute(), new Pace(clockSpeed), drawnSeed);
  }

  private static void checkPort(String name, int port) {
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException(
          "%s.%s lies between 0 and %d, not %d".formatted(PREFIX, name, PORT_MAX, port));
    }
  }

  private static InetAddress inetAddress(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(PREFIX + ".address is no address: " + address, e);
    }
  }
}
