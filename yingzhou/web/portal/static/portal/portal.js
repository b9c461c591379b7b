/* The portal's own script.  Every page works without it; with it: a proof of work, the code from a QR, copying, printing. */
(function () {
  "use strict";
  var K = new Uint32Array(64), H0 = new Uint32Array(8);
  (function constants() {
    var found = 0;
    for (var n = 2; found < 64; n += 1) {
      var prime = true;
      for (var d = 2; d * d <= n; d += 1) if (n % d === 0) { prime = false; break; }
      if (!prime) continue;
      if (found < 8) H0[found] = Math.floor((Math.sqrt(n) % 1) * 4294967296);
      K[found] = Math.floor((Math.cbrt(n) % 1) * 4294967296);
      found += 1;
    }
  })();
  var W = new Uint32Array(64);
  function rotate(x, n) { return (x >>> n) | (x << (32 - n)); }

  /* The first 32 bits of SHA-256 of a short ASCII text (at most 55 characters). */
  function head(text) {
    var i, t;
    W.fill(0, 0, 16);
    for (i = 0; i < text.length; i += 1) W[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
    W[i >> 2] |= 0x80 << (24 - (i % 4) * 8);
    W[15] = text.length * 8;
    for (t = 16; t < 64; t += 1) {
      var x = W[t - 15], y = W[t - 2];
      W[t] = (rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)) + W[t - 7] + (rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)) + W[t - 16];
    }
    var a = H0[0], b = H0[1], c = H0[2], d = H0[3], e = H0[4], f = H0[5], g = H0[6], h = H0[7];
    for (t = 0; t < 64; t += 1) {
      var one = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + K[t] + W[t]) | 0;
      var two = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    return (a + H0[0]) >>> 0;
  }

  function prove(field) {
    var key = field.dataset.yzProof, number = 0;
    (function some() {
      for (var n = 0; n < 4000; n += 1, number += 1) {
        if (head(key + ":" + number) >>> 16 === 0) { field.value = String(number); return; }
      }
      window.setTimeout(some, 0);
    })();
  }

  document.querySelectorAll("[data-yz-proof]").forEach(prove);
  document.querySelectorAll("[data-yz-script]").forEach(function (block) { block.hidden = false; });
  document.querySelectorAll("[data-yz-print]").forEach(function (button) {
    button.addEventListener("click", function () { window.print(); });
  });
  document.querySelectorAll("[data-yz-copy]").forEach(function (button) {
    button.addEventListener("click", function () {
      var text = document.getElementById(button.dataset.yzCopy).textContent;
      if (navigator.clipboard) navigator.clipboard.writeText(text);
      button.classList.add("is-done");
    });
  });
  var code = document.querySelector("[data-yz-code]");
  if (code && !code.value && window.location.hash.length > 1) {
    code.value = decodeURIComponent(window.location.hash.slice(1));
    window.history.replaceState(null, "", window.location.pathname);
  }
})();
