// Guesses the clock from the browser, and leaves it to the person: only a choice that nobody has made yet is filled in.

for (const field of document.querySelectorAll("select[data-guess-zone]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...field.options].some((option) => option.value === zone)) field.value = zone;
}
