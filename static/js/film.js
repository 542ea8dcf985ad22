// [data-film]: another site's player, fetched only when someone asks for the film. Without scripts the link opens it there.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-film] a");
  if (!link) return;
  event.preventDefault();
  const place = link.closest("[data-film]");
  const player = document.createElement("iframe");
  const address = new URL(place.dataset.film);
  address.searchParams.set("autoplay", "1");
  player.src = address;
  player.title = place.dataset.filmTitle;
  player.allow = "autoplay; fullscreen; picture-in-picture";
  player.allowFullscreen = true;
  place.replaceChildren(player);
  player.focus();
});
