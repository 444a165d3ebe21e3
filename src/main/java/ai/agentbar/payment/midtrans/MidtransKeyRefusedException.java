package ai.agentbar.payment.midtrans;

import ai.agentbar.payment.GatewayUnavailableException;

/** Midtrans does not accept the server key; no call will do better until a person corrects it. */
class MidtransKeyRefusedException extends GatewayUnavailableException {

  MidtransKeyRefusedException() {
    super(
        "Midtrans refuses the server key: it is wrong, or belongs to the other environment"
            + " (sandbox or production). Correct AGENTBAR_MIDTRANS_SERVER_KEY",
        null);
  }
}
