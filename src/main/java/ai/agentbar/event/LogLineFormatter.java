package ai.agentbar.event;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/**
 * Prints every line of the process in the log standard, one JSON object a line: our events as they
 * are stored, a library's line as category {@code LIBRARY}, masked.
 */
class LogLineFormatter implements StructuredLogFormatter<ILoggingEvent> {

  /** Under this key a stored event travels through the logging system. */
  static final String LINE = "line";

  private static final int STACK_LENGTH_MAX = 4_000;

  private final String environment;

  LogLineFormatter(Environment settings) {
    this.environment = settings.getProperty("agentbar.environment-label", "");
  }

  @Override
  public String format(ILoggingEvent logged) {
    return lineOf(logged).toJson(environment) + "\n";
  }

  private static LogLine lineOf(ILoggingEvent logged) {
    if (logged.getKeyValuePairs() != null) {
      for (KeyValuePair pair : logged.getKeyValuePairs()) {
        if (pair.key.equals(LINE) && pair.value instanceof LogLine line) {
          return line;
        }
      }
    }
    return new LogLine(
        logged.getInstant(),
        levelOf(logged.getLevel()),
        Origin.current(),
        EventType.LIBRARY,
        "LOGGED",
        null,
        LogLine.clean(logged.getFormattedMessage()),
        null,
        failureOf(logged.getThrowableProxy()),
        fieldsOf(logged));
  }

  private static Event.Level levelOf(Level level) {
    return level.isGreaterOrEqual(Level.ERROR)
        ? Event.Level.ERROR
        : level.isGreaterOrEqual(Level.WARN) ? Event.Level.WARN : Event.Level.INFO;
  }

  private static Event.@Nullable Failure failureOf(@Nullable IThrowableProxy thrown) {
    return thrown == null
        ? null
        : LogLine.clean(
            new Event.Failure(thrown.getClassName(), String.valueOf(thrown.getMessage())));
  }

  private static Map<String, Object> fieldsOf(ILoggingEvent logged) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("logger", logged.getLoggerName());
    if (logged.getThrowableProxy() != null) {
      String stack = LogLine.clean(ThrowableProxyUtil.asString(logged.getThrowableProxy()));
      fields.put("stack", stack.substring(0, Math.min(stack.length(), STACK_LENGTH_MAX)));
    }
    return fields;
  }
}
