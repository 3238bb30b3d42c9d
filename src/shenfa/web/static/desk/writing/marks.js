// Marks: where in the text each finding stands, kept right while people write.

import { editor } from "/static/desk/writing/editor.js";
import { cards, field } from "/static/desk/writing/page.js";

const MOST_MARKS = 300;
const SPACE = /[\t\n\v\f\r\x1c-\x1f \x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

export let spots = [];

export function mark(found) {
  spots = locate(found);
  paint();
}

export function forget(chosen) {
  spots = spots.filter((one) => !chosen.includes(one));
}

export function showAt(position) {
  const found = spots.find((one) => one.field === "body" && one.from <= position && position <= one.to);
  if (found) showCard(found.n);
}

// The server counts characters that are no white space; here they get their places.
function locate(found) {
  const places = [];
  if (editor) {
    editor.state.doc.descendants((node, at) => {
      if (!node.isText) return;
      let step = 0;
      for (const character of node.text) {
        if (!SPACE.test(character)) places.push([at + step, at + step + character.length]);
        step += character.length;
      }
    });
  }
  return found.map((one) => (one.field === "body" ? inEditor(one, places) : inField(one))).filter(Boolean);
}

function inEditor(one, places) {
  if (!editor || !places.length) return null;
  const before = places[one.start - 1];
  let from = 0;
  let to = 0;
  if (one.start === one.end) {
    from = before ? before[1] : places[0][0];
    to = one.lead && places[one.start] ? places[one.start][0] : from;
  } else {
    if (!places[one.end - 1]) return null;
    from = one.lead && before ? before[1] : places[one.start][0];
    to = one.tail && places[one.end] ? places[one.end][0] : places[one.end - 1][1];
  }
  return { ...one, from, to, quote: editor.state.doc.textBetween(from, to) };
}

function inField(one) {
  const input = field(one.field);
  if (!input) return null;
  const points = [...input.value];
  const from = points.slice(0, one.start).join("").length;
  const to = points.slice(0, one.end).join("").length;
  return { ...one, from, to, quote: input.value.slice(from, to) };
}

export function follow(mapping) {
  for (const one of spots) {
    if (one.field !== "body") continue;
    one.from = mapping.map(one.from, 1);
    one.to = Math.max(one.from, mapping.map(one.to, -1));
  }
  requestAnimationFrame(paint);
}

const LOOKS = { certain_blocker: "blocker", suspected_blocker: "blocker", secrecy: "blocker", error: "error", warning: "warning", hint: "hint" };

function rangeOf(one) {
  // What has no width is shown at the character before it.
  const begin = one.from === one.to ? Math.max(1, one.from - 1) : one.from;
  try {
    const start = editor.view.domAtPos(begin, 1);
    const end = editor.view.domAtPos(one.to, -1);
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return range;
  } catch {
    return null;
  }
}

function paint() {
  if (!editor || !window.Highlight || !CSS.highlights) return;
  const sorted = { blocker: [], error: [], warning: [], hint: [] };
  for (const one of spots) {
    if (one.field !== "body" || one.n > MOST_MARKS) continue;
    const range = rangeOf(one);
    if (range) sorted[LOOKS[one.look] || "hint"].push(range);
  }
  for (const [look, ranges] of Object.entries(sorted)) CSS.highlights.set(`find-${look}`, new Highlight(...ranges));
}

function showCard(n) {
  for (const one of cards.querySelectorAll(".card-f")) one.classList.toggle("on", one.dataset.n === String(n));
  const card = cards.querySelector(".card-f.on");
  if (card) cards.scrollTop = card.offsetTop - cards.offsetTop - 12;
  return card;
}

export function goTo(n) {
  showCard(n);
  const one = spots.find((spot) => spot.n === Number(n));
  if (!one) return;
  if (one.field !== "body") {
    const input = field(one.field);
    input.focus({ preventScroll: false });
    input.setSelectionRange(one.from, one.to);
    return;
  }
  const range = rangeOf(one);
  if (!range) return;
  // What has no suggestion is typed over at once.
  editor.commands.setTextSelection({ from: one.from, to: one.to });
  editor.view.focus();
  if (window.Highlight && CSS.highlights) CSS.highlights.set("find-on", new Highlight(range));
  const box = range.getBoundingClientRect();
  if (box.top < 130 || box.bottom > innerHeight - 140) scrollBy({ top: box.top - innerHeight / 3 });
}
