"""What a walk by keyboard asks of a page, in whichever browser."""

from __future__ import annotations

# Keeps the controls that a person sees, and returns how many.
PREPARE = """() => {
  const root = document.querySelector("dialog:modal") ?? document;
  // Of radio buttons of one name the chosen one stands for all; without a choice, the first.
  window.stopOf = (item) => item.type !== "radio" ? item
    : root.querySelector(`input[name="${item.name}"]:checked`) ?? root.querySelector(`input[name="${item.name}"]`);
  window.controls = [...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((item) => item.tabIndex >= 0 && !item.disabled && item.type !== "hidden"
      && item.checkVisibility({ visibilityProperty: true })
      && (item.type !== "radio" || item === window.stopOf(item)));
  document.activeElement?.blur();
  return window.controls.length;
}"""
# The number of the control that has the focus; -1 for what may have it too (the page, a frame, a box that scrolls), or
# the element itself where it should not have it.
STOP = """() => {
  const item = document.activeElement ?? document.body;
  const number = window.controls.indexOf(window.stopOf(item));
  const scrolls = item.scrollHeight > item.clientHeight || item.scrollWidth > item.clientWidth;
  const holds = item.localName === "iframe" || item.shadowRoot;  // what is inside is looked at by its own address
  const may = number >= 0 || scrolls || item === document.body || holds;
  return may ? number : item.outerHTML.slice(0, 120);
}"""
NAMES = "(numbers) => numbers.map((number) => window.controls[number].outerHTML.slice(0, 120))"
