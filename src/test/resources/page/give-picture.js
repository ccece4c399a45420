// Drops a picture on the page or pastes it, as a browser does: { way: "drop" | "paste", base64, type }.
({ way, base64, type }) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], "picture", { type }));
  if (way === "paste") {
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    return;
  }
  for (const event of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(event, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}
