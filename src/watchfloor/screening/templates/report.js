(() => {
  const list = document.getElementById("parties");
  if (!list) return;
  const cards = [...list.querySelectorAll(".party")];
  const find = document.getElementById("find"), kind = document.getElementById("kind");
  const source = document.getElementById("source"), order = document.getElementById("order");
  const shown = document.getElementById("shown"), toggle = document.getElementById("toggle");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map();
  const textOf = (card) => {
    if (!texts.has(card)) texts.set(card, fold(card.textContent));
    return texts.get(card);
  };
  const filter = () => {
    const wanted = fold(find.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const card of cards) {
      const fits = (!source.value || card.dataset.sources.split(" ").includes(source.value))
        && (kind.value !== "match" || card.dataset.match === "1")
        && wanted.every((word) => textOf(card).includes(word));
      card.hidden = !fits;
      count += fits;
    }
    shown.textContent = `${count.toLocaleString("en")} of ${cards.length.toLocaleString("en")} parties with hits shown`;
  };
  const sort = () => {
    const value = order.value === "row" ? (card) => +card.dataset.row : (card) => -card.dataset.score;
    cards.sort((a, b) => value(a) - value(b) || a.dataset.row - b.dataset.row);
    list.append(...cards);
  };
  let waiting;
  find.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  kind.addEventListener("change", filter);
  source.addEventListener("change", filter);
  order.addEventListener("change", sort);
  toggle.addEventListener("click", () => {
    const visible = cards.filter((card) => !card.hidden);
    const open = visible.some((card) => !card.open);
    for (const card of visible) card.open = open;
    toggle.textContent = open ? "Close all" : "Open all";
  });
  let before = [];
  addEventListener("beforeprint", () => {
    before = cards.filter((card) => !card.hidden && !card.open);
    for (const card of before) card.open = true;
  });
  addEventListener("afterprint", () => { for (const card of before) card.open = false; });
  filter();
})();
