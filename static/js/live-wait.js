// [data-elapsed="seconds"]: a clock that goes on from there. [data-waits="address" data-from="state"]: asks now and then how it
// stands, and draws the page anew once it has changed. Both count from what the server said.
const clock = document.querySelector("[data-elapsed]");
const waiting = document.querySelector("[data-waits]");
const EVERY = 4000;

if (clock) {
  const began = performance.now() - Number(clock.dataset.elapsed) * 1000;
  const two = (number) => String(number).padStart(2, "0");
  const show = () => {
    const seconds = Math.floor((performance.now() - began) / 1000);
    clock.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  };
  show();
  setInterval(show, 1000);
}

if (waiting) {
  const ask = async () => {
    try {
      const answer = await fetch(waiting.dataset.waits, { headers: { "X-Requested-With": "fetch" } });
      if (answer.ok && (await answer.json()).state !== waiting.dataset.from) location.reload();
    } catch {
      // Without a connection it simply asks again.
    }
  };
  setInterval(() => { if (!document.hidden) ask(); }, EVERY);
}
