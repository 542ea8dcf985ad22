// One page is one page. The editor saves by itself, also a page that is new; pressing Save meanwhile would make a second one of it.
// So the press waits for what is under way, and what is about to start gives way to the press.
(() => {
  let underWay = null; // the form that is saving by itself
  let pressed = null; // the button pressed meanwhile
  let leaving = false;

  const goOn = () => {
    underWay = null;
    if (!pressed) return;
    const button = pressed;
    pressed = null;
    button.disabled = false; // it shows that it is at work, and a disabled button would not say which one it is
    button.form.requestSubmit(button);
  };

  document.addEventListener("w-autosave:save", (event) => {
    if (leaving) event.preventDefault();
    else underWay = event.target;
  });
  document.addEventListener("w-autosave:success", goOn);
  document.addEventListener("w-autosave:error", goOn);
  document.addEventListener("submit", (event) => {
    if (event.target !== underWay || !event.submitter) return;
    event.preventDefault();
    event.stopPropagation();
    pressed = event.submitter;
  }, true);
  window.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) leaving = true;
  });
  window.addEventListener("pageshow", () => { leaving = false; });
})();
