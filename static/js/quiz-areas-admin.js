// Places on a picture, drawn with the mouse or the finger. The numbers in the rows below are what is kept: drawing writes them, and
// whoever writes them by hand sees them drawn.
{
  const SVG = "http://www.w3.org/2000/svg";
  const NUMBERS = { rect: ["left", "top", "right", "bottom"], circle: ["x", "y", "radius"], poly: ["points"] };

  class Canvas {
    constructor(place) {
      this.place = place;
      this.canvas = place.querySelector("[data-picture-canvas]");
      this.frame = this.canvas.querySelector(".question-canvas__frame");
      this.image = this.canvas.querySelector("[data-picture-shown]");
      this.svg = this.canvas.querySelector("[data-picture-areas]");
      this.hint = this.canvas.querySelector("[data-picture-hint]");
      this.buttons = [...this.canvas.querySelectorAll("[data-draws]")];
      this.shape = "";
      this.corners = [];
      place.addEventListener("picture", (event) => this.show(event.detail.url));
      this.image.addEventListener("load", () => this.fit());
      for (const button of this.buttons) button.addEventListener("click", () => this.choose(button.dataset.draws));
      this.svg.addEventListener("pointerdown", (event) => this.press(event));
      this.svg.addEventListener("pointermove", (event) => this.move(event));
      this.svg.addEventListener("pointerup", (event) => this.release(event));
      document.addEventListener("input", () => this.draw());
      document.addEventListener("change", () => this.draw());
      document.addEventListener("keydown", (event) => { if (event.key === "Escape") this.choose(""); });
      this.choose("");
      const name = place.querySelector("[data-picture-name]").value;
      if (name) this.show(`/question-picture/${encodeURIComponent(name)}`);
    }

    get body() { return this.place.closest(".question-hotspot"); }
    get rows() { return [...this.body.querySelectorAll("[data-area]")]; }

    show(url) {
      this.image.src = url;
      this.canvas.hidden = false;
    }

    fit() {
      this.svg.setAttribute("viewBox", `0 0 ${this.image.naturalWidth} ${this.image.naturalHeight}`);
      this.draw();
    }

    choose(shape) {
      this.shape = this.shape === shape ? "" : shape;
      this.corners = [];
      for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.dataset.draws === this.shape));
      this.frame.toggleAttribute("data-drawing", Boolean(this.shape));
      const { hintNone, hintRect, hintCircle, hintPoly } = this.hint.dataset;
      this.hint.textContent = { rect: hintRect, circle: hintCircle, poly: hintPoly }[this.shape] ?? hintNone;
      this.draw();
    }

    at(event) {
      const box = this.svg.getBoundingClientRect();
      const { naturalWidth: width, naturalHeight: height } = this.image;
      const inside = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
      return [
        inside(((event.clientX - box.left) / box.width) * width, width),
        inside(((event.clientY - box.top) / box.height) * height, height),
      ];
    }

    // The closest that two corners can be before they are taken for one, in pixels of the picture.
    get near() { return (12 / this.svg.getBoundingClientRect().width) * this.image.naturalWidth; }

    press(event) {
      if (!this.shape) return;
      event.preventDefault();
      this.svg.setPointerCapture(event.pointerId);
      const here = this.at(event);
      if (this.shape !== "poly") {
        this.from = here;
        return;
      }
      const [first] = this.corners;
      if (first && this.corners.length > 2 && Math.hypot(here[0] - first[0], here[1] - first[1]) <= this.near) {
        this.add("poly", { points: this.corners.map((corner) => corner.join(",")).join(" ") });
      } else {
        this.corners.push(here);
        this.draw();
      }
    }

    move(event) {
      if (!this.from) return;
      this.drawn = this.measured(this.from, this.at(event));
      this.draw();
    }

    release(event) {
      if (!this.from) return;
      const told = this.measured(this.from, this.at(event));
      const big = this.shape === "rect" ? told.right - told.left > 3 && told.bottom - told.top > 3 : told.radius > 3;
      this.from = this.drawn = null;
      if (big) this.add(this.shape, told);
      else this.draw();
    }

    measured([x, y], [toX, toY]) {
      if (this.shape === "circle") return { x, y, radius: Math.round(Math.hypot(toX - x, toY - y)) };
      return { left: Math.min(x, toX), top: Math.min(y, toY), right: Math.max(x, toX), bottom: Math.max(y, toY) };
    }

    // A new row below, with the numbers in it; then its name is what is missing.
    add(shape, numbers) {
      const { areas } = this.body.closest("[id$='-root']").rootBlock.childBlocks;
      const empty = { label_es: "", label_en: "", correct: false, why_es: "", why_en: "" };
      areas.insert({ type: shape, value: { ...empty, ...numbers }, id: crypto.randomUUID?.() ?? String(Date.now()) }, areas.children.length);
      this.choose("");
      const row = this.rows.at(-1);
      row?.querySelector("[name$='-label_es']")?.focus();
      row?.querySelector("[name$='-label_es']")?.dispatchEvent(new Event("change", { bubbles: true }));
    }

    draw() {
      if (this.canvas.hidden) return;
      const shapes = this.rows.flatMap((row, number) => this.drawnRow(row, number + 1));
      if (this.drawn) shapes.push(this.element(this.shape, Object.values(this.drawn)));
      if (this.corners.length) shapes.push(this.element("poly", this.corners.flat()));
      this.svg.replaceChildren(...shapes);
    }

    drawnRow(row, number) {
      const shape = row.dataset.area;
      const values = NUMBERS[shape].map((name) => row.querySelector(`[name$="-${name}"]`)?.value.trim() ?? "");
      const numbers = shape === "poly" ? values[0].split(/[\s,]+/).filter(Boolean).map(Number) : values.map((value) => (value ? Number(value) : NaN));
      if (!numbers.length || numbers.some(Number.isNaN) || row.closest("[aria-hidden=true]")) return [];
      const element = this.element(shape, numbers);
      if (row.querySelector("[name$='-correct']")?.checked) element.classList.add("is-right");
      const label = document.createElementNS(SVG, "text");
      label.textContent = number;
      label.setAttribute("x", shape === "circle" ? numbers[0] - 4 : numbers[0] + 6);
      label.setAttribute("y", shape === "circle" ? numbers[1] + 5 : numbers[1] + 18);
      return [element, label];
    }

    element(shape, numbers) {
      const made = document.createElementNS(SVG, { rect: "rect", circle: "circle", poly: "polygon" }[shape]);
      const set = (values) => Object.entries(values).forEach(([name, value]) => made.setAttribute(name, Math.max(0, value)));
      if (shape === "poly") made.setAttribute("points", numbers.join(" "));
      else if (shape === "circle") set({ cx: numbers[0], cy: numbers[1], r: numbers[2] });
      else set({ x: Math.min(numbers[0], numbers[2]), y: Math.min(numbers[1], numbers[3]), width: Math.abs(numbers[2] - numbers[0]), height: Math.abs(numbers[3] - numbers[1]) });
      return made;
    }
  }

  const startAll = () => document.querySelectorAll(".question-hotspot [data-picture]:not([data-canvas])").forEach((place) => {
    place.dataset.canvas = "";
    new Canvas(place);
  });
  document.addEventListener("DOMContentLoaded", () => {
    startAll();
    new MutationObserver(startAll).observe(document.body, { childList: true, subtree: true });
  });
}
