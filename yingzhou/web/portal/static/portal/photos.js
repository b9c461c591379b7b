/* Photos leave the phone as pixels alone: drawn anew, without place, camera, time or file name.  The server does it once more;
   without this script it does it alone.  A picture that cannot be drawn here is left out and said so. */
(function () {
  "use strict";
  var LONGEST = 2560, QUALITY = 0.85;
  var input = document.querySelector("[data-yz-photos]");
  if (!input || typeof window.createImageBitmap !== "function" || typeof window.DataTransfer !== "function") return;
  var form = input.form, note = document.getElementById(input.dataset.yzPhotos), busy = false, waits = null;

  function drawn(file, number) {
    return window.createImageBitmap(file, { imageOrientation: "from-image" }).then(function (picture) {
      var scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      var canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      var pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      return new Promise(function (keep, refuse) {
        canvas.toBlob(function (blob) {
          if (blob) keep(new File([blob], "photo-" + number + ".jpg", { type: "image/jpeg", lastModified: 0 }));
          else refuse(new Error("not drawn"));
        }, "image/jpeg", QUALITY);
      });
    });
  }

  function say(words) { if (note) note.textContent = words; }

  function redraw() {
    var chosen = Array.prototype.slice.call(input.files), left = 0;
    if (!chosen.length) return;
    busy = true;
    say(note.dataset.yzWorking);
    Promise.all(chosen.map(function (file, place) {
      return drawn(file, place + 1).catch(function () { left += 1; return null; });
    })).then(function (files) {
      var kept = new DataTransfer();
      files.forEach(function (file) { if (file) kept.items.add(file); });
      input.files = kept.files;
      busy = false;
      say(left ? note.dataset.yzLeft : note.dataset.yzDone);
      if (waits && !left) form.requestSubmit(waits);
      waits = null;
    });
  }
  input.addEventListener("change", redraw);
  if (input.files.length) redraw(); // chosen before a slow line had brought this script
  form.addEventListener("submit", function (event) {
    if (!busy) return;
    event.preventDefault();
    waits = event.submitter;
  });
})();
