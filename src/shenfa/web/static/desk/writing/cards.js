// The cards: walk from one to the next, accept one, accept all of the same.

import { editor } from "/static/desk/writing/editor.js";
import { forget, goTo, spots } from "/static/desk/writing/marks.js";
import { cards, field, fit } from "/static/desk/writing/page.js";
import { changed, save } from "/static/desk/writing/saving.js";

function walk(step) {
  const all = [...cards.querySelectorAll(".card-f")];
  if (!all.length) return;
  const at = all.findIndex((card) => card.classList.contains("on"));
  goTo(all[(at + step + all.length) % all.length].dataset.n);
}

function accept(chosen) {
  // From the end, so that the places before stay right.
  const ordered = chosen.filter((one) => one.fix !== null).sort((a, b) => b.from - a.from);
  const transaction = editor ? editor.state.tr : null;
  let reach = Infinity;
  for (const one of ordered) {
    cards.querySelector(`.card-f[data-n="${one.n}"]`)?.remove();
    if (one.field !== "body") {
      const input = field(one.field);
      if (input.value.slice(one.from, one.to) === one.quote) input.setRangeText(one.fix, one.from, one.to, "end");
      continue;
    }
    if (one.to > reach || editor.state.doc.textBetween(one.from, one.to) !== one.quote) continue;
    reach = one.from;
    if (one.fix) transaction.insertText(one.fix, one.from, one.to);
    else transaction.delete(one.from, one.to);
  }
  forget(chosen);
  if (transaction && transaction.docChanged) editor.view.dispatch(transaction);
  fit();
  changed();
}

cards.addEventListener("click", (event) => {
  const one = event.target.closest("[data-accept]");
  const all = event.target.closest("[data-accept-all]");
  if (one) accept(spots.filter((spot) => spot.n === Number(one.dataset.accept)));
  else if (all) accept(spots.filter((spot) => spot.rule === all.dataset.acceptAll && spot.certain));
  else if (event.target.closest(".card-f")) goTo(event.target.closest(".card-f").dataset.n);
});

addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  const isWalk = ["j", "k"].includes(event.key.toLowerCase()) && !event.ctrlKey && !event.metaKey;
  if (isWalk && (event.altKey || !isTyping)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    walk(event.key.toLowerCase() === "j" ? 1 : -1);
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    save();
  }
}, true);
