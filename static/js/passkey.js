// A passkey that did not work out (cancelled, timed out, unknown device) is said in words beside its button.
const words = document.querySelector("template[data-passkey-words]");
const place = document.querySelector("[data-passkey-problem]");

document.addEventListener("allauth.error", (event) => {
  if (!words || !place) return;
  event.preventDefault();
  place.textContent = words.content.textContent;
  place.hidden = false;
});
