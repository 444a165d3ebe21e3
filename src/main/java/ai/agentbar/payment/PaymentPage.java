package ai.agentbar.payment;

/** Where the buyer pays: a Snap token for the popup, and the address for everyone else. */
public record PaymentPage(String gatewayOrderId, String token, String redirectUrl) {}
