// The page of a revision: what opening a file changes, and words that must not get lost.
// Everything can be done without it.

// The filter and the keys are of no use without a script, so they are shown by it.
for (const one of document.querySelectorAll(".scripted")) one.hidden = false;

// Whoever has opened a file may decide: the list of files and the foot are asked for again.
async function refresh() {
  const answer = await fetch(location.href, { credentials: "same-origin", redirect: "manual" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const place of ["files", "foot", "conclude"]) {
    const [old, now] = [document.getElementById(place), fresh.getElementById(place)];
    if (old && now && !old.isEqualNode(now)) old.replaceWith(now);
  }
  for (const checks of fresh.querySelectorAll(".checks")) {
    document.querySelector(".checks")?.replaceWith(checks);
  }
}

let wanted = false;
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-opens]")) return;
  wanted = true;
  for (const wait of [400, 1500]) setTimeout(refresh, wait);
});
window.addEventListener("focus", () => { if (wanted) refresh(); });
window.addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });

// A number leads to its card and back, and both are shown as what is meant.
document.addEventListener("click", (event) => {
  const link = event.target.closest("mark sup a, .card-f .no");
  if (!link) return;
  const place = document.querySelector(link.hash);
  if (!place) return;
  event.preventDefault();
  place.closest("details")?.setAttribute("open", "");
  const key = (link.closest("[data-f]") || place.closest("[data-f]")).dataset.f;
  focusFinding(key, link.closest("[data-f]"));
  place.focus({ preventScroll: true });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches(".card-f")) return;
  event.target.querySelector("a.no")?.click();
});

// A decision that has to say why is not sent without it.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-needs]");
  if (!button || !button.form) return;
  const field = button.form.elements.namedItem(button.dataset.needs);
  if (field.value.trim()) return;
  event.preventDefault();
  field.setCustomValidity("请写明理由或者要弄清的问题");
  field.reportValidity();
  field.setCustomValidity("");
});

// What was written stays until it was accepted: a refused form shows the page again.
const shelf = `shenfa-review:${location.pathname}`;
const kept = JSON.parse(sessionStorage.getItem(shelf) || "{}");
sessionStorage.removeItem(shelf);
if (document.querySelector(".notice.bad[role=alert]")) {
  for (const field of document.querySelectorAll("[data-keep]")) field.value = field.value || kept[field.id] || "";
}
document.addEventListener("submit", () => {
  const words = [...document.querySelectorAll("[data-keep]")].map((field) => [field.id, field.value]);
  sessionStorage.setItem(shelf, JSON.stringify(Object.fromEntries(words)));
});
