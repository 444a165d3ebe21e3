package ai.agentbar.order;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Rupiah;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as it stands.
 *
 * @param buyerToken opens the buyer's pages; random, since the order id can be guessed
 * @param language in which the buyer is written to
 * @param amount the catalogue's price when the order was placed
 * @param late whether the money came after the order had expired or failed
 * @param payBy the moment until which the buyer may pay
 */
public record Order(
    OrderId id,
    String buyerToken,
    String packageId,
    Rupiah amount,
    Buyer buyer,
    Language language,
    OrderStatus status,
    boolean late,
    Instant createdAt,
    Instant payBy,
    @Nullable Instant paidAt) {}
