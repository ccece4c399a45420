// Pictures to search by: chosen, dropped or pasted, and made small before they are sent.

import { Problem } from "./api.js";

const LONGEST_SIDE = 640;
const QUALITY = 0.92;

/** A picture file as a data address of a JPEG; throws a problem when the browser cannot read it. */
export async function prepared(file) {
  const bitmap = await decoded(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff"; // what shows through where the picture is transparent
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.toDataURL("image/jpeg", QUALITY);
}

async function decoded(file) {
  try {
    return await createImageBitmap(file);
  } catch {
    const name = file.name || "The file";
    throw new Problem({ title: "This is no picture", detail: `${name} cannot be read as a picture: choose a JPEG, PNG, GIF or WebP.` });
  }
}

/** Calls back with every picture that is chosen in the input, dropped on the page or pasted into it. */
export function watch(input, onPicture) {
  input.addEventListener("change", () => {
    if (input.files[0]) onPicture(input.files[0]);
    input.value = "";
  });
  addEventListener("paste", (event) => {
    const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith("image/"));
    if (file) onPicture(file);
  });
  watchDrops(onPicture);
}

function watchDrops(onPicture) {
  let depth = 0; // entering a child leaves its parent, so the page counts
  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const mark = () => document.body.classList.toggle("dropping", depth > 0);
  addEventListener("dragenter", (event) => {
    if (carriesFiles(event)) depth++;
    mark();
  });
  addEventListener("dragleave", (event) => {
    if (carriesFiles(event)) depth = Math.max(0, depth - 1);
    mark();
  });
  addEventListener("dragover", (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    mark();
    if (event.dataTransfer.files[0]) onPicture(event.dataTransfer.files[0]);
  });
}
