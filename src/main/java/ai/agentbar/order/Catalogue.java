package ai.agentbar.order;

import ai.agentbar.kernel.Rupiah;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is for sale. Prices are read here and nowhere else; a caller never names one.
 *
 * @param packages in the order in which they are shown
 */
@Validated
@ConfigurationProperties("agentbar.catalogue")
public record Catalogue(
    @DefaultValue @Size(max = PACKAGES_MAX) List<@Valid PackageForSale> packages) {

  static final int PACKAGES_MAX = 1_000;

  public Catalogue {
    packages = List.copyOf(packages);
    var repeated =
        packages.stream()
            .collect(Collectors.groupingBy(PackageForSale::id, Collectors.counting()))
            .entrySet()
            .stream()
            .filter(it -> it.getValue() > 1)
            .map(it -> it.getKey())
            .toList();
    if (!repeated.isEmpty()) {
      throw new IllegalArgumentException(
          "agentbar.catalogue.packages: the id %s is given twice".formatted(repeated));
    }
  }

  public Optional<PackageForSale> find(String packageId) {
    return packages.stream().filter(it -> it.id().equals(packageId)).findFirst();
  }

  /**
   * One thing for sale.
   *
   * @param name as the buyer and Midtrans read it; Midtrans takes 50 characters
   * @param price in whole rupiah
   * @param accessLink what the buyer gets once it is paid
   */
  public record PackageForSale(
      @NotBlank @Size(max = 50) String id,
      @NotBlank @Size(max = 50) String name,
      @Positive long price,
      @NotNull URI accessLink) {

    public Rupiah amount() {
      return new Rupiah(price);
    }
  }
}
