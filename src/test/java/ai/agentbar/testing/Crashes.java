package ai.agentbar.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets the program die right after a moment of a test's choice. Most are commits: the commit
 * stands, and whoever made it does not live to see that. From then on no thread gets a connection
 * or a statement through, as if the process were gone; what it had claimed stays claimed until its
 * leases end.
 *
 * <p>A commit is a transaction's end, or a statement that changes something by itself. A test's own
 * outside says {@linkplain #taken where else} a process can die.
 */
public final class Crashes implements BeanPostProcessor {

  /** The end of the process, so nothing that catches failures. */
  public static final class Crash extends Error {
    Crash() {
      super("the process crashed", null, false, false);
    }
  }

  private final AtomicBoolean watching = new AtomicBoolean();
  private final AtomicBoolean dead = new AtomicBoolean();
  private final AtomicInteger momentsLeft = new AtomicInteger();

  /** It will die at the n-th moment of what goes on {@linkplain #during below}. */
  public void crashAt(int moment) {
    live();
    momentsLeft.set(moment);
  }

  /** Somebody outside has taken something; whoever gave it may not live to record that. */
  public void taken() {
    passed();
  }

  /** Runs work of the program, and kills it there. */
  public void during(Runnable work) {
    watching.set(true);
    try {
      work.run();
    } catch (RuntimeException | Error failure) {
      // Other threads die too, and whoever waits for them says so in words of his own.
      if (!dead.get()) {
        throw failure;
      }
    } finally {
      watching.set(false);
    }
    breathe();
  }

  /** A new process. */
  public void live() {
    dead.set(false);
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (!(bean instanceof DataSource pool)) {
      return bean;
    }
    ProxyFactory factory = new ProxyFactory(pool);
    factory.setProxyTargetClass(true);
    factory.addAdvice((MethodInterceptor) this::connect);
    return factory.getProxy();
  }

  private @Nullable Object connect(MethodInvocation invocation) throws Throwable {
    if (!invocation.getMethod().getName().equals("getConnection")) {
      return invocation.proceed();
    }
    Object connection = invocation.proceed();
    return (watching.get() || dead.get()) && connection instanceof Connection taken
        ? around(taken)
        : connection;
  }

  private void breathe() {
    if (dead.get()) {
      throw new Crash();
    }
  }

  private void passed() {
    if (watching.get() && momentsLeft.decrementAndGet() == 0) {
      dead.set(true);
    }
    breathe();
  }

  private Connection around(Connection connection) {
    return proxy(
        Connection.class,
        (_, method, arguments) -> {
          boolean commits = method.getName().equals("commit");
          if (commits) {
            breathe();
          }
          Object result = call(connection, method, arguments);
          if (commits) {
            passed();
          }
          return result instanceof Statement statement
              ? around(connection, statement, arguments)
              : result;
        });
  }

  private Statement around(
      Connection connection, Statement statement, @Nullable Object @Nullable [] prepared) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          if (!method.getName().startsWith("execute")) {
            return call(statement, method, arguments);
          }
          breathe();
          Object result = call(statement, method, arguments);
          if (changesByItself(connection, prepared == null ? arguments : prepared)) {
            passed();
          }
          return result;
        };
    if (statement instanceof CallableStatement) {
      return proxy(CallableStatement.class, handler);
    }
    return statement instanceof PreparedStatement
        ? proxy(PreparedStatement.class, handler)
        : proxy(Statement.class, handler);
  }

  private static boolean changesByItself(
      Connection connection, @Nullable Object @Nullable [] arguments) throws SQLException {
    String sql = arguments == null ? "" : String.valueOf(arguments[0]);
    return connection.getAutoCommit()
        && !sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("select");
  }

  private static @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause() == null ? failure : failure.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Crashes.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
