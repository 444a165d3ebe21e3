package ai.agentbar.sandbox.fault;

/**
 * A switch on the sandbox's front page.
 *
 * @param path its name in a path: {@code midtrans-down}
 * @param title what its button says
 * @param field what it changes, by its name on the wire
 * @param onValue the value that field takes when it is on, as JSON
 * @param expectation what whoever presses it will see
 */
record FaultSwitch(String path, String title, String field, String onValue, String expectation) {}
