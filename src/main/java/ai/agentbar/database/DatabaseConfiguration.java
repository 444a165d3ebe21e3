package ai.agentbar.database;

import ai.agentbar.kernel.Secret;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  private static final Duration CONNECTION_WAIT_MAX = Duration.ofSeconds(3);
  private static final Duration LIFE_MAX = Duration.ofMinutes(30);

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(
      DatabaseSettings settings, ObjectProvider<EmbeddedDatabase> embeddedDatabase) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("database");
    pool.setJdbcUrl(settings.isEmbedded() ? embeddedDatabase.getObject().url() : settings.url());
    pool.setUsername(settings.user());
    pool.setPassword(Optional.ofNullable(settings.password()).map(Secret::reveal).orElse(null));
    pool.setMaximumPoolSize(settings.poolSizeMax());
    pool.setConnectionTimeout(CONNECTION_WAIT_MAX.toMillis());
    pool.setMaxLifetime(LIFE_MAX.toMillis());
    pool.setConnectionInitSql(TransactionLimits.SET_ON_CONNECTION);
    pool.addDataSourceProperty("reWriteBatchedInserts", true);
    // An error's detail repeats the row, and with it what the buyer or Midtrans sent.
    pool.addDataSourceProperty("logServerErrorDetail", false);
    pool.addDataSourceProperty("ApplicationName", "agentbar");
    pool.addDataSourceProperty("connectTimeout", 3);
    pool.addDataSourceProperty("socketTimeout", 60);
    return pool;
  }

  @Bean
  @ConditionalOnMissingBean(InstantSource.class)
  DatabaseClock clock(DataSource dataSource) {
    return new DatabaseClock(dataSource);
  }
}
