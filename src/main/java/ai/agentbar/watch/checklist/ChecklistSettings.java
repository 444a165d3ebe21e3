package ai.agentbar.watch.checklist;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the program cannot know of itself.
 *
 * @param ticketsLink where CS keeps its tickets; the checklist links there
 */
@ConfigurationProperties("agentbar.checklist")
record ChecklistSettings(@DefaultValue("") String ticketsLink) {}
