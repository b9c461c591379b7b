/* Photos: the bytes as the camera wrote them are kept and sent, for the sealed store; what anyone looks at is drawn anew, as
   pixels alone.  All of it off the main path: hashing, decoding and drawing happen in the browser's own threads. */

const LONGEST = 1600;
const QUALITY = 0.82;

export class NotAPicture extends Error {}

/* { key, visit, kind, type, size, sha256, original, rendition } */
export async function taken(file, { visit, kind, longest = LONGEST }) {
  const bytes = await file.arrayBuffer();
  const [sha256, rendition] = await Promise.all([digest(bytes), drawn(file, longest)]);
  const original = new Blob([bytes], { type: file.type || "application/octet-stream" });
  return { key: crypto.randomUUID(), visit, kind, type: original.type, size: original.size, sha256, original, rendition, sent: 0, is_sent: false };
}

export async function digest(bytes) {
  const made = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(made)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function drawn(file, longest) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new NotAPicture(file.name);
  }
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = typeof OffscreenCanvas === "function" ? new OffscreenCanvas(width, height) : canvasOf(width, height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  picture.close();
  return blobOf(canvas, "image/jpeg");
}

function canvasOf(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}

export function blobOf(canvas, type) {
  if (canvas.convertToBlob) return canvas.convertToBlob({ type, quality: QUALITY });
  return new Promise((give) => { canvas.toBlob(give, type, QUALITY); });
}

/* Addresses of pictures on the page; let go of when the page shows something else. */
const shown = new Set();

export function addressOf(blob) {
  const address = URL.createObjectURL(blob);
  shown.add(address);
  return address;
}

export function letGo() {
  for (const address of shown) URL.revokeObjectURL(address);
  shown.clear();
}
