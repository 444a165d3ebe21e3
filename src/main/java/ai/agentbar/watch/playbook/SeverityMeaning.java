package ai.agentbar.watch.playbook;

/** What a severity means, and by when it is answered, as the playbook words them. */
public record SeverityMeaning(Wording meaning, Wording answerWithin) {}
