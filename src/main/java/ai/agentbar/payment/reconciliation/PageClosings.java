package ai.agentbar.payment.reconciliation;

import ai.agentbar.order.Order;
import ai.agentbar.payment.GatewayUnavailableException;
import ai.agentbar.payment.PaymentDossier;
import ai.agentbar.payment.PaymentDossier.Page;
import ai.agentbar.payment.PaymentGateway.PageClosing;
import ai.agentbar.payment.reconciliation.Answers.Found;
import ai.agentbar.payment.reconciliation.Ending.Replies;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one inquiry does at Midtrans to end what is open there, each step once, and what Midtrans
 * said to it. One thread.
 */
final class PageClosings {

  private final Questions questions;
  private final Set<String> expired = new HashSet<>();
  private final Set<String> closed = new HashSet<>();
  private final Set<String> inProgress = new HashSet<>();
  private final Set<String> inDoubt = new HashSet<>();

  PageClosings(Questions questions) {
    this.questions = questions;
  }

  /** True where there was one to expire; once each, since Midtrans may refuse for ever. */
  boolean expire(List<String> transactionIds) {
    List<String> fresh = transactionIds.stream().filter(expired::add).toList();
    fresh.forEach(questions::expire);
    return !fresh.isEmpty();
  }

  /** Closes the pages, so that nothing new is chosen between the last question and the end. */
  void close(PaymentDossier known, Instant now) {
    for (Page page : known.pages()) {
      String token = page.token();
      if (token != null && closed.add(token)) {
        note(page, answer(token, known.order(), now));
      }
    }
  }

  /**
   * The end waits for an answer, but not for ever: a page dies by its own deadline too, and when
   * its last notification would have come, nothing is left that closing it could keep away.
   */
  private PageClosing answer(String token, Order order, Instant now) {
    try {
      return questions.close(token);
    } catch (GatewayUnavailableException failure) {
      if (now.isBefore(order.payBy().plus(Ending.NOTIFICATIONS_END))) {
        throw failure;
      }
      return PageClosing.UNKNOWN;
    }
  }

  private void note(Page page, PageClosing answer) {
    switch (answer) {
      case CLOSED -> {
        // Nothing was chosen on it, and nothing will be.
      }
      case IN_PROGRESS -> inProgress.add(page.gatewayOrderId());
      case UNKNOWN -> {
        if (questions.someCannotBeAsked()) {
          inDoubt.add(page.gatewayOrderId());
        }
      }
    }
  }

  /** What Midtrans said so far, to these questions and to every closing. */
  Replies replies(Answers answers, PaymentDossier after) {
    Set<String> unfit = new HashSet<>(answers.strayPages());
    for (Found found : answers.found()) {
      if (!after.knows(found.report().transactionId())) {
        unfit.add(found.standing().gatewayOrderId());
      }
    }
    return new Replies(answers.silentPages(), unfit, inProgress, inDoubt);
  }
}
