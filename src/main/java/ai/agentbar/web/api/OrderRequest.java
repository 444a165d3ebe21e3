package ai.agentbar.web.api;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import ai.agentbar.order.Buyer;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Language;
import ai.agentbar.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a buyer wants and who the buyer is. There is no price here: the catalogue knows it. */
record OrderRequest(
    @Schema(example = "film-basic", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String packageId,
    @Schema(example = "Siti Rahma", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String name,
    @Schema(example = "siti@example.com", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String email,
    @Schema(example = "081234567890", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String phone,
    @Schema(
            description = "In which language the buyer is written to; the shop's own where missing",
            allowableValues = {"id", "en"},
            example = "id")
        @Nullable String language) {

  /** A request that can be placed. */
  record Valid(Catalogue.PackageForSale bought, Buyer buyer, Optional<Language> language) {}

  /**
   * What a caller repeats under one idempotency key. A language that was not given leaves no trace,
   * so that keys from before there were languages still fit.
   */
  String canonical() {
    String text = String.join("\n", packageId, name, email, phone);
    return language == null ? text : text + "\n" + language;
  }

  /** The valid request, or every field at fault in {@code errors}. */
  Optional<Valid> check(Catalogue catalogue, List<FieldError> errors) {
    Optional<Catalogue.PackageForSale> bought =
        read("package_id", packageId, id -> known(catalogue, id), errors);
    Optional<String> buyerName = read("name", name, Buyer::checkedName, errors);
    Optional<Email> buyerEmail = read("email", email, it -> new Email(it.strip()), errors);
    Optional<Phone> buyerPhone = read("phone", phone, it -> new Phone(it.strip()), errors);
    Optional<Language> chosen =
        language == null ? Optional.empty() : read("language", language, Language::of, errors);
    return errors.isEmpty()
        ? Optional.of(
            new Valid(
                bought.orElseThrow(),
                new Buyer(
                    buyerName.orElseThrow(), buyerEmail.orElseThrow(), buyerPhone.orElseThrow()),
                chosen))
        : Optional.empty();
  }

  private static Catalogue.PackageForSale known(Catalogue catalogue, String id) {
    return catalogue
        .find(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no such package; choose one of %s"
                        .formatted(
                            catalogue.packages().stream()
                                .map(Catalogue.PackageForSale::id)
                                .toList())));
  }

  private static <T> Optional<T> read(
      String field, @Nullable String text, Function<String, T> reader, List<FieldError> errors) {
    if (text == null || text.isBlank()) {
      errors.add(new FieldError(field, "is required"));
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException refused) {
      errors.add(new FieldError(field, String.valueOf(refused.getMessage())));
      return Optional.empty();
    }
  }

  static List<FieldError> noErrors() {
    return new ArrayList<>();
  }
}
