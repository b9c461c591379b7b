/* A name written with the finger: strokes on a canvas, as smooth as the pointer reports them. */

import { blobOf } from "./photos.js";

const INK = 2.4;

export function signaturePad(canvas, changed) {
  const strokes = [];
  let current = null;

  function point(event) {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }
  function draw() {
    const box = canvas.getBoundingClientRect();
    const fine = Math.min(2, window.devicePixelRatio || 1);
    canvas.width = Math.max(1, Math.round(box.width * fine));
    canvas.height = Math.max(1, Math.round(box.height * fine));
    ink(canvas, strokes, INK * fine, getComputedStyle(canvas).color);
  }
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    current = [point(event)];
    strokes.push(current);
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!current) return;
    for (const step of event.getCoalescedEvents?.() ?? [event]) current.push(point(step));
    draw();
  });
  const lift = () => {
    if (!current) return;
    current = null;
    changed(strokes);
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  new ResizeObserver(draw).observe(canvas);
  return {
    clear() { strokes.length = 0; draw(); changed(strokes); },
    set(given) { strokes.splice(0, strokes.length, ...given); draw(); },
    isEmpty: () => strokes.length === 0,
  };
}

function ink(canvas, strokes, width, color) {
  const pen = canvas.getContext("2d");
  pen.lineWidth = width;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = pen.fillStyle = color;
  for (const stroke of strokes) {
    pen.beginPath();
    stroke.forEach(([x, y], n) => pen[n ? "lineTo" : "moveTo"](x * canvas.width, y * canvas.height));
    if (stroke.length === 1) {
      pen.arc(stroke[0][0] * canvas.width, stroke[0][1] * canvas.height, width, 0, 7);
      pen.fill();
    } else pen.stroke();
  }
}

/* The signature as a picture: black on white, whatever the theme of the page. */
export async function signaturePicture(strokes, width = 720, height = 240) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  ink(canvas, strokes, INK * 2, "#111");
  return blobOf(canvas, "image/png");
}
