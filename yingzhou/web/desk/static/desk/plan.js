/* Drag a card to another person or day.  The button on each card does the same without dragging: both post the same form. */
(function () {
  "use strict";
  var board = document.querySelector("[data-yz-board]"), form = document.getElementById("drop"), held = null;
  if (!board || !form) return;
  function cell(event) { return event.target.closest("td[data-day]"); }
  function clear() { board.querySelectorAll("td.is-over").forEach(function (td) { td.classList.remove("is-over"); }); }

  /* before which of the cell's cards the pointer is, counted without the one that is held */
  function place(td, event) {
    var others = Array.prototype.filter.call(td.querySelectorAll(".yz-pcard"), function (one) { return one !== held; });
    for (var at = 0; at < others.length; at += 1) {
      var box = others[at].getBoundingClientRect();
      if (event.clientY < box.top + box.height / 2) return at;
    }
    return others.length;
  }

  board.addEventListener("dragstart", function (event) {
    held = event.target.closest(".yz-pcard");
    if (held) event.dataTransfer.setData("text/plain", held.textContent);
  });
  board.addEventListener("dragover", function (event) {
    var td = cell(event);
    clear();
    if (td && held) { event.preventDefault(); td.classList.add("is-over"); }
  });
  board.addEventListener("dragend", clear);
  board.addEventListener("drop", function (event) {
    var td = cell(event);
    if (!td || !held) return;
    event.preventDefault();
    form.action = held.getAttribute("data-move");
    form.elements.officer.value = td.getAttribute("data-officer");
    form.elements.day.value = td.getAttribute("data-day");
    form.elements.position.value = place(td, event);
    form.submit();
  });
})();
