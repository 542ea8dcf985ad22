// The server's time: this device's clock, put right by how far it was out when the server last said its own.
let ahead = 0;

export const now = () => Date.now() + ahead;

// `server`: ms it said; `asked` and `heard`: when, by this device.
export function hear(server, asked, heard = Date.now()) {
  if (Number.isFinite(server)) ahead = server - (asked + heard) / 2;
}

// The page itself brought the time at which it was made.
export function hearPage(server) {
  const [page] = performance.getEntriesByType("navigation");
  const made = page?.responseStart ? performance.timeOrigin + page.responseStart : Date.now();
  hear(server, made, made);
}
