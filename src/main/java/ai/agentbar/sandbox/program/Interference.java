package ai.agentbar.sandbox.program;

import ai.agentbar.sandbox.base.Patience;
import ai.agentbar.sandbox.fault.FaultSwitches;
import ai.agentbar.sandbox.fault.ProgramFaults;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Wraps the program's connection pool as Spring makes it. The wrapper is a subclass of the pool, so
 * that it may still be asked for by its own type, and metrics find the pool behind it.
 *
 * <p>Slow: {@code getConnection} and each {@code execute…} of a statement take that much longer. A
 * connection is wrapped only if the switch was on when it was taken; while it is off nothing of the
 * sandbox lies between a statement and the database.
 *
 * <p>Frozen: a thread of the worker hangs before it gets a connection, as if its machine stood
 * still, and goes on when the switch is off or the program stops. A restart of the worker's loops
 * interrupts it, and turns the switch off: a machine that was started anew does not stand still. It
 * holds no connection meanwhile, so the pool stays whole for the others: the watch sees it all.
 *
 * <p>Nothing happens before {@link #obey} and after {@link #close}.
 */
public final class Interference implements BeanPostProcessor, AutoCloseable {

  private static final Duration FROZEN_MAX = Duration.ofHours(1);

  private final AtomicReference<@Nullable FaultSwitches> switches = new AtomicReference<>();
  private final Patience patience = new Patience();

  /** Does from now on what these switches say. */
  public void obey(FaultSwitches toObey) {
    switches.set(toObey);
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    return bean instanceof DataSource pool ? wrapped(pool) : bean;
  }

  /** Lets everybody go and interferes no more. */
  @Override
  public void close() {
    switches.set(null);
    patience.close();
  }

  /**
   * The loops of the role WORKER are named {@code worker-<work>}. The watch's, the scheduler's and
   * the web's threads have other names and never freeze.
   */
  static boolean isWorker(String threadName) {
    return threadName.startsWith("worker-");
  }

  private Object wrapped(DataSource pool) {
    ProxyFactory factory = new ProxyFactory(pool);
    factory.setProxyTargetClass(true);
    factory.addAdvice((MethodInterceptor) this::intercept);
    return factory.getProxy();
  }

  private @Nullable Object intercept(MethodInvocation invocation) throws Throwable {
    if (!invocation.getMethod().getName().equals("getConnection")) {
      return invocation.proceed();
    }
    freeze();
    int slowMs = slowMs();
    if (slowMs == 0) {
      return invocation.proceed();
    }
    delay();
    return invocation.proceed() instanceof Connection connection
        ? SlowConnection.around(connection, this::delay)
        : null;
  }

  private void freeze() {
    if (faults().workerFrozen() && isWorker(Thread.currentThread().getName())) {
      patience.spendWhile(() -> faults().workerFrozen(), FROZEN_MAX);
      FaultSwitches known = switches.get();
      if (Thread.currentThread().isInterrupted() && known != null) {
        known.thawWorker();
      }
    }
  }

  private void delay() {
    int slowMs = slowMs();
    if (slowMs > 0) {
      patience.spend(Duration.ofMillis(slowMs));
    }
  }

  private int slowMs() {
    return faults().databaseSlowMs();
  }

  private ProgramFaults faults() {
    FaultSwitches known = switches.get();
    return known == null ? ProgramFaults.NONE : known.current().program();
  }
}
