package ai.agentbar.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.incident.Incidents;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API of incidents and checklists behind the gate: who may call it is the gate's table, which
 * has tests of its own.
 */
@RoomTest
@Import(CommerceEvents.class)
class IncidentApiTest {

  private static final String PATH = "/api/watch/incidents";
  private static final JsonMapper JSON = new JsonMapper();
  private static final AtomicInteger DAYS = new AtomicInteger(5_000);

  @Autowired WebApplicationContext context;
  @Autowired Incidents incidents;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;
  @Autowired EventLog log;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  MockMvc mvc;
  long id;

  @BeforeEach
  void oneIncidentIsOpen() {
    forget();
    clock.set(RoomTest.START.plus(Duration.ofDays(DAYS.addAndGet(10))));
    commerce.settle();
    forget();
    mvc = MockMvcBuilders.webAppContextSetup(context).build();
    SecurityContextHolder.getContext()
        .setAuthentication(new TestingAuthenticationToken("ayu", "", List.of()));
    FiringId firing = fire();
    commerce.settle();
    id = incidents.ofFiring(firing).orElseThrow().id().number();
  }

  @AfterEach
  void nobodyIsLoggedInAndNothingFires() {
    SecurityContextHolder.clearContext();
    forget();
  }

  @Test
  void the_open_incidents_are_listed_and_one_is_shown_with_clocks_steps_and_timeline()
      throws Exception {
    JsonNode listed = json(ask(get(PATH + "?open=true"))).get("incidents").get(0);
    JsonNode shown = json(ask(get(PATH + "/" + id)));

    assertThat(listed.get("id").asLong()).isEqualTo(id);
    assertThat(listed.get("state").asString()).isEqualTo("OPEN");
    assertThat(shown.at("/incident/acknowledge_clock/overdue").asBoolean()).isFalse();
    assertThat(shown.at("/incident/acknowledge_clock/due_at").asString())
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(10)).toString());
    assertThat(shown.at("/steps/0/step").asString()).isEqualTo("detect");
    assertThat(shown.get("timeline").toString())
        .contains("INCIDENT_OPENED", "ALERT_FIRING");
  }

  @Test
  void a_person_takes_it_through_to_its_signed_post_mortem() throws Exception {
    assertThat(send("/acknowledge", "{\"note\":\"on it\"}").getStatus()).isEqualTo(200);
    assertThat(send("/comments", "{\"text\":\"it is the key\"}").getStatus()).isEqualTo(200);
    assertThat(send("/roles", "{\"role\":\"commander\",\"login\":\"budi\"}").getStatus())
        .isEqualTo(200);
    assertThat(send("/steps", "{\"step\":\"assess\",\"note\":\"all orders\"}").getStatus())
        .isEqualTo(200);
    assertThat(send("/severity", "{\"severity\":\"P0\",\"reason\":\"nobody pays\"}").getStatus())
        .isEqualTo(200);
    assertThat(send("/resolve", "{\"reason\":\"false alarm\"}").getStatus()).isEqualTo(200);
    JsonNode shown = json(ask(get(PATH + "/" + id))).get("incident");
    assertThat(shown.get("state").asString()).isEqualTo("RESOLVED");
    assertThat(shown.at("/roles/commander").asString()).isEqualTo("person:budi");
    assertThat(shown.at("/resolved/actor").asString()).isEqualTo("person:ayu");
    assertThat(shown.at("/post_mortem/overdue").asBoolean()).isFalse();

    assertThat(save("{\"version\":0,\"text\":\"# What happened\"}").getStatus()).isEqualTo(200);
    MockHttpServletResponse outdated = save("{\"version\":0,\"text\":\"# Mine\"}");
    assertThat(outdated.getStatus()).isEqualTo(409);
    assertThat(outdated.getContentAsString()).contains("Version 1 was saved meanwhile");
    MockHttpServletResponse file = ask(get(PATH + "/" + id + "/post-mortem.md"));
    assertThat(file.getContentType()).isEqualTo("text/markdown;charset=UTF-8");
    assertThat(file.getHeader("Content-Disposition")).contains("post-mortem-" + id + ".md");
    assertThat(file.getContentAsString()).isEqualTo("# What happened");
    assertThat(ask(post(PATH + "/" + id + "/post-mortem/finish")).getStatus()).isEqualTo(200);
    assertThat(json(ask(get(PATH + "/" + id))).at("/incident/post_mortem/signed_by").asString())
        .isEqualTo("person:ayu");
  }

  @Test
  void what_cannot_be_is_refused_with_the_reason_and_bad_input_names_its_field()
      throws Exception {
    MockHttpServletResponse refused = send("/resolve", "{}");
    assertThat(refused.getStatus()).isEqualTo(409);
    assertThat(refused.getContentAsString()).contains("still fires");
    MockHttpServletResponse unknownWord = send("/severity", "{\"severity\":\"P9\"}");
    assertThat(unknownWord.getStatus()).isEqualTo(422);
    assertThat(json(unknownWord).get("errors").toString())
        .contains("\"severity\"", "known are [P0, P1, P2, P3]", "\"reason\"", "is missing");
    MockHttpServletResponse unknownField = send("/comments", "{\"txt\":\"x\"}");
    assertThat(unknownField.getStatus()).isEqualTo(422);
    assertThat(unknownField.getContentAsString()).contains("txt");
    assertThat(save("{\"text\":\"x\"}").getStatus()).isEqualTo(422);
    for (String nobody : List.of("/987654321", "/-1", "/abc")) {
      assertThat(ask(get(PATH + nobody)).getStatus()).isEqualTo(404);
      assertThat(ask(get(PATH + nobody + "/post-mortem.md")).getStatus()).isEqualTo(404);
    }
  }

  @Test
  void a_checklist_is_listed_shown_and_signed() throws Exception {
    jdbc.sql(
            """
            insert into checklist (day, shift, name_id, name_en, signers, begins_at, ends_at,
                                   sign_by, filled_at)
            values ('2040-01-02', 'morning', 'Pagi', 'Morning', 'Ops', now(), now(), now(), now())
            """)
        .update();
    JsonNode listed =
        json(ask(get("/api/watch/checklists?limit=1"))).get("checklists").get(0);
    String path = "/api/watch/checklists/" + listed.get("id").asLong();

    assertThat(listed.get("day").asString()).isEqualTo("2040-01-02");
    assertThat(send(post(path + "/sign"), "{}").getStatus()).isEqualTo(409);
    MockHttpServletResponse unknownItem =
        send(post(path + "/sign"), "{\"tickets\":1,\"notes\":{\"weather\":\"fine\"}}");
    assertThat(unknownItem.getStatus()).isEqualTo(422);
    assertThat(unknownItem.getContentAsString()).contains("notes.weather", "CS_TICKETS");
    assertThat(
            send(post(path + "/sign"), "{\"tickets\":2,\"notes\":{\"cs_tickets\":\"late links\"}}")
                .getStatus())
        .isEqualTo(200);
    assertThat(json(ask(get(path))).get("signed_by").asString()).isEqualTo("person:ayu");
    assertThat(ask(get("/api/watch/checklists/987654321")).getStatus()).isEqualTo(404);
  }

  private MockHttpServletResponse send(String deed, String body) throws Exception {
    return send(post(PATH + "/" + id + deed), body);
  }

  private MockHttpServletResponse save(String body) throws Exception {
    return send(put(PATH + "/" + id + "/post-mortem"), body);
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request, String body)
      throws Exception {
    return ask(request.contentType(MediaType.APPLICATION_JSON).content(body));
  }

  private MockHttpServletResponse ask(MockHttpServletRequestBuilder request) throws Exception {
    return mvc.perform(request).andReturn().getResponse();
  }

  private static JsonNode json(MockHttpServletResponse answer) throws Exception {
    return JSON.readTree(answer.getContentAsString());
  }

  private FiringId fire() {
    return transaction.execute(
        _ -> {
          FiringId firing =
              new FiringId(
                  jdbc.sql(
                          """
                          insert into alert_firing (rule_id, severity, since, fired_at, value,
                                                    limit_value, reason_id, reason_en,
                                                    orders_at_risk, rupiah_at_risk)
                          values ('no_webhook', 'P1', :now, :now, 600, 600, '', '', 1, 99000)
                          returning id
                          """)
                      .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                      .query(Long.class)
                      .single());
          log.append(
              new AlertEvent.Fired(
                  firing,
                  "no_webhook",
                  Severity.P1,
                  600,
                  600,
                  new MoneyAtRisk(1, new Rupiah(99_000)),
                  "silence"));
          return firing;
        });
  }

  private void forget() {
    List.of(
            "incident_escalation",
            "incident_entry",
            "incident_step",
            "incident_post_mortem",
            "incident_firing",
            "incident",
            "alert_delivery",
            "alert_firing",
            "checklist_item",
            "checklist")
        .forEach(table -> jdbc.sql("delete from " + table).update());
  }
}
