package ai.agentbar.watch.alert;

import java.time.Instant;

/** What a probe found about a firing, and when; the newest of each probe is kept. */
public record Found(ProbeResult result, Instant at) {}
