/* 瀛洲 · counts what a form costs: seconds since it was first shown, and taps.  A tap is a press on something, or a field
   typed into; typing itself is not counted.  Kept in this tab only, until the record is taken. */
(function () {
  "use strict";
  var TYPED = /^(text|search|tel|url|email|number|password|date|time|month|week|datetime-local)$/;

  function typed(field) {
    return field.tagName === "TEXTAREA" || field.tagName === "SELECT" || (field.tagName === "INPUT" && TYPED.test(field.type));
  }
  function posts(form) { return (form.getAttribute("method") || "").toLowerCase() === "post"; }
  function place(form) { return "yz-took:" + new URL(form.getAttribute("action") || "", location.href).pathname; }
  function read(form) {
    try { return JSON.parse(sessionStorage.getItem(place(form))) || null; } catch (_) { return null; }
  }
  function keep(form, cost) {
    try { sessionStorage.setItem(place(form), JSON.stringify(cost)); } catch (_) { /* a full or forbidden store counts nothing */ }
  }
  function costOf(form) { return read(form) || { since: Date.now(), taps: 0 }; }
  function add(form) {
    if (!form || !posts(form)) return;
    var cost = costOf(form);
    cost.taps += 1;
    keep(form, cost);
  }

  document.addEventListener("DOMContentLoaded", function () {
    var here = {};
    document.querySelectorAll("form[method=post]").forEach(function (form) {
      here[place(form)] = true;
      if (!read(form)) keep(form, costOf(form));
    });
    try {
      Object.keys(sessionStorage).forEach(function (key) {
        if (key.indexOf("yz-took:") === 0 && !here[key]) sessionStorage.removeItem(key);
      });
    } catch (_) { /* nothing kept, nothing to forget */ }
  });
  document.addEventListener("click", function (event) {
    var form = event.target.closest("form"), at = event.target.closest("button,input,label,summary,a,select,textarea");
    if (!form || !at || typed(at) || (at.tagName === "LABEL" && at.control)) return;
    add(form);
  }, true);
  document.addEventListener("change", function (event) {
    if (typed(event.target)) add(event.target.form);
  }, true);
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!posts(form) || event.defaultPrevented) return;
    var cost = costOf(form), field = form.querySelector("input[name=yz-took]");
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = "yz-took";
      form.appendChild(field);
    }
    field.value = Math.round((Date.now() - cost.since) / 1000) + ";" + cost.taps;
  });
})();
