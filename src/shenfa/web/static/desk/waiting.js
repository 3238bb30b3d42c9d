// A page that waits for work in the background looks again, as long as it is being looked at.
const waiting = document.querySelector("[data-waiting]");
if (waiting) {
  setInterval(() => {
    if (!document.hidden) location.reload();
  }, Number(waiting.dataset.waiting) * 1000);
}
