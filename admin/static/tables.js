// A choice that is made at once asks at once, and empty fields do not stand in the address.
for (const form of document.querySelectorAll("form[data-filters]")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
  });
  for (const choice of form.querySelectorAll("[data-at-once]")) {
    choice.addEventListener("change", () => form.requestSubmit());
  }
}
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form[data-filters] :disabled")) field.disabled = false;
});
