// Counts in the page what a person does: each press of a button, a link, a box or a choice, and
// each field that is typed into. Runs before the page's own scripts and changes nothing.
(() => {
  if (location.pathname === "/sign-in") return;
  const PROOF = "input[name=password], input[name=code], input[name=pin]";
  const PRESSED = "a, button, summary, select, label, input[type=checkbox], input[type=radio]";
  const TYPED = "input, textarea, [contenteditable]:not([contenteditable=false])";
  const CHOSEN = "select, input[type=checkbox], input[type=radio], input[type=file]";
  const typed = new WeakSet();
  const note = (kind, element) => {
    const words = element.getAttribute("aria-label") || element.name || element.textContent || "";
    window.countAct(kind, words.trim().replace(/\s+/g, " ").slice(0, 40));
  };
  document.addEventListener("pointerdown", (event) => {
    if (event.isTrusted && !event.target.closest(PROOF)) note("click", event.target);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (!event.isTrusted || !["Enter", " "].includes(event.key)) return;
    if (event.target.closest(PRESSED)) note("click", event.target);
  }, true);
  // Playwright chooses without a pointer.
  let pressed = null;
  document.addEventListener("pointerdown", (event) => { pressed = event.target; }, true);
  const write = (field) => {
    if (typed.has(field)) return;
    typed.add(field);
    note("typed", field);
  };
  // What is pasted counts as typed; an editor that takes it over hears of it after us.
  document.addEventListener("paste", (event) => {
    const field = event.target.closest(TYPED);
    if (field) write(field);
  }, true);
  document.addEventListener("input", (event) => {
    const field = event.target.closest(TYPED + ", select");
    if (!field || field.matches(PROOF)) return;
    if (field.matches(CHOSEN)) {
      if (field.matches("select, input[type=file]") && pressed !== field) note("click", field);
      return;
    }
    write(field);
  }, true);
})();
