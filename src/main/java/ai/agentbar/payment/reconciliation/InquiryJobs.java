package ai.agentbar.payment.reconciliation;

import ai.agentbar.job.RecurringJob;
import ai.agentbar.payment.Reconciliation.Run;
import ai.agentbar.payment.Reconciliation.Trigger;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two jobs that ask Midtrans. */
@Configuration(proxyBeanMethods = false)
class InquiryJobs {

  /** Asks about the payments that are due. */
  @Bean
  RecurringJob reconciliationJob(Reconciler reconciler) {
    return new InquiryJob("reconciliation", () -> reconciler.run(Trigger.SCHEDULE));
  }

  /** Ends the orders whose time to pay is over, once Midtrans has said what became of them. */
  @Bean
  RecurringJob expiryJob(Reconciler reconciler) {
    return new InquiryJob("expiry", reconciler::runOverdue);
  }

  private record InquiryJob(String name, Supplier<Run> inquiries) implements RecurringJob {

    @Override
    public Duration every() {
      return Duration.ofSeconds(15);
    }

    @Override
    public Duration limit() {
      return Duration.ofMinutes(2);
    }

    @Override
    public long run() {
      return inquiries.get().asked();
    }
  }
}
