package ai.agentbar.database;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;

/**
 * Starts the embedded PostgreSQL, where no URL is set, while Spring still reads the rooms: that is
 * one to two seconds of the start. Registered before every bean, it is destroyed after every bean,
 * also when the start fails halfway.
 */
class EmbeddedDatabaseStart implements ApplicationListener<ApplicationPreparedEvent> {

  private static final String BEAN = "embeddedDatabase";

  @Override
  public void onApplicationEvent(ApplicationPreparedEvent prepared) {
    DatabaseSettings settings =
        Binder.get(prepared.getApplicationContext().getEnvironment())
            .bindOrCreate(DatabaseSettings.PREFIX, DatabaseSettings.class);
    if (settings.isEmbedded()) {
      EmbeddedDatabase database = new EmbeddedDatabase(settings.folder());
      ConfigurableListableBeanFactory beans = prepared.getApplicationContext().getBeanFactory();
      beans.registerSingleton(BEAN, database);
      ((DefaultSingletonBeanRegistry) beans).registerDisposableBean(BEAN, database);
    }
  }
}
