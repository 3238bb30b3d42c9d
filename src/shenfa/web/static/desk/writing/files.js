// Files: sent one by one with their progress, examined beside the text.

import { ask, signedOut } from "/static/desk/writing/asking.js";
import { editor } from "/static/desk/writing/editor.js";
import { address, field, form } from "/static/desk/writing/page.js";
import { changed } from "/static/desk/writing/saving.js";

export const rows = document.getElementById("file-rows");

export function upload(files) {
  for (const file of files) uploadOne(file);
}

function uploadOne(file) {
  const line = document.createElement("div");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `上传 ${file.name}`);
  line.append(`${file.name} `, bar);
  document.getElementById("progress").append(line);
  const data = new FormData();
  data.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
  data.set("author", form.dataset.person);
  data.set("upload", file);
  const request = new XMLHttpRequest();
  request.open("POST", `${address}/files`);
  request.setRequestHeader("X-Writing", "1");
  request.upload.addEventListener("progress", (event) => { bar.value = event.loaded / Math.max(1, event.total); });
  const failed = (sentence) => {
    bar.remove();
    line.className = "text-danger";
    line.append(sentence);
  };
  request.addEventListener("error", () => failed("网络不通，没有上传，请重新选择"));
  request.addEventListener("load", () => {
    let told = null;
    try {
      told = JSON.parse(request.responseText);
    } catch {
      failed(request.status < 400 ? "登录已过期，没有上传，请重新登录后选择" : "没有上传，文件可能过大，请拆分后重试");
      if (request.status < 400) signedOut();
      return;
    }
    if (request.status !== 200) {
      failed(told.sentence);
      return;
    }
    line.remove();
    const held = document.createElement("template");
    held.innerHTML = told.html;
    const row = held.content.firstElementChild;
    const same = [...rows.children].find((one) => one.querySelector("[name=file_name]").value === told.name);
    if (same) same.replaceWith(row);
    else rows.append(row);
    changed();
    examine(row);
  });
  request.send(data);
}

export async function examine(row) {
  const found = row.querySelector(".found");
  found.textContent = "正在检查";
  try {
    const link = row.querySelector("[data-examine]");
    const place = `${link.getAttribute("href")}?kind=${field("kind").value}`;
    let answer = await ask(place);
    // A large file is read aside; the text can be written on meanwhile.
    while (answer.status === 202 && row.isConnected) {
      await new Promise((resolve) => { setTimeout(resolve, 1000); });
      answer = await ask(place);
    }
    if (answer.ok) found.innerHTML = await answer.text();
    else found.textContent = "";
  } catch {
    found.textContent = "";
  }
}

rows.addEventListener("click", (event) => {
  const row = event.target.closest(".file");
  if (!row) return;
  const at = (name) => event.target.closest(`[data-${name}]`);
  if (at("drop") || at("raise") || at("picture") || at("examine")) event.preventDefault();
  if (at("drop")) row.remove();
  if (at("raise") && row.previousElementSibling) row.previousElementSibling.before(row);
  if (at("examine")) examine(row);
  if (at("drop") || at("raise")) changed();
  if (at("picture") && editor) {
    const name = row.querySelector("[name=file_name]").value;
    editor.chain().focus().insertContent({ type: "image", attrs: { src: `attachments/${encodeURIComponent(name)}`, alt: "" } }).run();
  }
});

document.getElementById("upload").addEventListener("change", (event) => {
  upload([...event.target.files]);
  event.target.value = "";
});
