package ai.agentbar.watch.playbook;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ResourceUtils;

/**
 * The playbook in force. It is read once, before the program is ready; a bad one stops the start.
 */
@Service
public class Playbooks {

  private final EventLog events;
  private final TransactionTemplate transaction;
  private final String source;
  private final Playbook current;

  Playbooks(
      @Value("${agentbar.playbook:classpath:playbook.yaml}") String location,
      ResourceLoader resources,
      Environment environment,
      EventLog events,
      TransactionTemplate transaction) {
    this.events = events;
    this.transaction = transaction;
    Resource file =
        resources.getResource(ResourceUtils.isUrl(location) ? location : "file:" + location);
    this.source = Objects.requireNonNullElse(file.getFilename(), location);
    this.current = read(file, environment);
  }

  public Playbook current() {
    return current;
  }

  @EventListener(ApplicationReadyEvent.class)
  void tell() {
    Origin.of(Origin.Component.WATCH)
        .call(
            () -> {
              transaction.executeWithoutResult(
                  _ ->
                      events.append(
                          new PlaybookEvent.Loaded(
                              source, current.rules().size(), current.teams().size())));
              return current;
            });
  }

  private Playbook read(Resource file, Environment environment) {
    try (Reader text = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
      return new PlaybookReader(source, environment::resolvePlaceholders, Shipped::named)
          .read(text);
    } catch (IOException failure) {
      throw new UncheckedIOException("the playbook cannot be read", failure);
    }
  }
}
