// Small conveniences for building what the page shows.

export const element = (id) => document.getElementById(id);

/** A new element with these properties and children; texts stay texts and never become markup. */
export function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}
