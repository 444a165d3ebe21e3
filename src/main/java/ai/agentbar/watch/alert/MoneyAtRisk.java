package ai.agentbar.watch.alert;

import ai.agentbar.kernel.Rupiah;

/** The open orders that an alert concerns, and what they are worth. */
public record MoneyAtRisk(long orders, Rupiah amount) {}
