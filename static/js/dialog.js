// <button command="show-modal" commandfor="id"> opens a <dialog> by itself in newer browsers; this is for the others.
if (!("commandForElement" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[commandfor]");
    const dialog = button && document.getElementById(button.getAttribute("commandfor"));
    if (!(dialog instanceof HTMLDialogElement)) return;
    if (button.getAttribute("command") === "show-modal") dialog.showModal();
    if (["close", "request-close"].includes(button.getAttribute("command"))) dialog.close();
  });
}
