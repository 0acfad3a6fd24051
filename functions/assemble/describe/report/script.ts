/** A convenience on top: the page says everything without it. Filters the parts of a table, and opens all details for the printer. */
export const script = `
for (const input of document.querySelectorAll('[data-filter]')) {
  input.closest('[hidden]').hidden = false;
  input.addEventListener('input', () => {
    const wanted = input.value.trim().toLowerCase();
    for (const part of document.querySelectorAll(input.dataset.filter))
      part.hidden = !part.textContent.toLowerCase().includes(wanted);
  });
}
let opened = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details:not([open])')];
  for (const details of opened) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of opened) details.open = false;
});
`;
