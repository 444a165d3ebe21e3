package ai.agentbar.sandbox.whatsapp;

import java.time.Instant;
import java.util.List;

/**
 * One message as it was taken, and how far it came.
 *
 * @param id the wamid
 * @param answer what the sender heard of it
 * @param status the furthest it came
 * @param errorCode Meta's code where it failed, else 0
 */
record ChatMessage(
    String id,
    String to,
    String template,
    String language,
    List<String> parameters,
    String callbackData,
    Instant receivedAt,
    Answer answer,
    Status status,
    int errorCode) {

  /** What the sender heard. */
  enum Answer {
    ACCEPTED,
    HELD,
    /** It was accepted, and the sender heard nothing. */
    NONE
  }

  /** How far it came; a later one is further. */
  enum Status {
    TAKEN,
    SENT,
    DELIVERED,
    READ,
    FAILED
  }

  ChatMessage {
    parameters = List.copyOf(parameters);
  }

  ChatMessage to(Status next, int code) {
    return new ChatMessage(
        id,
        to,
        template,
        language,
        parameters,
        callbackData,
        receivedAt,
        answer,
        next.compareTo(status) > 0 ? next : status,
        code);
  }
}
