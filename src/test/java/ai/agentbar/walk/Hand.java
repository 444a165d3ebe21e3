package ai.agentbar.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;

/** A person's hand and eye at one page: finds things by what stands on them. */
record Hand(Page page) {

  private static final double SOON_MS = 30_000;

  Hand presses(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .first()
        .click();
    return this;
  }

  Hand opens(String summary) {
    page.locator("summary", new Page.LocatorOptions().setHasText(summary)).first().click();
    return this;
  }

  /** A link, also one that looks like a button. */
  Hand follows(String link) {
    page.locator("a:text-is(\"%s\"):visible".formatted(link)).first().click();
    return this;
  }

  Hand writes(String label, String text) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(false)).first().fill(text);
    return this;
  }

  /** Where many forms ask the same: in the one with this button. */
  Hand writesBeside(String button, String label, String text) {
    Locator pressed =
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true));
    page.locator("form", new Page.LocatorOptions().setHas(pressed))
        .first()
        .getByLabel(label)
        .fill(text);
    return this;
  }

  Hand ticks(String label) {
    page.locator("label:has(input[type=checkbox])", new Page.LocatorOptions().setHasText(label))
        .first()
        .locator("input")
        .check();
    return this;
  }

  Hand chooses(String label, String value) {
    page.locator("label:has(select)", new Page.LocatorOptions().setHasText(label))
        .first()
        .locator("select")
        .selectOption(value);
    return this;
  }

  /** At the login page. */
  Hand logsIn(String login, String password) {
    return writes("Login", login).writes("Password", password).presses("Log in");
  }

  Hand sees(String text) {
    assertThat(page.locator("body"))
        .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(SOON_MS));
    return this;
  }

  Hand seesNot(String text) {
    assertThat(page.locator("body")).not().containsText(text);
    return this;
  }

  /** What is there now goes by itself. */
  Hand seesNoMore(String text) {
    assertThat(page.locator("body"))
        .not()
        .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(SOON_MS));
    return this;
  }

  /** Looks again until it is there: what runs in the background shows on the next look. */
  Hand waitsFor(String text) {
    Locator found = page.getByText(text).first();
    for (int i = 0; i < 60 && found.count() == 0; i++) {
      page.waitForTimeout(500);
      page.reload();
    }
    return sees(text);
  }
}
