package ai.agentbar.watch.playbook;

import ai.agentbar.kernel.Secret;

/**
 * One address of a team.
 *
 * @param address an email address, a URL, a phone number or a chat id; never printed, since whoever
 *     knows a webhook's URL can post, and the others are personal
 */
public record Contact(ContactKind kind, Secret address) {}
