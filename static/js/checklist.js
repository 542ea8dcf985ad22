// [data-counts="id"] says how many boxes of the list #id are ticked, in the words of data-words ("{done} of {total} done").
const tell = (place) => {
  const boxes = [...document.querySelectorAll(`#${CSS.escape(place.dataset.counts)} [type=checkbox]`)];
  const ticked = boxes.filter((box) => box.checked).length;
  place.textContent = place.dataset.words.replace("{done}", ticked).replace("{total}", boxes.length);
};
const tellAll = () => document.querySelectorAll("[data-counts]").forEach(tell);

tellAll();
document.addEventListener("change", tellAll);
