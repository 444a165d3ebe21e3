package ai.agentbar.watch.playbook;

/** A line of a file, counted from 1. */
record Place(String file, int line) {}
