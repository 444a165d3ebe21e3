/**
 * WhatsApp's Cloud API for one phone number: it takes templates, shows them like a chat, and tells
 * by status webhooks what became of them ({@code midtrans.md} 7). {@link
 * ai.agentbar.sandbox.whatsapp.WhatsApp} is the only door.
 */
@NullMarked
package ai.agentbar.sandbox.whatsapp;

import org.jspecify.annotations.NullMarked;
