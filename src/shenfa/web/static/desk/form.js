// Brings the two texts of a comparison into the page, where a link stands without script.
for (const box of document.querySelectorAll("[data-part]")) {
  const waiting = document.createElement("p");
  waiting.className = "empty";
  waiting.setAttribute("role", "status");
  waiting.textContent = "正在读取两份文件";
  box.prepend(waiting);
  fetch(box.dataset.part, { credentials: "same-origin" })
    .then((answer) => (answer.ok && !answer.redirected ? answer.text() : Promise.reject(answer)))
    .then((part) => {
      box.insertAdjacentHTML("afterbegin", part);
    })
    .catch(() => {})
    .finally(() => waiting.remove());
}

// A mark without a card in sight leads to its card; a card leads to its marks in both texts.
document.addEventListener("click", (event) => {
  const card = event.target.closest(".differences [data-f]");
  if (!card) return;
  for (const one of document.querySelectorAll(`.side-text [data-f="${CSS.escape(card.dataset.f)}"]`)) {
    const text = one.closest(".side-text");
    text.scrollTop += one.getBoundingClientRect().top - text.getBoundingClientRect().top - 80;
  }
});
