package ai.agentbar.watch.playbook;

/** A way to reach people. */
public enum ContactKind {
  EMAIL,
  /** A Slack incoming webhook. */
  SLACK,
  /** A phone number, through the WhatsApp Cloud API. */
  WHATSAPP,
  /** A chat id, through the Telegram Bot API. */
  TELEGRAM,
  /** A webhook in Alertmanager's own format. */
  ALERTMANAGER
}
