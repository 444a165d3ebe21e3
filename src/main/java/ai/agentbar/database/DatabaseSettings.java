package ai.agentbar.database;

import ai.agentbar.kernel.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the data lives.
 *
 * @param url JDBC address of a PostgreSQL 15 or newer; none means the embedded one
 * @param user its user
 * @param password its password
 * @param folder where the embedded one keeps its files
 * @param poolSizeMax connections this process opens at most
 */
@ConfigurationProperties(DatabaseSettings.PREFIX)
record DatabaseSettings(
    @Nullable String url,
    @DefaultValue("postgres") String user,
    @Nullable Secret password,
    @DefaultValue("agentbar-data") Path folder,
    @DefaultValue("20") int poolSizeMax) {

  static final String PREFIX = "agentbar.db";

  boolean isEmbedded() {
    return url == null || url.isBlank();
  }
}
