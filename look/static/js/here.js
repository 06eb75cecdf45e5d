/* Offers to look near where somebody is. The browser asks them first; two decimals, about a kilometre, are all that leaves. */
const form = document.querySelector("[data-here]");
if (form && navigator.geolocation) {
  form.hidden = false;
  const said = form.querySelector("[data-said]");
  form.addEventListener("submit", (press) => {
    if (form.elements.latitude.value) return;
    press.preventDefault();
    navigator.geolocation.getCurrentPosition(
      (at) => {
        form.elements.latitude.value = at.coords.latitude.toFixed(2);
        form.elements.longitude.value = at.coords.longitude.toFixed(2);
        form.submit();
      },
      () => { said.textContent = said.dataset.no; },
      { enableHighAccuracy: false, timeout: 15000, maximumAge: 600000 },
    );
  });
}
