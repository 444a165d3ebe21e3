package ai.agentbar.sandbox.fault;

/**
 * What notifications and status answers say; each is still properly signed.
 *
 * @param wrongAmount another amount
 * @param wrongCurrency US dollars
 * @param unknownStatus a status nobody documented
 * @param extraFields fields nobody documented
 * @param missingFraudStatus no fraud status
 * @param upperCaseStatus the status in capitals
 */
public record BodyFaults(
    boolean wrongAmount,
    boolean wrongCurrency,
    boolean unknownStatus,
    boolean extraFields,
    boolean missingFraudStatus,
    boolean upperCaseStatus) {

  static final BodyFaults NONE = new BodyFaults(false, false, false, false, false, false);
}
