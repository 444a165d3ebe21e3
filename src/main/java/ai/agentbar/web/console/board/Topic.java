package ai.agentbar.web.console.board;

import ai.agentbar.web.console.Reader;

/** What is drawn once for all who read the same in the same language, by the same clock. */
record Topic(Subject subject, Reader reader) {}
