package ai.agentbar.audit;

import ai.agentbar.audit.Chain.Head;

/**
 * An entry with the hashes that stand beside it, in hexadecimal.
 *
 * @param previousHash of the entry before
 * @param hash of the previous hash and of all the entry says
 */
public record ChainedEntry(AuditEntry entry, String previousHash, String hash) {

  Head head() {
    return new Head(entry.number(), hash);
  }
}
