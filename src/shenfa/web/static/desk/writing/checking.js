// Checking: what the server finds, as cards beside the text and marks in it.

import { SignedOut, ask, everything, signedOut } from "/static/desk/writing/asking.js";
import { editor } from "/static/desk/writing/editor.js";
import { mark } from "/static/desk/writing/marks.js";
import { address, cards, form, now, title } from "/static/desk/writing/page.js";

const CHECK_AFTER = 800;

let checkTimer = 0;
let checking = null;
let pause = CHECK_AFTER;
let isWarm = false;

export function checkSoon() {
  clearTimeout(checkTimer);
  checkTimer = setTimeout(check, pause);
}

export async function check() {
  if (checking || (editor && editor.view.composing)) return checkSoon();
  const sent = { doc: editor && editor.state.doc, texts: texts() };
  const begun = performance.now();
  checking = ask(`${address}/check`, everything());
  try {
    const answer = await checking;
    if (answer.ok) {
      const told = await answer.json();
      // A long text is checked less often, so that nobody waits for it. The first check may
      // have waited for the rules to be loaded and says nothing about that.
      if (isWarm) pause = Math.min(8000, Math.max(CHECK_AFTER, 3 * (performance.now() - begun)));
      isWarm = true;
      if (sent.texts === texts() && (!editor || sent.doc === editor.state.doc)) showFound(told);
      else checkSoon();
    }
  } catch (error) {
    if (error instanceof SignedOut) signedOut();
    document.getElementById("checked").textContent = "暂时不能检查";
  } finally {
    checking = null;
  }
}

const plainFields = () => [title, ...form.querySelectorAll("[data-post] textarea")];
const texts = () => JSON.stringify(plainFields().map((one) => one.value));

function showFound(told) {
  const scroll = cards.scrollTop;
  cards.innerHTML = told.html;
  if (told.note) cards.textContent = told.note;
  for (const acts of cards.querySelectorAll("[data-acts]")) acts.hidden = false;
  cards.scrollTop = scroll;
  const count = document.getElementById("count");
  count.textContent = told.count;
  count.classList.toggle("none", !told.count);
  const foot = document.getElementById("foot-count");
  foot.textContent = `${told.count} 处问题`;
  foot.hidden = !told.count;
  document.getElementById("checked").textContent = told.note || `${now()} 已检查`;
  const major = (told.major || []).join("、");
  document.getElementById("major-note").textContent = major ? `按本县标准属于重大信息（${major}），形成版本时自动标明` : "";
  mark(told.spots.filter((one) => one.start >= 0));
}
