// [data-check]: a question with its answer on the page. Choosing shows what is said of that choice; nothing is sent or kept.
// Without scripts, the answers are under a heading that opens.
for (const check of document.querySelectorAll("[data-check]")) {
  const answers = check.querySelector("[data-check-answers]");
  const place = check.querySelector("[data-check-verdict]");
  answers.hidden = true;
  check.addEventListener("change", (event) => {
    const answer = answers.querySelector(`[data-answer="${CSS.escape(event.target.value)}"]`);
    place.replaceChildren(answer.cloneNode(true));
  });
}
