// The outline of a step is a drawer on a phone: Escape and a tap beside it close it. On a desk it is always open; browsers
// that cannot do that with CSS get the attribute.
const drawer = document.querySelector(".outline details");
const desk = matchMedia("(width >= 60rem)");

if (drawer) {
  const fit = () => { if (!CSS.supports("selector(::details-content)")) drawer.open = desk.matches; };
  fit();
  desk.addEventListener("change", fit);

  const shut = () => { if (!desk.matches) drawer.open = false; };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.open || desk.matches) return;
    shut();
    drawer.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => { if (drawer.open && !drawer.contains(event.target)) shut(); });
}
