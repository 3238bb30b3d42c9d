// Asking the server. An expired session answers with a way to the sign-in, which is not followed.

import { sync } from "/static/desk/writing/editor.js";
import { form, say } from "/static/desk/writing/page.js";

export class SignedOut extends Error {}

export async function ask(path, data) {
  const sent = { headers: { "X-Writing": "1" }, redirect: "manual", credentials: "same-origin" };
  if (data) Object.assign(sent, { method: "POST", body: data });
  const answer = await fetch(path, sent);
  if (answer.type === "opaqueredirect") throw new SignedOut();
  return answer;
}

export function everything(extra) {
  sync();
  const data = new FormData(form);
  for (const name of ["upload", "drop", "raise"]) data.delete(name);
  for (const [name, value] of Object.entries(extra || {})) data.set(name, value);
  return data;
}

export function signedOut() {
  say("lock", "登录已过期，文字已存在本机");
  const dialog = document.getElementById("signed-out");
  if (!dialog.open) dialog.showModal();
}
