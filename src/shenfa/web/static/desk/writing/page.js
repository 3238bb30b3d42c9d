// The page as every part of it knows it: its form, its fields, what it says.

export const form = document.getElementById("writing");
export const title = document.getElementById("title");
export const body = document.getElementById("body");
export const cards = document.getElementById("cards");
export const address = `/manuscripts/${form.dataset.manuscript}`;

export const field = (name) => form.elements.namedItem(name);
export const now = () => new Date().toLocaleTimeString("zh-CN", { hour12: false });
export const iconOf = (name) => {
  const icon = document.createElement("i");
  icon.className = `ti ti-${name}`;
  icon.setAttribute("aria-hidden", "true");
  return icon;
};
export const button = (text, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-sm";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
};

// What the state line says, and one notice above the text.

export function say(icon, sentence) {
  document.getElementById("state").replaceChildren(iconOf(icon), ` ${sentence}`);
}

export function notice(sentence, ...buttons) {
  const box = document.getElementById("kept");
  box.querySelector("div > span").textContent = sentence;
  box.querySelector("div > span:last-child").replaceChildren(...buttons);
  box.hidden = false;
}

export const noticeGone = () => { document.getElementById("kept").hidden = true; };

export function fit() {
  title.style.height = "auto";
  title.style.height = `${title.scrollHeight}px`;
}
