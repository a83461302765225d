"use strict";
(function () {
  var box = document.getElementById("filter");
  var items = Array.prototype.slice.call(document.querySelectorAll("[data-item]"));
  if (box && items.length) {
    var text = box.querySelector("input");
    var selects = Array.prototype.slice.call(box.querySelectorAll("select[name]"));
    var order = box.querySelector("select[data-sort]");
    var ranks = { attainment: ["not_met", "partly", "not_assessable", "met"], severity: ["error", "warning", "info", "none"] };
    var end = items[items.length - 1].nextSibling;
    var out = box.querySelector("output");
    var words = items.map(function (item) { return item.textContent.toLowerCase(); });
    var fits = function (item) {
      return selects.every(function (select) {
        var has = (item.getAttribute("data-" + select.name) || "").split(" ");
        return !select.value || has.indexOf(select.value) >= 0;
      });
    };
    var rank = function (item, by) {
      var has = (item.getAttribute("data-" + by) || "").split(" ");
      return Math.min.apply(null, has.map(function (value) { return (ranks[by].indexOf(value) + 9) % 9; }));
    };
    var sort = function () {
      var by = order.value, sorted = items.slice();
      if (by === "text") {
        sorted.sort(function (a, b) { return words[items.indexOf(a)].trim().localeCompare(words[items.indexOf(b)].trim()); });
      } else if (by) {
        sorted.sort(function (a, b) { return rank(a, by) - rank(b, by) || items.indexOf(a) - items.indexOf(b); });
      }
      sorted.forEach(function (item) { item.parentNode.insertBefore(item, end); });
    };
    var apply = function () {
      var asked = text.value.toLowerCase().trim().split(/\s+/), shown = 0;
      items.forEach(function (item, n) {
        var yes = fits(item) && asked.every(function (word) { return words[n].indexOf(word) >= 0; });
        item.hidden = !yes;
        if (yes) { shown += 1; }
      });
      document.querySelectorAll("[data-group]").forEach(function (group) {
        group.hidden = !group.querySelector("[data-item]:not([hidden])");
      });
      out.textContent = box.getAttribute("data-shown").replace("{n}", shown).replace("{all}", items.length);
    };
    var reset = function () {
      text.value = "";
      selects.forEach(function (select) { select.value = ""; });
      if (order) { order.value = ""; sort(); }
      apply();
    };
    box.addEventListener("input", apply);
    box.addEventListener("change", apply);
    if (order) { order.addEventListener("change", sort); }
    box.querySelector("button").addEventListener("click", function () { reset(); text.focus(); });
    window.addEventListener("hashchange", function () {
      var goal = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (goal && goal.closest("[hidden]")) { reset(); goal.scrollIntoView(); }
    });
    box.hidden = false;
    apply();
  }
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (details) { details.open = true; });
  });
})();
