package ai.agentbar.watch.playbook;

/** What the program can look at by itself; a closed set, so that a playbook names nothing else. */
public enum ProbeName {
  /** The address Midtrans sends to answers, with a valid certificate and without a redirect. */
  ENDPOINT,
  /** A notification signed with our key is found genuine, and one with another key is not. */
  SIGNATURE,
  /** Midtrans' status API answers, and accepts the key. */
  MIDTRANS_API,
  /** Midtrans opens payment pages. */
  SNAP,
  /** The mail server answers. */
  SMTP,
  /** WhatsApp's API answers, and accepts the token. */
  WHATSAPP,
  /** CPU, memory and disk of every instance. */
  RESOURCES,
  /** Whether the messages that wait become fewer. */
  BACKLOG,
  /** Whether reminders that are due go out. */
  REMINDERS,
  /** Which payment methods fail. */
  PAYMENT_METHODS,
  /** How the database is: connections, locks, size. */
  DATABASE,
  /** Which instances and jobs live, and which are silent. */
  WORKERS,
  /** The open orders, how old they are, and their money. */
  PENDING_ORDERS,
  /** Which orders break an invariant about money. */
  MONEY
}
