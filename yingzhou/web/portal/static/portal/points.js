// The nearest door first.  The place is asked of the browser and used here alone: nothing of it is sent anywhere.
(() => {
  "use strict";
  const button = document.querySelector("[data-yz-nearest]");
  const said = document.querySelector("[data-yz-nearest-said]");
  const list = document.querySelector("[data-yz-doors]");
  if (!button || !said || !list || !navigator.geolocation || !list.querySelector("[data-at]")) return;
  button.hidden = false;

  const radians = (degrees) => (degrees * Math.PI) / 180;
  const kilometers = (a, b) => {
    const across = Math.sin(radians(b[0] - a[0]) / 2) ** 2;
    const along = Math.sin(radians(b[1] - a[1]) / 2) ** 2;
    const part = across + Math.cos(radians(a[0])) * Math.cos(radians(b[0])) * along;
    return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(part)));
  };
  const tell = (text) => {
    said.hidden = false;
    said.textContent = text;
  };
  const sort = (here) => {
    const doors = Array.from(list.children).map((door) => {
      const at = (door.dataset.at || "").split(",").map(Number);
      return { door, far: at.length === 2 ? kilometers(here, at) : Infinity };
    });
    doors.sort((one, other) => one.far - other.far);
    for (const { door, far } of doors) {
      list.append(door);
      const mark = door.querySelector("[data-yz-km]");
      if (mark && far < Infinity) mark.textContent = said.dataset.km.replace("{km}", far < 10 ? far.toFixed(1) : Math.round(far));
    }
    tell(said.dataset.far);
  };
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      (found) => sort([found.coords.latitude, found.coords.longitude]),
      () => tell(said.dataset.no),
      { timeout: 10000, maximumAge: 600000 },
    );
  });
})();
