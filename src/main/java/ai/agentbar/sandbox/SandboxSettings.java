package ai.agentbar.sandbox;

import ai.agentbar.kernel.Secret;
import ai.agentbar.sandbox.base.Pace;
import ai.agentbar.sandbox.buyer.BuyerSettings;
import ai.agentbar.sandbox.mail.MailSettings;
import ai.agentbar.sandbox.merchant.MerchantSettings;
import ai.agentbar.sandbox.midtrans.MidtransSettings;
import ai.agentbar.sandbox.whatsapp.WhatsAppSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
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
 * @param clientKey names the merchant to Snap.js; without it {@code agentbar.midtrans.client-key}
 * @param packageIds what buyers buy; without any, no buyers come
 * @param clockSpeed how much faster than life retries, expiries and thinking go by; 1 is life
 * @param seed repeats a run; leave it out where the shop remembers earlier runs, or the names of
 *     new transactions will be those of old ones
 * @param whatsappStatusUrl where WhatsApp's status webhooks go and its handshake is made; the
 *     shop's {@value #STATUS_PATH} where it is left out
 */
public record SandboxSettings(
    @DefaultValue("8090") int port,
    @DefaultValue("2525") int smtpPort,
    @DefaultValue("127.0.0.1") String address,
    Secret serverKey,
    String clientKey,
    @DefaultValue("G000000000") String merchantId,
    @DefaultValue("http://127.0.0.1:8080/api/webhooks/midtrans") URI webhookUrl,
    @DefaultValue("http://127.0.0.1:8080") URI shopUrl,
    @DefaultValue List<String> packageIds,
    @DefaultValue Buyers buyers,
    @DefaultValue("10") double clockSpeed,
    @Nullable Long seed,
    @Nullable URI whatsappStatusUrl,
    WhatsApp whatsapp,
    Merchant merchant) {

  private static final String PREFIX = "agentbar.sandbox";
  private static final String STATUS_PATH = "/api/webhooks/whatsapp";

  /** What the shop was told of the outside world, so that it need not be said twice. */
  private static final Map<String, Shared> FROM_THE_SHOP =
      Map.of(
          ".server-key", new Shared("agentbar.midtrans.server-key", "SB-Mid-server-test"),
          ".client-key", new Shared("agentbar.midtrans.client-key", "SB-Mid-client-test"),
          ".whatsapp.phone-number-id",
              new Shared("agentbar.whatsapp.phone-number-id", "106540352242922"),
          ".whatsapp.access-token",
              new Shared("agentbar.whatsapp.access-token", "sandbox-access-token"),
          ".whatsapp.app-secret", new Shared("agentbar.whatsapp.app-secret", "sandbox-app-secret"),
          ".whatsapp.verify-token",
              new Shared("agentbar.whatsapp.verify-token", "sandbox-verify-token"),
          ".merchant.secret",
              new Shared(
                  "agentbar.webhook.secret", "whsec_c2FuZGJveC1tZXJjaGFudC13ZWJob29rLXNlY3JldA=="));

  private record Shared(String setting, String otherwise) {}

  private static final int PORT_MAX = 65_535;

  /** Whether buyers come by themselves, and how often. */
  public record Buyers(
      @DefaultValue("true") boolean enabled, @DefaultValue("20") double perMinute) {}

  /**
   * The business' account at WhatsApp; what is left out is what the shop's own client was told
   * ({@code agentbar.whatsapp}).
   */
  public record WhatsApp(
      String phoneNumberId, Secret accessToken, Secret appSecret, Secret verifyToken) {}

  /**
   * The merchant's own system; the secret is the shop's {@code agentbar.webhook.secret} where it is
   * left out.
   */
  public record Merchant(Secret secret, @DefaultValue("5m") Duration tolerance) {}

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
    Map<String, String> shops = new HashMap<>();
    FROM_THE_SHOP.forEach(
        (ours, theirs) ->
            shops.put(
                PREFIX + ours, environment.getProperty(theirs.setting(), theirs.otherwise())));
    ConfigurationPropertySource last = new MapConfigurationPropertySource(shops);
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
    return new MidtransSettings(
        serverKey, clientKey, merchantId, webhookUrl, new Pace(clockSpeed), drawnSeed);
  }

  MailSettings mail(long drawnSeed) {
    return new MailSettings(inetAddress(), smtpPort, drawnSeed);
  }

  WhatsAppSettings whatsApp(long drawnSeed) {
    return new WhatsAppSettings(
        whatsapp.phoneNumberId(),
        whatsapp.accessToken(),
        whatsapp.appSecret(),
        whatsapp.verifyToken(),
        whatsappStatusUrl == null ? shopUrl.resolve(STATUS_PATH) : whatsappStatusUrl,
        new Pace(clockSpeed),
        drawnSeed);
  }

  MerchantSettings merchantsOwn() {
    return new MerchantSettings(merchant.secret(), merchant.tolerance());
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
