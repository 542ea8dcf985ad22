// [data-call-time]: how long one has been on the line since the page was opened. It only counts: nothing follows from it.
const shown = document.querySelector("[data-call-time]");

if (shown) {
  const began = Date.now();
  const two = (number) => String(number).padStart(2, "0");
  setInterval(() => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    shown.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  }, 1000);
}
