"use strict";
// A quote opens its document beside the report, with the exact words marked. Without this script the same link jumps
// to the words in the list of documents. Offsets are code points of the document's text; text nodes hold it unmoved.
(() => {
  const panel = document.getElementById("panel");
  const body = document.getElementById("panel-body");
  const at = (id) => document.getElementById(id);
  let opener = null;

  const pieces = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) =>
        node.parentElement.closest("[data-skip]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    });
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };

  const units = (text, points) => {
    let index = 0;
    for (let count = 0; count < points && index < text.length; count += 1) {
      index += text.codePointAt(index) > 0xffff ? 2 : 1;
    }
    return index;
  };

  const wrap = (root, start, end, name) => {
    let place = 0;
    const marks = [];
    for (const node of pieces(root)) {
      const length = [...node.data].length;
      const from = Math.max(start - place, 0);
      const to = Math.min(end - place, length);
      if (from < to) {
        const range = document.createRange();
        range.setStart(node, units(node.data, from));
        range.setEnd(node, units(node.data, to));
        const mark = document.createElement("mark");
        mark.className = name;
        range.surroundContents(mark);
        marks.push(mark);
      }
      place += length;
      if (place >= end) break;
    }
    return marks;
  };

  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    body.replaceChildren();
    if (opener) {
      opener.classList.remove("here");
      opener.focus();
    }
    opener = null;
  };

  const show = (link) => {
    const parts = /^#(.+)-(\d+)-(\d+)$/.exec(link.getAttribute("href"));
    const source = parts && at(parts[1] + "-text");
    const article = parts && at(parts[1]);
    if (!source || !article) return false;
    if (opener) opener.classList.remove("here");
    const copy = source.cloneNode(true);
    copy.removeAttribute("id");
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    const context = /^(\d+)-(\d+)$/.exec(link.dataset.context || "");
    if (context) wrap(copy, Number(context[1]), Number(context[2]), "context");
    const marks = wrap(copy, Number(parts[2]), Number(parts[3]), "hit");
    for (const mark of marks) mark.closest("details")?.setAttribute("open", "");
    at("panel-kicker").textContent = "Document D" + article.dataset.number;
    at("panel-title").textContent = article.querySelector("h3 bdi").textContent;
    at("panel-facts").textContent = article.querySelector(".facts-line").textContent;
    at("panel-link").href = "#" + parts[0].slice(1);
    body.replaceChildren(copy);
    panel.hidden = false;
    opener = link;
    link.classList.add("here");
    panel.focus({ preventScroll: true });
    marks[0]?.scrollIntoView({ block: "center", behavior: "instant" });
    return true;
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.id === "panel-link") {
      opener = null;
      panel.hidden = true;
    } else if (show(link)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  at("panel-close").addEventListener("click", close);

  const filter = at("filter");
  if (filter) {
    const words = at("filter-words");
    const grade = at("filter-grade");
    const order = at("filter-order");
    const incidents = [...document.querySelectorAll("article.incident")];
    const groups = [...document.querySelectorAll("#incidents .group")];
    let texts = null;
    filter.hidden = false;
    const apply = () => {
      texts ||= incidents.map((item) => item.textContent.toLowerCase());
      const sought = words.value.trim().toLowerCase();
      let count = 0;
      incidents.forEach((item, number) => {
        const fits = (!sought || texts[number].includes(sought)) && (!grade.value || item.dataset.grade === grade.value);
        item.hidden = !fits;
        count += fits ? 1 : 0;
      });
      for (const group of groups) {
        group.hidden = !group.querySelector("article.incident:not([hidden])");
        if (group.localName === "details" && (sought || grade.value)) group.open = true;
      }
      at("filter-count").textContent = count + " of " + incidents.length + " incidents";
    };
    const sort = () => {
      for (const cards of document.querySelectorAll("#incidents .cards")) {
        const sorted = [...cards.children].sort((a, b) => a.dataset[order.value] - b.dataset[order.value]);
        cards.replaceChildren(...sorted);
      }
    };
    words.addEventListener("input", apply);
    grade.addEventListener("change", apply);
    order.addEventListener("change", sort);
    filter.addEventListener("submit", (event) => event.preventDefault());
    at("filter-open").addEventListener("click", (event) => {
      const open = event.target.textContent === "Open all";
      for (const item of incidents) item.firstElementChild.open = open;
      if (open) for (const group of groups) group.open = true;
      event.target.textContent = open ? "Close all" : "Open all";
    });
  }
  const reveal = () => {
    let target = null;
    try {
      target = location.hash.length > 1 ? at(decodeURIComponent(location.hash.slice(1))) : null;
    } catch {
      return; // a fragment that is no UTF-8 names nothing here
    }
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const incident = target.closest("article.incident");
    if (incident) {
      incident.hidden = false;
      incident.closest(".group").hidden = false;
      incident.firstElementChild.open = true;
    }
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);

  if (matchMedia("(max-width: 62rem)").matches) {
    document.querySelector(".contents details").open = false;
    for (const item of document.querySelectorAll("article.incident ~ article.incident ~ article.incident > details")) {
      item.open = false;
    }
  }
  if (location.hash) reveal();
  let closed = [];
  window.addEventListener("beforeprint", () => {
    const whole = document.getElementById("print-details")?.checked ?? true;
    closed = [...document.querySelectorAll(`${whole ? "details" : "details.group"}:not([open])`)];
    for (const item of closed) item.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const item of closed) item.open = false;
  });
})();
