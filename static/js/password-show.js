// <button data-shows="id_password" aria-pressed="false"> shows what is typed, and hides it again before it is sent.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-shows]");
  if (!button) return;
  const input = document.getElementById(button.dataset.shows);
  const shown = input.type === "text";
  input.type = shown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!shown));
});

document.addEventListener("submit", (event) => {
  for (const button of event.target.querySelectorAll("[data-shows]")) {
    document.getElementById(button.dataset.shows).type = "password";
    button.setAttribute("aria-pressed", "false");
  }
});
