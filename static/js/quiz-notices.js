// What has to be said at more length than the line above: that another tab has the attempt, that something could not be saved.
export class Notices {
  constructor() {
    this.tab = document.querySelector("[data-notice-tab]");
    this.rescue = document.querySelector("[data-notice-rescue]");
    this.words = this.rescue.querySelector("[data-notice-words]");
    this.result = this.rescue.querySelector("[data-notice-result]");
  }

  // `first` is whether this tab was passed by, and not the one that came second.
  elsewhere(shown, first) {
    this.tab.hidden = !shown;
    if (shown) this.tab.querySelector("[data-notice-words]").textContent = first ? this.tab.dataset.passed : this.tab.dataset.second;
  }

  // `said`: why; `count`: how many answers are only here; `url`: the result, when the attempt is over.
  unsaved(said, count, url = "") {
    const { one, many } = this.rescue.dataset;
    this.words.textContent = `${said} ${count === 1 ? one : many.replace("{number}", count)}`;
    this.result.hidden = !url;
    if (url) this.result.href = url;
    this.rescue.hidden = false;
    this.rescue.focus();
  }

  saved() {
    this.rescue.hidden = true;
  }
}
