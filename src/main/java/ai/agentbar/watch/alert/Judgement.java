package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Wording;

/** The next state of an alert, and why: the text for the log, the screen and the message. */
record Judgement(AlertState next, long value, long limit, Wording reason) {}
