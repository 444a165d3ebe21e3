package ai.agentbar.web;

import ai.agentbar.staff.Right;

/** Who may call an endpoint. */
sealed interface Access {

  /** Everybody; no cookie counts there. */
  record Public() implements Access {}

  /**
   * Whoever knows the buyer's random token, which stands in the address; no cookie counts there.
   */
  record BuyerToken() implements Access {}

  /** Everybody, by a form of our own: a person who is about to log in. */
  record OwnForm() implements Access {}

  /** Whoever has that right, and everybody where the metrics are open. */
  record Metrics(Right right) implements Access {}

  /** Whoever has that right. */
  record Needs(Right right) implements Access {}

  Access PUBLIC = new Public();
  Access BUYER_TOKEN = new BuyerToken();
  Access OWN_FORM = new OwnForm();
  Access METRICS = new Metrics(Right.SEE);
  Access SEE = new Needs(Right.SEE);
  Access ACKNOWLEDGE = new Needs(Right.ACKNOWLEDGE);
  Access OPERATE = new Needs(Right.OPERATE);
  Access TUNE = new Needs(Right.TUNE);
  Access ADMINISTER = new Needs(Right.ADMINISTER);
}
