// <button data-prints>: the browser's own print dialog. Hidden without scripts, where the menu does the same.
document.addEventListener("click", (event) => { if (event.target.closest("[data-prints]")) window.print(); });
