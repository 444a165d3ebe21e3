package ai.agentbar.watch.metric;

import java.util.Map;

/**
 * What became, by now, of the payments that were begun in a window. The plain ratio divides the
 * payments of a window by the attempts of the same window, so a rush at its end looks like a
 * failure; a cohort follows each payment from its begin, however late it is paid.
 *
 * @param attempts payment pages opened in the window; an order may have several, of which one is
 *     paid
 * @param byPaymentType payments begun with a method in the window, by its label; no entry means
 *     none. One order may begin with several methods.
 */
public record Cohort(Conversion attempts, Map<String, Conversion> byPaymentType) {}
