/* 瀛洲 · the only script every page loads. Pages work without it. */
(function () {
  "use strict";
  var root = document.documentElement;

  /* theme and size act at once; the server keeps them in a cookie, as it does without script */
  function keep(form, name, value) {
    var body = new FormData(form);
    body.set(name, value);
    fetch(form.action, { method: "POST", body: body, redirect: "manual", credentials: "same-origin" });
  }
  function flip(button, attr, name, a, b) {
    var next = root.getAttribute(attr) === a ? b : a;
    root.setAttribute(attr, next);
    document.querySelectorAll("button[name=" + name + "]").forEach(function (other) { other.value = next === a ? b : a; });
    keep(button.form, name, next);
    document.dispatchEvent(new CustomEvent("yz:theme"));
  }

  document.addEventListener("click", function (event) {
    var at = event.target.closest("button[data-yz-theme],button[data-yz-size],[data-yz-open],[data-yz-close],[data-yz-print]");
    if (!at) return;
    if (at.hasAttribute("data-yz-theme")) { event.preventDefault(); flip(at, "data-bs-theme", "theme", "light", "dark"); }
    else if (at.hasAttribute("data-yz-size")) { event.preventDefault(); flip(at, "data-yz-size", "size", "normal", "large"); }
    else if (at.hasAttribute("data-yz-print")) window.print();
    else if (at.hasAttribute("data-yz-open")) document.getElementById(at.getAttribute("data-yz-open")).showModal();
    else at.closest("dialog").close();
  });

  /* Esc closes a definition without moving the focus; "/" goes to the search box */
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      document.querySelectorAll(".yz-tip:hover, .yz-tip:focus-within").forEach(function (tip) {
        tip.classList.add("is-shut");
        tip.addEventListener("mouseleave", function () { tip.classList.remove("is-shut"); }, { once: true });
        tip.addEventListener("focusout", function () { tip.classList.remove("is-shut"); }, { once: true });
      });
    }
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      var box = document.getElementById("q");
      if (box) { event.preventDefault(); box.focus(); }
    }
  });

  /* keep a definition inside the window */
  document.addEventListener("mouseover", nudge);
  document.addEventListener("focusin", nudge);
  function nudge(event) {
    var tip = event.target.closest && event.target.closest(".yz-tip");
    if (!tip) return;
    var pop = tip.querySelector(".yz-tip__pop");
    if (!pop) return;
    pop.style.marginLeft = "0";
    var box = pop.getBoundingClientRect(), room = root.clientWidth - 8;
    if (box.right > room) pop.style.marginLeft = (room - box.right) + "px";
    else if (box.left < 8) pop.style.marginLeft = (8 - box.left) + "px";
  }

  /* select all rows; show the bar of bulk actions */
  document.addEventListener("change", function (event) {
    var all = event.target.closest("[data-yz-all]"), table = event.target.closest("table");
    if (!table) return;
    if (all) table.querySelectorAll("tbody input[type=checkbox]").forEach(function (box) { box.checked = all.checked; });
    var n = table.querySelectorAll("tbody input[type=checkbox]:checked").length, bulk = document.querySelector("[data-yz-bulk]");
    if (bulk) { bulk.hidden = n === 0; bulk.querySelector("[data-yz-count]").textContent = n; }
  });

  /* the errors of a form are read out first */
  document.addEventListener("DOMContentLoaded", function () {
    var errors = document.getElementById("errors");
    if (errors) errors.focus();
  });
})();
