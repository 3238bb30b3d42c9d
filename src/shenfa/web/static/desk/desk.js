// What the pages do beyond links and forms. Everything works without it, except writing.

// A mark in the text and its card show each other.
function focusFinding(key, from) {
  for (const one of document.querySelectorAll(".on[data-f]")) one.classList.remove("on");
  for (const one of document.querySelectorAll(`[data-f="${CSS.escape(key)}"]`)) {
    one.classList.add("on");
    if (one !== from) one.scrollIntoView({ block: "nearest" });
  }
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-f]");
  if (target && !event.target.closest("button, a, input, textarea, select, summary")) {
    focusFinding(target.dataset.f, target);
  }
  const chip = event.target.closest("[data-show]");
  if (chip) {
    for (const other of chip.parentElement.querySelectorAll("[data-show]")) {
      other.setAttribute("aria-pressed", String(other === chip));
    }
    for (const card of document.querySelectorAll(".card-f")) {
      card.hidden = chip.dataset.show !== "" && card.dataset.weight !== chip.dataset.show;
    }
  }
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
    }
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
});

// j and k walk through the findings, Enter on a mark shows its card.
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && event.target.matches("mark[data-f]")) focusFinding(event.target.dataset.f, event.target);
  if (event.key !== "j" && event.key !== "k") return;
  const cards = [...document.querySelectorAll(".card-f:not([hidden])")];
  if (!cards.length) return;
  const at = cards.findIndex((card) => card.classList.contains("on"));
  const next = cards[(at + (event.key === "j" ? 1 : -1) + cards.length) % cards.length];
  focusFinding(next.dataset.f, null);
});

// A form is sent once, however often it is clicked.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});

// Choosing a file sends it, where the form says so.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});
