// What one sees of every part on the page, in words: its colours, and its sizes where they do not hang on a font.
() => {
  const ROOTS = ".top, .banner, .rooms, main > section, .foot";
  const MEASURED = new Set(["block", "flex", "grid", "list-item", "table", "flow-root"]);
  const FLOWS = new Set(["block", "list-item", "flow-root"]);
  const SHRINKS = ".need, legend, summary, label"; // as wide as their words, or as the browser's maker thought
  const MAKERS = "input[type=radio], input[type=checkbox], progress"; // drawn by the browser's maker, but for their colour
  const SHAPES = "path, circle, rect, text, line";
  const hex = (colour) => {
    const [r, g, b, a = "1"] = colour.match(/[\d.]+/g) || [];
    if (r === undefined) return colour;
    if (Number(a) === 0) return "";
    return "#" + [r, g, b].map((n) => Math.round(n).toString(16).padStart(2, "0")).join("") + (Number(a) < 1 ? `/${a}` : "");
  };
  const sides = (style, name, after = "") => {
    const four = ["top", "right", "bottom", "left"].map((side) => style[`${name}-${side}${after}`]);
    if (four.every((one) => one === four[0])) return four[0];
    return four.join(" ").replace(/px/g, "");
  };
  const seen = { colours: [], sizes: [] };
  const say = (list, path, told) => {
    const words = Object.entries(told).filter(([, value]) => value).map(([name, value]) => `${name}=${value}`);
    list.push([path, words.join("; ")]);
  };
  const border = (style) => ["Top", "Right", "Bottom", "Left"].map((side) =>
    style[`border${side}Style`] === "none" || parseFloat(style[`border${side}Width`]) === 0 ? "" : hex(style[`border${side}Color`]));
  const four = (all) => (all.every((one) => one === all[0]) ? all[0] : all.map((one) => one || "-").join(" "));

  const look = (one, path, pseudo, mother, steady) => {
    const style = getComputedStyle(one, pseudo);
    const shape = one.matches(SHAPES);
    if (one.matches(MAKERS)) {
      say(seen.colours, path, { accent: hex(style.accentColor) });
      say(seen.sizes, path, { is: style.display });
      return false;
    }
    const colours = { bg: hex(style.backgroundColor), line: four(border(style)) };
    if (!mother || style.color !== mother.color) colours.ink = hex(style.color);
    if (style.boxShadow !== "none") colours.shadow = style.boxShadow.replace(/rgba?\([^)]*\)/, hex);
    if (style.filter !== "none") colours.filter = style.filter;
    if (style.textDecorationLine !== "none") colours.under = hex(style.textDecorationColor);
    if (shape) for (const name of ["fill", "stroke"]) colours[name] = style[name] === "none" ? "" : hex(style[name]);
    say(seen.colours, path, colours);
    if (shape) return false;
    const sizes = { is: style.display, pad: sides(style, "padding"), edge: sides(style, "border", "-width") };
    for (const name of ["pad", "edge"]) if (sizes[name] === "0px") sizes[name] = "";
    if (!mother || style.fontSize !== mother.fontSize) sizes.text = style.fontSize;
    if (!mother || style.fontWeight !== mother.fontWeight) sizes.weight = style.fontWeight;
    if (parseFloat(style.marginTop)) sizes.above = style.marginTop;
    if (["flex", "grid", "inline-flex"].includes(style.display) && style.gap !== "normal") sizes.gap = style.gap;
    if (!["0px", "auto"].includes(style.minHeight)) sizes.least = style.minHeight;
    if (style.borderTopLeftRadius !== "0px") sizes.round = style.borderTopLeftRadius;
    const still = steady && !pseudo && MEASURED.has(style.display) && ["static", "relative"].includes(style.position);
    const fills = still && style.float === "none" && !one.matches(SHRINKS) && !one.closest("svg, select, table");
    if (fills) sizes.box = box(one);
    if (one.matches("svg")) sizes.box = `${Math.round(one.clientWidth)}×${Math.round(one.clientHeight)}`;
    say(seen.sizes, path, sizes);
    return fills && FLOWS.has(style.display);
  };
  let root = null;
  const box = (one) => {
    const here = one.getBoundingClientRect();
    return `${Math.round(here.left - root.getBoundingClientRect().left)}+${Math.round(here.width)}`;
  };
  const name = (one) => {
    const own = one.tagName.toLowerCase() + [...one.classList].map((word) => `.${word}`).join("");
    const alike = one.parentElement ? [...one.parentElement.children].filter((other) => other.tagName === one.tagName) : [];
    return alike.length > 1 ? `${own}:${alike.indexOf(one) + 1}` : own;
  };
  const walk = (one, path, mother, steady) => {
    const style = getComputedStyle(one);
    if (style.display === "none" || one.matches("input[type=hidden], option, title, desc, .hide")) return;
    if (one.checkVisibility && !one.checkVisibility()) return; // within what is folded
    const flows = look(one, path, null, mother, steady);
    for (const pseudo of one.closest("svg") ? [] : ["::before", "::after"]) {
      const its = getComputedStyle(one, pseudo);
      if (its.content !== "none" && its.content !== "normal" && its.display !== "none") look(one, path + pseudo, pseudo, style, false);
    }
    for (const child of one.children) walk(child, `${path}>${name(child)}`, style, flows);
  };
  for (root of document.querySelectorAll(ROOTS)) {
    const id = root.getAttribute("aria-labelledby");
    walk(root, id ? `#${id}` : name(root), getComputedStyle(document.body), Boolean(root.closest("main")));
  }
  return seen;
}
