// Counts what a person does for a job of the day: docs/jobs.md.

/**
 * Counts clicks, keys and what is pasted. Typing into a field is not counted, nor going to the field for it: a step that
 * types uses the page itself.
 */
export function hand() {
  const acts = { count: 0 };
  acts.click = async (target, options) => {
    acts.count += 1;
    await target.click(options);
  };
  /** Enter in a field, or another key there. */
  acts.press = async (field, key) => {
    acts.count += 1;
    await field.press(key);
  };
  acts.paste = async (field, text) => {
    acts.count += 1;
    await field.fill(text);
  };
  return acts;
}

/** Gives the password where the limits ask for it; whether they did. It is typing. */
export async function password(page, desk, role) {
  const field = page.locator('main input[type="password"]').last();
  const asked = await field.isVisible().catch(() => false);
  if (asked) await field.fill(desk.passwords[role]);
  return asked;
}
