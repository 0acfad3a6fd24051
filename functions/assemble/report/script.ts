/** A convenience on top: the page says everything without it. Filters table rows, and opens all details for the printer. */
export const script = `
for (const input of document.querySelectorAll('[data-filter]')) {
  input.closest('[hidden]').hidden = false;
  input.addEventListener('input', () => {
    const wanted = input.value.trim().toLowerCase();
    for (const row of document.querySelectorAll(input.dataset.filter))
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
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
