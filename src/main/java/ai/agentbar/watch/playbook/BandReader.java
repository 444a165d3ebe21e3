package ai.agentbar.watch.playbook;

import ai.agentbar.watch.metric.Metric;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads between which numbers each metric is normal. */
final class BandReader {

  private BandReader() {}

  static Map<Metric, Band> readAll(YamlSection section) {
    Map<Metric, Band> bands = new EnumMap<>(Metric.class);
    for (String key : section.keys()) {
      YamlSection band = section.section(key).orElseThrow();
      section
          .parse(new YamlSection.Line(key, section.placeOf(key)), "bands", Metrics::named)
          .ifPresent(metric -> bands.put(metric, band(metric, band)));
    }
    return bands;
  }

  private static Band band(Metric metric, YamlSection section) {
    Optional<Metric> of = section.optionalParsed("of", Metrics::counter);
    Function<String, Long> limit = of.isPresent() ? Unit::share : Unit.of(metric)::parse;
    Optional<Long> atLeast = section.optionalParsed("at_least", limit);
    Optional<Long> atMost = section.optionalParsed("at_most", limit);
    if (atLeast.isPresent() && atMost.filter(it -> it < atLeast.get()).isPresent()) {
      section.mistake(section.placeOf("at_least"), "'at_least' is above 'at_most'");
    }
    Wording normal = Wordings.read(section, "normal");
    section.refuseOtherKeys();
    return new Band(metric, of, atLeast, atMost, normal);
  }
}
