"use strict";
const form = document.getElementById("filter");
if (form) {
  const failures = [...document.querySelectorAll("details.failure[data-fault]")];
  const sections = [...document.querySelectorAll("section.fault")];
  const words = new Map(failures.map((each) => [each, each.querySelector(".asked").textContent.toLowerCase()]));
  const apply = () => {
    const [fault, kind] = [form.elements.fault.value, form.elements.kind.value];
    const typed = form.elements.words.value.trim().toLowerCase();
    let shown = 0;
    for (const each of failures) {
      each.hidden = Boolean((fault && each.dataset.fault !== fault) || (kind && each.dataset.kind !== kind)
        || (typed && !words.get(each).includes(typed)));
      shown += each.hidden ? 0 : 1;
    }
    for (const each of sections) each.hidden = !each.querySelector("details.failure:not([hidden])");
    document.getElementById("shown").textContent = `${shown} of ${failures.length} shown`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}
const open = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.matches("details")) target.open = true;
  else if (target.matches("section.fault")) target.querySelector("details.failure").open = true;
};
addEventListener("hashchange", open);
open();
