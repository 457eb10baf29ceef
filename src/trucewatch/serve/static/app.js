"use strict";
// What a page does beyond its links and forms: words open in a panel beside it, keys reach what the mouse does, words
// that are selected in a text become a claim's, files can be dropped. Without this script every link and form works.
(() => {
  const at = (id) => document.getElementById(id);
  const panel = at("panel");
  let opener = null;

  // Words in their document, beside the page.
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    at("panel-body").replaceChildren();
    if (opener) opener.focus();
    opener = null;
  };
  const show = async (link, url) => {
    const answer = await fetch(url.pathname + "/passage" + url.search, { headers: { "HX-Request": "true" } });
    if (!answer.ok) {
      location.href = link.getAttribute("href");
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    at("panel-body").replaceChildren(...page.body.childNodes);
    panel.hidden = false;
    opener = link;
    panel.focus({ preventScroll: true });
    panel.querySelector("mark.hit")?.scrollIntoView({ block: "center" });
  };
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (event.target.closest("#panel-close")) return close();
    const cancel = event.target.closest("[data-cancel]");
    if (cancel) {
      const outcome = cancel.closest(".outcome");
      const form = outcome.previousElementSibling;
      outcome.replaceChildren();
      form?.querySelector("button")?.focus();
      return;
    }
    const link = event.target.closest("a[href*='?at=']");
    if (!link || link.closest("#panel")) return;
    const url = new URL(link.getAttribute("href"), location.href);
    if (url.pathname === location.pathname) return;
    event.preventDefault();
    show(link, url);
  });

  // Keys: one letter each, shown beside what they reach; they can be turned off, and do nothing while one writes.
  const on = at("keys-on");
  const stored = () => {
    try {
      return localStorage.getItem("trucewatch-keys");
    } catch {
      return null;
    }
  };
  on.checked = stored() !== "off";
  const hints = () => {
    for (const hint of document.querySelectorAll(".key-hint")) hint.remove();
    if (!on.checked) return;
    for (const part of document.querySelectorAll("[data-key], [data-item-key]")) {
      const hint = document.createElement("span");
      hint.className = "key-hint";
      hint.setAttribute("aria-hidden", "true");
      hint.textContent = part.dataset.key || part.dataset.itemKey;
      part.append(hint);
    }
  };
  on.addEventListener("change", () => {
    try {
      localStorage.setItem("trucewatch-keys", on.checked ? "on" : "off");
    } catch {
      // A browser that keeps nothing asks again next time.
    }
    hints();
  });
  hints();
  const items = () => [...document.querySelectorAll("article.item")];
  const step = (by) => {
    const all = items();
    const here = all.findIndex((item) => item.contains(document.activeElement));
    const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "center" });
  };
  const rows = (by) => {
    const all = [...document.querySelectorAll("a[data-row]")];
    const here = all.indexOf(document.activeElement);
    all[Math.min(Math.max(here + by, 0), all.length - 1)]?.focus();
  };
  const reach = (part) => {
    if (part.localName !== "summary") return part.click();
    const fold = part.parentElement;
    fold.open = true;
    part.scrollIntoView({ block: "nearest" });
    (fold.querySelector("input:not([type=hidden]), select, textarea, a, button") || part).focus();
  };
  const visible = (part) => part.offsetParent !== null;
  const keyList = () => {
    const told = [["/", "search"], ["g then i, q, t", "incidents, queue, today"], ["j and k", "next and previous"], ["Esc", "close the words beside the page"]];
    const label = (part) => [...part.childNodes].filter((n) => !n.classList?.contains("key-hint")).map((n) => n.textContent).join("").trim();
    for (const part of document.querySelectorAll("[data-key]")) if (visible(part)) told.push([part.dataset.key, label(part)]);
    const first = document.querySelector("article.item");
    for (const part of first?.querySelectorAll("[data-item-key]") || []) told.push([part.dataset.itemKey, label(part)]);
    const list = at("keys-list");
    list.replaceChildren();
    for (const [key, what] of told) {
      const row = document.createElement("div");
      const [term, said] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = key;
      said.textContent = what;
      row.append(term, said);
      list.append(row);
    }
    at("keys").showModal();
  };
  at("keys-show").hidden = false;
  at("keys-show").addEventListener("click", keyList);
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close();
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog")) return;
    const take = (act) => {
      event.preventDefault();
      act();
    };
    if (going && event.timeStamp - going < 1200) {
      going = 0;
      const where = { i: "/incidents", q: "/queue", t: "/" }[event.key];
      if (where) return take(() => location.assign(where));
    }
    if (event.key === "/") return take(() => at("find-words").focus());
    if (event.key === "?") return take(keyList);
    if (event.key === "j" || event.key === "k") return take(() => (items().length ? step : rows)(event.key === "j" ? 1 : -1));
    const item = event.target.closest("article.item");
    const inside = item?.querySelector(`[data-item-key="${CSS.escape(event.key)}"]`);
    if (inside) return take(() => reach(inside));
    const part = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find(visible);
    if (part) return take(() => reach(part));
    if (event.key === "g") going = event.timeStamp;
  });

  // A name that is written in one form is there in the others.
  document.addEventListener("change", (event) => {
    if (event.target.name !== "by") return;
    for (const other of document.querySelectorAll("input[name=by]:not([type=hidden])")) other.value ||= event.target.value;
  });

  // What an answer brings is read out, and has the keyboard.
  document.addEventListener("htmx:afterSwap", (event) => {
    hints();
    const box = event.target.querySelector?.(".outcome-box, .faults");
    (box?.querySelector("[autofocus]") || box)?.scrollIntoView({ block: "nearest" });
    if (event.target.classList.contains("outcome")) event.target.querySelector("[autofocus]")?.focus();
  });

  // Words that are selected in a document's text.
  const text = at("text");
  const add = at("selected");
  if (text && add) {
    const chosen = () => {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return "";
      const part = selection.getRangeAt(0).cloneContents();
      for (const skip of part.querySelectorAll("[data-skip]")) skip.remove();
      return part.textContent.trim();
    };
    document.addEventListener("selectionchange", () => {
      add.hidden = chosen().length < 3;
    });
    at("selected-add").addEventListener("mousedown", (event) => event.preventDefault());
    at("selected-add").addEventListener("click", () => {
      at("add-words").value = chosen();
      const fold = at("act-add");
      fold.open = true;
      add.hidden = true;
      fold.scrollIntoView({ block: "nearest" });
      at("add-event").focus();
    });
  }

  // Files that are dropped.
  const drop = at("drop");
  if (drop) {
    const files = at("files");
    const tell = () => {
      at("dropped").replaceChildren(
        ...[...files.files].map((file) => {
          const line = document.createElement("li");
          line.textContent = `${file.name} (${Math.max(1, Math.round(file.size / 1024))} KB)`;
          return line;
        }),
      );
    };
    files.addEventListener("change", tell);
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      files.files = event.dataTransfer.files;
      tell();
    });
  }

  // The place that an address names may lie within a fold.
  const reveal = () => {
    let target = null;
    try {
      target = location.hash.length > 1 ? at(decodeURIComponent(location.hash.slice(1))) : null;
    } catch {
      return; // a fragment that is no UTF-8 names nothing here
    }
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView({ block: target.id === "words" ? "center" : "start" });
  };
  document.querySelector(".nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  addEventListener("hashchange", reveal);
  reveal();
})();
