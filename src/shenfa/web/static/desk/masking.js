// Masked copies on the writing page: made by a click, attached instead of the file they mask.
// Making may take long and writing goes on meanwhile, so the copy is attached only at the end,
// to the text as it is then.

import { ask, examine, field, save } from "/static/desk/writing.js";

const form = document.getElementById("writing");
const POLL_AFTER = 3000;
const LOST = "没有做成脱敏副本，请检查网络后重试";

form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || !button.hasAttribute("data-mask")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  mask(button);
}, true);

async function mask(button) {
  const row = button.closest(".file");
  const goal = button.getAttribute("formaction");
  button.disabled = true;
  say(row, "正在制作脱敏副本");
  try {
    if (await save()) await settle(row, await told(goal, button.name ? { [button.name]: button.value } : {}));
    else say(row, "文字没有保存，请先保存再做脱敏副本");
  } catch {
    say(row, LOST);
  } finally {
    button.disabled = false;
  }
}

async function told(goal, fields) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return (await ask(goal, data)).json();
}

async function settle(row, answer) {
  if (answer.state === "made") await adopt(row, answer.address);
  else if (answer.state) row.querySelector(".masked").innerHTML = answer.html;
  else say(row, answer.sentence);
  if (answer.state === "waiting") setTimeout(() => poll(row, answer.address), POLL_AFTER);
}

async function adopt(row, address) {
  if (!(await save())) {
    say(row, "副本已做成，但是文字没有保存，请保存后再点一次");
    return;
  }
  const answer = await told(`${address}/adopt`, { version: field("version").value });
  if (!answer.html) {
    say(row, answer.sentence);
    return;
  }
  field("version").value = answer.version;
  const held = document.createElement("template");
  held.innerHTML = answer.html;
  const made = held.content.firstElementChild;
  row.replaceWith(made);
  examine(made);
}

async function poll(row, address) {
  if (!row.isConnected) return;
  try {
    await settle(row, await (await ask(address)).json());
  } catch {
    setTimeout(() => poll(row, address), POLL_AFTER * 3);
  }
}

const say = (row, sentence) => { row.querySelector(".masked").textContent = sentence; };
